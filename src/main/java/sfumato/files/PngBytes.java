package sfumato.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Filters the bytes of a PNG file for Java's decoder. It makes memory for as many pixels as the header says and for as many letters as
 * a packed text asks for, whatever there is of them; so texts are left out, and pixels are counted before.
 * <p>
 * Source: Portable Network Graphics (PNG) Specification, W3C, 2nd edition, chapters 5 and 11.
 */
final class PngBytes {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
	/** What says how pixels look. Other chunks are remarks. */
	private static final List<String> KEPT = List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA", "sRGB", "cHRM", "sBIT");
	private static final int HEADER = 13;
	/** Fewer bytes of pixels are no trouble, whether they are there or not. */
	private static final long MUCH = 1 << 24;

	private final Path path;
	private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
	private final List<byte[]> data = new ArrayList<>();
	private ByteBuffer header;

	private PngBytes(final Path path) {
		this.path = path;
	}

	/**
	 * Opens a file.
	 *
	 * @throws IOException in a sentence: it is no PNG, is cut short, or has more pixels than data or memory
	 */
	static InputStream open(final Path path) throws IOException {
		return new PngBytes(path).checked();
	}

	/** The bits of a sample, from the header of what {@link #open} has given. */
	static int bits(final InputStream png) throws IOException {
		png.skipNBytes(SIGNATURE.length + 16); // length and name of the chunk, width and height
		return png.read();
	}

	private InputStream checked() throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
			if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) throw new IOException(FileMessages.noPng(path));
			kept.writeBytes(SIGNATURE);
			while (!chunk(in))
				continue;
		}
		catch (final EOFException e) {
			throw new IOException(NiftiMessages.fileEndsEarly(path), e);
		}
		checkSize();
		return new ByteArrayInputStream(kept.toByteArray());
	}

	/** Whether this was the last one. */
	private boolean chunk(final DataInputStream in) throws IOException {
		final byte[] start = exactly(in, 8);
		final int length = ByteBuffer.wrap(start).getInt();
		final String type = new String(start, 4, 4, StandardCharsets.ISO_8859_1);
		if (length < 0 || header == null && (!type.equals("IHDR") || length != HEADER)) throw damaged(FileMessages.noPngHeader());
		if (KEPT.contains(type)) {
			final byte[] content = exactly(in, length);
			if (type.equals("IHDR")) header = ByteBuffer.wrap(content);
			if (type.equals("IDAT")) data.add(content);
			kept.writeBytes(start);
			kept.writeBytes(content);
			kept.writeBytes(exactly(in, 4));
		}
		else in.skipNBytes(length + 4L);
		return type.equals("IEND");
	}

	/** There is no memory for more than has come. */
	private static byte[] exactly(final InputStream in, final int n) throws IOException {
		final byte[] bytes = in.readNBytes(n);
		if (bytes.length < n) throw new EOFException();
		return bytes;
	}

	private void checkSize() throws IOException {
		final int width = header.getInt(0), height = header.getInt(4), bits = header.get(8), colour = header.get(9);
		if (width < 1 || height < 1) throw damaged(FileMessages.pngSize(width, height));
		final int samples = switch (colour) {
			case 0, 3 -> 1;
			case 2 -> 3;
			case 4 -> 2;
			case 6 -> 4;
			default -> throw damaged(FileMessages.pngKind(colour));
		};
		if (!List.of(1, 2, 4, 8, 16).contains(bits)) throw damaged(FileMessages.pngBits(bits));
		final double values = (double) width * height * samples;
		final long memory = Runtime.getRuntime().maxMemory();
		if (Float.BYTES * values > memory) throw new IOException(FileMessages.tooLarge(path, width, height, Float.BYTES * values
			/ (1 << 20), memory >> 20));
		final long bytes = (long) (values * bits / 8);
		if (bytes > MUCH && !unpacksTo(bytes)) throw new IOException(FileMessages.endsBeforePixels(path, width, height));
	}

	private boolean unpacksTo(final long bytes) throws IOException {
		final Inflater inflater = new Inflater();
		final byte[] buffer = new byte[1 << 16];
		long count = 0;
		try {
			for (final byte[] part : data) {
				inflater.setInput(part);
				while (!inflater.needsInput() && !inflater.finished() && !inflater.needsDictionary() && count < bytes)
					count += inflater.inflate(buffer);
			}
			return count >= bytes;
		}
		catch (final DataFormatException e) {
			throw damaged(FileMessages.badPngCompression());
		}
		finally {
			inflater.end();
		}
	}

	private IOException damaged(final String why) {
		return new IOException(FileMessages.damaged(path, why));
	}
}
