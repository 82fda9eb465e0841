package sfumato.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Damages files as accidents and malice do: flipped bits, cut ends, sizes that are not true, pieces of other files, brackets in
 * brackets. The same random numbers make the same damage.
 */
final class Mutator {

	private static final int MOST_COPIES = 20_000, MOST_LETTERS = 2_000_000;
	private static final long[] SIZES = { 0, 1, 2, 3, 4, 7, 8, 255, 256, 257, 1000, 32767, 32768, 65535, 65536, 100_000_000, 0x3fffffffL,
		0x40000000L, 0x7ffffff0L, 0x7fffffffL, 0x80000000L, 0xfffffff0L, 0xffffffffL, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE, -1,
		-2, -100 };
	private static final List<String> NUMBERS = List.of("0", "-1", "1", "-0", "0.5", "1.5", "-0.0", "1e999", "-1e999", "1e-999999999",
		"1e999999999", "NaN", "Infinity", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808",
		"99999999999999999999999999", "1e308", "1e-320", "0x10", "1_000", "1,5", "", "null", "true", "\"1\"", "[1]", "{}", "3000000000");
	private static final List<String> VALUES = List.of("null", "[]", "{}", "\"\"", "\"x\"", "true", "0", "-1", "[null]", "{\"a\": 1}", "[[]]",
		"1e400", "");
	private static final List<String> PIECES = List.of("\0", "\n", "\r\n", "\t", "\"", "'", "[", "]", "{", "}", "(", ")", ",", ";", ":", "=",
		"+", "*", "\\", "/", "..", "../../x", "%s", "$1", " ", "\u2028", "\uFEFF", "\uD83D\uDE00", "a=1 ", "e+3", "class300", "-", "#");
	private static final List<String> BRACKETS = List.of("[", "{\"a\":", "(", "[[", "a(b: ", "x(loss: ", "\"", "{\"a\":[");
	private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
	private static final Pattern VALUE = Pattern.compile("(?<=: )[^,\\n]+");
	private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");

	private final Random random;

	Mutator(final Random random) {
		this.random = random;
	}

	/** Damages a file inside what it is wrapped in, or the file itself. */
	byte[] damage(final byte[] file, final byte[] other, final FuzzFormat.Wrapping wrapping) throws IOException {
		final boolean inside = random.nextInt(4) > 0;
		return switch (inside ? wrapping : wrapping == FuzzFormat.Wrapping.TEXT ? wrapping : FuzzFormat.Wrapping.NONE) {
			case NONE -> bytes(file, other);
			case TEXT -> random.nextInt(6) == 0 ? bytes(file, other) : text(file, other);
			case GZIP -> gzip(bytes(gunzip(file), gunzip(other)));
			case ZIP -> zip(file, ZipOutputStream.DEFLATED);
			case STORED_ZIP -> zip(file, random.nextInt(10) == 0 ? ZipOutputStream.DEFLATED : ZipOutputStream.STORED);
			case PNG -> png(bytes(file, other));
			case SAFETENSORS -> safetensors(file);
		};
	}

	private byte[] bytes(final byte[] file, final byte[] other) {
		byte[] bytes = file.clone();
		for (int n = 1 + random.nextInt(3); n > 0; n--)
			bytes = once(bytes, other);
		return bytes;
	}

