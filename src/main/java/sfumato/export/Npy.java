package sfumato.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import sfumato.engine.checkpoint.Tensor;

/**
 * Writes tensors as NumPy's {@code .npy} files, version 1.0: {@code \x93NUMPY}, the version, the length of a header in two
 * bytes, the header (a Python dictionary, filled with blanks so that the numbers begin at a multiple of 64 bytes), 32-bit
 * numbers.
 */
final class Npy {

	private static final int ALIGNED = 64;
	/** Number of bytes before the header. */
	private static final int PREFIX = 10;

	private Npy() {}

	static void write(final Path file, final Tensor tensor) throws IOException {
		final String sides = Arrays.stream(tensor.shape()).mapToObj(s -> s + ",").collect(Collectors.joining(" "));
		final String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sides + "), }";
		final int length = (PREFIX + header.length() + ALIGNED) / ALIGNED * ALIGNED - PREFIX;
		final ByteBuffer out = ByteBuffer.allocate(Math.addExact(PREFIX + length, Math.multiplyExact(tensor.values().length,
			Float.BYTES))).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort(
			(short) length);
		out.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
		out.asFloatBuffer().put(tensor.values());
		Files.write(file, out.array());
	}
}
