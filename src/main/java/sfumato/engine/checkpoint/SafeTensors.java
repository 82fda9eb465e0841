package sfumato.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import sfumato.text.Excerpt;
import sfumato.text.Json;
import sfumato.text.Reason;
import sfumato.text.TextMessages;

/**
 * Named tensors in a <a href="https://github.com/huggingface/safetensors">safetensors</a> file: 8 bytes with the length of
 * the header, a JSON header with type, shape and place of every tensor, then the numbers, all little-endian.
 * <p>
 * Written are 32-bit floats. Read are 16-, 32- and 64-bit floats, bfloat16 and 64-bit integers, all converted to 32-bit
 * floats. (DJL reads such files through one array, so up to 2 GB, and trusts them.)
 */
public final class SafeTensors {

	/** As the format has it. */
	private static final int LARGEST_HEADER = 100_000_000;
	/** The parsed header takes this multiple of the header's size in memory. */
	private static final int EXPANSION = 64;
	private static final int CHUNK = 1 << 20;

	private SafeTensors() {}

	/**
	 * Reads a whole file.
	 *
	 * @return the tensors in the order of the header
	 * @throws IOException if there is no such file, or it is broken or holds what cannot be read
	 */
	public static Map<String, Tensor> read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(TextMessages.noFile(file));
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final long total = channel.size();
			final long length = total < 8 ? -1 : bytes(channel, 0, 8).getLong();
			if (length < 2 || length > Math.min(LARGEST_HEADER, total - 8)) throw broken(file,
				CheckpointMessages.noHeaderLength());
			if (length > Math.max(1 << 20, Runtime.getRuntime().maxMemory() / EXPANSION)) throw new
				IOException(CheckpointMessages.headerTooLong(file, length));
			final JsonObject header = header(file, bytes(channel, 8, (int) length).array());
			final Map<String, Tensor> tensors = new LinkedHashMap<>();
			long left = total - 8 - length;
			for (final Map.Entry<String, JsonElement> entry : header.entrySet()) {
				if (entry.getKey().equals("__metadata__")) continue;
				final Place place = place(channel, file, 8 + length, entry);
				left -= place.end() - place.start();
				if (left < 0) throw broken(file, CheckpointMessages.overlap(entry.getKey()));
				tensors.put(entry.getKey(), tensor(channel, place));
			}
			return tensors;
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(CheckpointMessages.unreadable(file, Reason.of(e)), e);
		}
		catch (final FileSystemException e) {
			throw new IOException(Reason.of(e), e);
		}
	}

	/** Where a tensor's bytes are in the file, both ends counted from its beginning. */
	private record Place(String type, int width, long[] shape, long start, long end) {}

	/**
	 * Writes a whole file, in the order of the map; one that is there is replaced.
	 *
	 * @throws IOException if the file cannot be written
	 */
	public static void write(final Path file, final Map<String, Tensor> tensors) throws IOException {
		final JsonObject header = new JsonObject();
		long end = 0;
		for (final Map.Entry<String, Tensor> entry : tensors.entrySet()) {
			final JsonObject description = new JsonObject();
			description.addProperty("dtype", "F32");
			description.add("shape", array(entry.getValue().shape()));
			final long start = end;
			end += (long) Float.BYTES * entry.getValue().values().length;
			description.add("data_offsets", array(start, end));
			header.add(entry.getKey(), description);
		}
		// readers that map the file into memory want the numbers aligned
		final byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
		final byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
		Arrays.fill(padded, json.length, padded.length, (byte) ' ');
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			StandardOpenOption.TRUNCATE_EXISTING))
		{
			writeAll(channel, little(8).putLong(padded.length).flip());
			writeAll(channel, ByteBuffer.wrap(padded));
			final ByteBuffer buffer = little(CHUNK);
			for (final Tensor tensor : tensors.values()) {
				final float[] values = tensor.values();
				for (int i = 0; i < values.length; i += CHUNK / Float.BYTES) {
					final int n = Math.min(CHUNK / Float.BYTES, values.length - i);
					buffer.clear().limit(n * Float.BYTES);
					buffer.asFloatBuffer().put(values, i, n);
					writeAll(channel, buffer);
				}
			}
		}
	}

	private static JsonObject header(final Path file, final byte[] json) throws IOException {
		try {
			return Json.object(new String(json, StandardCharsets.UTF_8), "the header of " + file);
		}
		catch (final IllegalArgumentException e) {
			throw broken(file, CheckpointMessages.headerNotJson());
		}
	}

	private static Place place(final FileChannel channel, final Path file, final long base,
		final Map.Entry<String, JsonElement> entry) throws IOException
	{
		final String name = Excerpt.of(entry.getKey());
		final String type;
		final long[] shape;
		final long[] offsets;
		try {
			final JsonObject description = entry.getValue().getAsJsonObject();
			type = description.get("dtype").getAsString();
			shape = longs(description.getAsJsonArray("shape"));
			offsets = longs(description.getAsJsonArray("data_offsets"));
		}
		catch (final RuntimeException e) {
			throw broken(file, CheckpointMessages.noDescription(name));
		}
		final int width = switch (type) {
			case "F16", "BF16" -> 2;
			case "F32" -> 4;
			case "F64", "I64" -> 8;
			default -> throw new IOException(CheckpointMessages.tensorType(name, file, type));
		};
		if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > channel.size() - base)
			throw broken(file, CheckpointMessages.bytesOutside(name, Arrays.toString(offsets), channel.size() - base));
		if (offsets[1] - offsets[0] != bytesOf(file, name, shape, width)) throw broken(file,
			CheckpointMessages.otherByteCount(name, Arrays.toString(shape), type, offsets[1] - offsets[0]));
		return new Place(type, width, shape, base + offsets[0], base + offsets[1]);
	}

	private static Tensor tensor(final FileChannel channel, final Place place) throws IOException {
		final int width = place.width();
		final float[] values = new float[(int) ((place.end() - place.start()) / width)];
		for (int i = 0; i < values.length; i += CHUNK / width) {
			final int n = Math.min(CHUNK / width, values.length - i);
			decode(place.type(), bytes(channel, place.start() + (long) i * width, n * width), values, i, n);
		}
		return new Tensor(place.shape(), values);
	}

	private static long bytesOf(final Path file, final String name, final long[] shape, final int width)
		throws IOException
	{
		long bytes = width;
		for (final long s : shape) {
			if (s < 0 || s > 0 && bytes > Integer.MAX_VALUE * (long) width / s) throw broken(file,
				CheckpointMessages.impossibleShape(name, Arrays.toString(shape)));
			bytes *= s;
		}
		return bytes;
	}

	static void decode(final String type, final ByteBuffer in, final float[] out, final int start, final int n) {
		for (int i = start; i < start + n; i++)
			out[i] = switch (type) {
				case "F16" -> half(in.getShort());
				case "BF16" -> Float.intBitsToFloat(in.getShort() << 16);
				case "F32" -> in.getFloat();
				case "F64" -> (float) in.getDouble();
				default -> in.getLong();
			};
	}

	/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits (Java has this only since 20). */
	static float half(final short bits) {
		final int exponent = bits >> 10 & 31;
		final int fraction = bits & 1023;
		final float size = exponent == 0 ? fraction * 0x1p-24f : exponent == 31 ? fraction == 0
			? Float.POSITIVE_INFINITY : Float.NaN : Math.scalb(1024 + fraction, exponent - 25);
		return bits < 0 ? -size : size;
	}

	private static ByteBuffer bytes(final FileChannel channel, final long position, final int n) throws IOException {
		final ByteBuffer buffer = little(n);
		while (buffer.hasRemaining())
			if (channel.read(buffer, position + buffer.position()) < 0) throw new EOFException(
				CheckpointMessages.becameShorter());
		return buffer.flip();
	}

	private static ByteBuffer little(final int n) {
		return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static void writeAll(final FileChannel channel, final ByteBuffer buffer) throws IOException {
		while (buffer.hasRemaining())
			channel.write(buffer);
	}

	private static JsonArray array(final long... values) {
		final JsonArray array = new JsonArray();
		for (final long v : values)
			array.add(new JsonPrimitive(v));
		return array;
	}

	private static long[] longs(final JsonArray array) {
		final long[] values = new long[array.size()];
		for (int i = 0; i < values.length; i++)
			values[i] = array.get(i).getAsLong();
		return values;
	}

	private static IOException broken(final Path file, final String how) {
		return new IOException(CheckpointMessages.incomplete(file, how));
	}
}
