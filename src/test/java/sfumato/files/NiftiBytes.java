package sfumato.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Makes NIfTI files byte by byte after nifti1.h and nifti2.h. */
final class NiftiBytes {

	private final int version;
	private final ByteOrder order;
	private final ByteBuffer header;

	NiftiBytes(final int version, final ByteOrder order, final int type, final int... dims) {
		this.version = version;
		this.order = order;
		final boolean one = version == 1;
		header = ByteBuffer.allocate(one ? 352 : 544).order(order);
		header.putInt(0, one ? 348 : 540);
		header.putShort(one ? 70 : 12, (short) type);
		dim(0, dims.length);
		for (int i = 0; i < dims.length; i++)
			dim(i + 1, dims[i]);
		for (int i = 0; i < 8; i++)
			pixdim(i, 1);
		if (one) header.putFloat(108, 352);
		else header.putLong(168, 544);
		magic(one ? "n+1" : "n+2");
	}

	NiftiBytes dim(final int i, final long length) {
		if (version == 1) header.putShort(40 + 2 * i, (short) length);
		else header.putLong(16 + 8 * i, length);
		return this;
	}

	NiftiBytes pixdim(final int i, final double size) {
		if (version == 1) header.putFloat(76 + 4 * i, (float) size);
		else header.putDouble(104 + 8 * i, size);
		return this;
	}

	NiftiBytes scale(final double slope, final double intercept) {
		if (version == 1) header.putFloat(112, (float) slope).putFloat(116, (float) intercept);
		else header.putDouble(176, slope).putDouble(184, intercept);
		return this;
	}

	NiftiBytes unit(final int code) {
		if (version == 1) header.put(123, (byte) code);
		else header.putInt(500, code);
		return this;
	}

	NiftiBytes magic(final String text) {
		header.put(version == 1 ? 344 : 4, text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	NiftiBytes offset(final int bytes) {
		if (version == 1) header.putFloat(108, bytes);
		else header.putLong(168, bytes);
		return this;
	}

	/** Header and pixels, which the caller puts into a large enough buffer of the right byte order. */
	byte[] with(final Consumer<ByteBuffer> pixels) {
		final ByteBuffer data = ByteBuffer.allocate(1 << 16).order(order);
		pixels.accept(data);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(header.array());
		out.write(data.array(), 0, data.position());
		return out.toByteArray();
	}

	static Path save(final Path file, final byte[] bytes) throws IOException {
		if (!file.toString().endsWith(".gz")) return Files.write(file, bytes);
		try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			out.write(bytes);
		}
		return file;
	}
}