	private byte[] once(final byte[] file, final byte[] other) {
		if (file.length == 0) return other.clone();
		final byte[] bytes = file.clone();
		final int at = position(bytes.length);
		switch (random.nextInt(10)) {
			case 0:
				bytes[at] ^= (byte) (1 << random.nextInt(8));
				return bytes;
			case 1:
				for (int i = random.nextInt(16); i >= 0; i--)
					bytes[position(bytes.length)] = (byte) random.nextInt();
				return bytes;
			case 2, 3, 4, 5:
				return size(bytes, at);
			case 6:
				return Arrays.copyOf(bytes, random.nextInt(bytes.length));
			case 7: { // a piece less
				final int end = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
				return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
			}
			case 8: { // a piece more, often
				final byte[] piece = Arrays.copyOfRange(bytes, at, at + 1 + random.nextInt(Math.min(32, bytes.length - at)));
				final ByteArrayOutputStream out = new ByteArrayOutputStream();
				out.write(bytes, 0, at);
				for (int n = copies(); n > 0; n--)
					out.writeBytes(piece);
				out.write(bytes, at, bytes.length - at);
				return out.toByteArray();
			}
			default: // a piece of another file
				return other.length == 0 ? bytes : join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, random.nextInt(other.length),
					other.length));
		}
	}

	/** Headers are at the beginning, of some formats at the end. */
	private int position(final int length) {
		return switch (random.nextInt(4)) {
			case 0, 1 -> random.nextInt(Math.min(length, 400));
			case 2 -> length - 1 - random.nextInt(Math.min(length, 100));
			default -> random.nextInt(length);
		};
	}

	private int copies() {
		return switch (random.nextInt(8)) {
			case 0 -> random.nextInt(MOST_COPIES);
			case 1 -> random.nextInt(1000);
			default -> random.nextInt(4);
		};
	}

	private byte[] size(final byte[] bytes, final int at) {
		final long size = random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(4) == 0 ? bytes.length + random.nextInt(5) - 2
			: SIZES[random.nextInt(SIZES.length)];
		final int width = 1 << random.nextInt(4);
		final int start = Math.min(random.nextBoolean() ? at / width * width : at, bytes.length - width);
		if (start < 0) return bytes;
		final ByteBuffer b = ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		switch (width) {
			case 1 -> b.put(start, (byte) size);
			case 2 -> b.putShort(start, (short) size);
			case 4 -> b.putInt(start, random.nextInt(6) == 0 ? Float.floatToIntBits(size) : (int) size);
			default -> b.putLong(start, random.nextInt(6) == 0 ? Double.doubleToLongBits(size) : size);
		}
		return bytes;
	}

	private byte[] text(final byte[] file, final byte[] other) {
		String text = new String(file, StandardCharsets.UTF_8);
		for (int n = 1 + random.nextInt(3); n > 0; n--)
			text = once(text, new String(other, StandardCharsets.UTF_8));
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private String once(final String text, final String other) {
		final int at = random.nextInt(text.length() + 1);
		switch (random.nextInt(12)) {
			case 0, 1, 2:
				return replace(text, NUMBER, any(NUMBERS));
			case 3, 4:
				return replace(text, VALUE, any(VALUES));
			case 5:
				return replace(text, STRING, "\"" + (random.nextBoolean() ? any(PIECES).repeat(copies()) : "x".repeat(copies())) + "\"");
			case 6:
				return text.substring(0, at);
			case 7: {
				final String b = any(BRACKETS).repeat(copies());
				return random.nextBoolean() ? b + text : text.substring(0, at) + b + text.substring(at);
			}
			case 8:
				return text.substring(0, at) + any(PIECES).repeat(copies()) + text.substring(at);
			case 9: { // lines that are missing, or there again and again
				final List<String> lines = text.lines().toList();
				if (lines.isEmpty()) return text;
				final int line = random.nextInt(lines.size());
				final StringBuilder out = new StringBuilder();
				for (int i = 0; i < lines.size(); i++)
					for (int k = i == line ? random.nextInt(3) == 0 ? Math.min(copies(), MOST_LETTERS / (1 + lines.get(i).length())) : 0 : 1; k > 0; k--)
						out.append(lines.get(i)).append('\n');
				return out.toString();
			}
			case 10:
				return text.substring(0, at) + (other.isEmpty() ? "" : other.substring(random.nextInt(other.length())));
			default: {
				final int end = at + random.nextInt(Math.min(30, text.length() - at) + 1);
				return text.substring(0, at) + text.substring(end);
			}
		}
	}

	private <T> T any(final List<T> list) {
		return list.get(random.nextInt(list.size()));
	}

	/** Puts something in one of the places of a pattern. */
	private String replace(final String text, final Pattern pattern, final String by) {
		final Matcher m = pattern.matcher(text);
		int count = 0;
		while (m.find())
			count++;
		if (count == 0) return text + by;
		m.reset();
		for (int i = random.nextInt(count); i >= 0; i--)
			m.find();
		return text.substring(0, m.start()) + by + text.substring(m.end());
	}

	private static byte[] join(final byte[] a, final byte[] b) {
		final byte[] both = Arrays.copyOf(a, a.length + b.length);
		System.arraycopy(b, 0, both, a.length, b.length);
		return both;
	}

	private static byte[] gunzip(final byte[] file) throws IOException {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
			return in.readAllBytes();
		}
	}

	private static byte[] gzip(final byte[] bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
			zip.write(bytes);
		}
		return out.toByteArray();
	}

	/** Damages one entry, or leaves it out, or has it twice under other names. */
	private byte[] zip(final byte[] file, final int method) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		final Path temporary = Files.createTempFile("fuzz", ".zip"); // a stream does not read what PyTorch writes
		Files.write(temporary, file);
		try (ZipFile in = new ZipFile(temporary.toFile())) {
			for (final ZipEntry e : Collections.list(in.entries()))
				entries.put(e.getName(), in.getInputStream(e).readAllBytes());
		}
		finally {
			Files.delete(temporary);
		}
		if (entries.isEmpty()) return bytes(file, file);
		final String name = any(List.copyOf(entries.keySet()));
		switch (random.nextInt(10)) {
			case 0 -> entries.remove(name);
			case 1 -> entries.put(name, random.nextBoolean() ? new byte[0] : new byte[1 << random.nextInt(24)]);
			case 2 -> {
				final byte[] b = entries.get(name);
				for (int i = random.nextInt(300); i > 0; i--)
					entries.put(name.replaceFirst("\\.", i + "."), b);
			}
			default -> entries.put(name, bytes(entries.get(name), entries.get(any(List.copyOf(entries.keySet())))));
		}
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (final var e : entries.entrySet()) {
				final ZipEntry entry = new ZipEntry(e.getKey());
				entry.setMethod(method);
				final CRC32 crc = new CRC32();
				crc.update(e.getValue());
				entry.setCrc(crc.getValue());
				entry.setSize(e.getValue().length);
				entry.setTime(0);
				zip.putNextEntry(entry);
				zip.write(e.getValue());
				zip.closeEntry();
			}
		}
		return out.toByteArray();
	}

	/** Checksums that are right again, so that decoders look at what is between them. */
	private static byte[] png(final byte[] file) {
		final ByteBuffer b = ByteBuffer.wrap(file);
		for (int at = 8; at + 12 <= file.length;) {
			final int length = b.getInt(at);
			if (length < 0 || length > file.length - at - 12) break;
			final CRC32 crc = new CRC32();
			crc.update(file, at + 4, length + 4);
			b.putInt(at + 8 + length, (int) crc.getValue());
			at += 12 + length;
		}
		return file;
	}

	/** Damages the header, whose length is right again. */
	private byte[] safetensors(final byte[] file) {
		final int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
		final byte[] header = text(Arrays.copyOfRange(file, 8, 8 + length), file);
		final ByteBuffer out = ByteBuffer.allocate(8 + header.length + file.length - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
		return out.putLong(header.length).put(header).put(file, 8 + length, file.length - 8 - length).array();
	}
}
