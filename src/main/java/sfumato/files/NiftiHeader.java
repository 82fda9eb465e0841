package sfumato.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The fields of a NIfTI header that are needed to read the pixels.
 *
 * @param headerSize how many bytes of the file with the pixels have been read: 348 or 540, of a pair 0
 * @param dataOffset where the pixels start
 * @param dims lengths of X, Y, Z and of all further axes together
 * @param paired whether the pixels are in a file of their own
 * @param pixelSize edges of a voxel along X, Y, Z
 */
record NiftiHeader(int headerSize, long dataOffset, ByteOrder order, int[] dims, Type type, double slope, double intercept,
	double[] pixelSize, String unit, Orientation orientation, boolean paired, List<String> notes)
{

	/** The kinds of pixel that are read. */
	enum Type {
		UINT8(2, 1, 1), INT16(4, 2, 1), INT32(8, 4, 1), FLOAT32(16, 4, 1), FLOAT64(64, 8, 1), RGB24(128, 3, 3), INT8(256, 1,
			1), UINT16(512, 2, 1), UINT32(768, 4, 1), INT64(1024, 8, 1), UINT64(1280, 8, 1), RGBA32(2304, 4, 3);

		private final int code;
		private final int bytes;
		private final int samples;

		Type(final int code, final int bytes, final int samples) {
			this.code = code;
			this.bytes = bytes;
			this.samples = samples;
		}

		/** Of one pixel. */
		int bytes() {
			return bytes;
		}

		/** Channels in one pixel; opacity is no channel. */
		int samples() {
			return samples;
		}

		static Type of(final int code, final Path path) throws IOException {
			for (final Type type : values())
				if (type.code == code) return type;
			throw new IOException(NiftiMessages.valueType(path, code));
		}
	}

	/** Reads a header and leaves the stream right behind it. */
	static NiftiHeader read(final InputStream in, final Path path) throws IOException {
		final ByteBuffer first = take(in, 348, path);
		int size = first.getInt(0);
		if (size != 348 && size != 540) {
			first.order(ByteOrder.LITTLE_ENDIAN);
			size = first.getInt(0);
		}
		if (size == 348) return version1(first, path);
		if (size != 540) throw new IOException(NiftiMessages.noNifti(path));
		final ByteBuffer all = ByteBuffer.allocate(540).order(first.order());
		all.put(first).put(take(in, 540 - 348, path)).clear();
		return version2(all, path);
	}

	private static ByteBuffer take(final InputStream in, final int n, final Path path) throws IOException {
		final byte[] bytes = in.readNBytes(n);
		if (bytes.length < n) throw new IOException(bytes.length == 0 ? NiftiMessages.empty(path)
			: NiftiMessages.shorterThanHeader(path));
		return ByteBuffer.wrap(bytes);
	}

	private static NiftiHeader version1(final ByteBuffer b, final Path path) throws IOException {
		final boolean paired = isPair(b, 344, "n+1", "ni1", path);
		final long[] dim = new long[8];
		final double[] pixdim = new double[8];
		for (int i = 0; i < 8; i++) {
			dim[i] = b.getShort(40 + 2 * i);
			pixdim[i] = b.getFloat(76 + 4 * i);
		}
		final Orientation orientation = orientation(b.getShort(252), b.getShort(254), i -> b.getFloat(256 + 4 * i), pixdim);
		return make(b, paired ? 0 : 348, (long) b.getFloat(108), b.getShort(70), dim, pixdim, b.getFloat(112), b.getFloat(
			116), b.get(123), orientation, path);
	}

	private static NiftiHeader version2(final ByteBuffer b, final Path path) throws IOException {
		final boolean paired = isPair(b, 4, "n+2", "ni2", path);
		final int intent = b.getInt(504);
		if (intent >= 3000 && intent < 3100) throw new IOException(NiftiMessages.cifti(path));
		final long[] dim = new long[8];
		final double[] pixdim = new double[8];
		for (int i = 0; i < 8; i++) {
			dim[i] = b.getLong(16 + 8 * i);
			pixdim[i] = b.getDouble(104 + 8 * i);
		}
		final Orientation orientation = orientation(b.getInt(344), b.getInt(348), i -> b.getDouble(352 + 8 * i), pixdim);
		return make(b, paired ? 0 : 540, b.getLong(168), b.getShort(12), dim, pixdim, b.getDouble(176), b.getDouble(184), b
			.getInt(500), orientation, path);
	}

	/** The 6 numbers of the quaternion are followed by the 12 of the matrix. */
	private static Orientation orientation(final int qform, final int sform, final IntToDoubleFunction numbers,
		final double[] pixdim)
	{
		final List<Double> quaternion = new ArrayList<>(IntStream.range(0, 6).mapToObj(numbers::applyAsDouble).toList());
		quaternion.add(pixdim[0]);
		final double thickness = Math.abs(pixdim[3]);
		return new Orientation(qform, quaternion, sform, IntStream.range(6, 18).mapToObj(numbers::applyAsDouble).toList(),
			thickness > 0 && thickness < Double.POSITIVE_INFINITY ? thickness : 1);
	}

	private static boolean isPair(final ByteBuffer b, final int at, final String single, final String pair,
		final Path path) throws IOException
	{
		final byte[] magic = new byte[3];
		b.get(at, magic);
		final String text = new String(magic, StandardCharsets.ISO_8859_1);
		if (!text.equals(pair) && !text.equals(single)) throw new IOException(NiftiMessages.analyze(path));
		return text.equals(pair);
	}

	/** @param size of the header, if it is in the same file as the pixels, else 0 */
	private static NiftiHeader make(final ByteBuffer b, final int size, final long offset, final int type,
		final long[] dim, final double[] pixdim, final double slope, final double intercept, final int units,
		final Orientation orientation, final Path path) throws IOException
	{
		if (dim[0] < 1 || dim[0] > 7) throw new IOException(NiftiMessages.axesNumber(path, dim[0]));
		final long[] lengths = { 1, 1, 1, 1 };
		for (int i = 1; i <= dim[0]; i++) {
			if (dim[i] < 1) throw new IOException(NiftiMessages.axisLength(path, i, dim[i]));
			final int axis = Math.min(i, 4) - 1;
			lengths[axis] = dim[i] > Integer.MAX_VALUE ? Long.MAX_VALUE >> 32 : lengths[axis] * dim[i];
			if (lengths[axis] > Integer.MAX_VALUE / 4) throw new IOException(NiftiMessages.axisTooLong(path, dim[i]));
		}
		final int[] dims = new int[4];
		for (int i = 0; i < 4; i++)
			dims[i] = (int) lengths[i];
		final List<String> notes = new ArrayList<>();
		final double[] pixelSize = new double[3];
		boolean calibrated = false;
		for (int i = 0; i < 3; i++) {
			final double d = Math.abs(pixdim[i + 1]);
			pixelSize[i] = i < dim[0] && d > 0 && d < Double.POSITIVE_INFINITY ? d : 1;
			calibrated |= pixelSize[i] != 1;
		}
		// files in one piece cannot have their pixels inside the header; some writers leave 0
		final long start = Math.max(offset, size);
		final boolean scaled = slope != 0 && Double.isFinite(slope) && Double.isFinite(intercept);
		return new NiftiHeader(size, start, b.order(), dims, Type.of(type, path), scaled ? slope : 1, scaled ? intercept : 0,
			pixelSize, unit(units & 7, calibrated, notes, path), orientation, size == 0, notes);
	}

	private static String unit(final int code, final boolean calibrated, final List<String> notes, final Path path) {
		switch (code) {
			case 1:
				return "m";
			case 2:
				return "mm";
			case 3:
				return "µm";
			default:
				if (!calibrated) return ImageFile.NO_UNIT;
				notes.add(NiftiMessages.noUnit(path.getFileName()));
				return "mm";
		}
	}

	/** Where the voxels lie. */
	VoxelGrid grid(final Path path) {
		return new VoxelGrid(VoxelGrid.name(path), new long[] { dims[0], dims[1], dims[2] }, pixelSize, unit, orientation);
	}

	/** How many bytes of pixels there must be; negative if that is more than a long holds. */
	long dataBytes() {
		long bytes = type.bytes();
		for (final int d : dims) {
			if (bytes > Long.MAX_VALUE / d) return -1;
			bytes *= d;
		}
		return bytes;
	}

	/** Decodes n pixels from the start of a buffer; one output array per sample. */
	void decode(final ByteBuffer in, final int n, final float[][] out, final int start) {
		for (int i = 0; i < n; i++) {
			final int at = i * type.bytes();
			for (int s = 0; s < type.samples(); s++)
				out[s][start + i] = (float) (slope * stored(in, at + s) + intercept);
		}
	}

	private double stored(final ByteBuffer in, final int at) {
		return switch (type) {
			case UINT8, RGB24, RGBA32 -> in.get(at) & 0xFF;
			case INT8 -> in.get(at);
			case INT16 -> in.getShort(at);
			case UINT16 -> in.getShort(at) & 0xFFFF;
			case INT32 -> in.getInt(at);
			case UINT32 -> in.getInt(at) & 0xFFFFFFFFL;
			case FLOAT32 -> in.getFloat(at);
			case FLOAT64 -> in.getDouble(at);
			case INT64 -> in.getLong(at);
			case UINT64 -> unsigned(in.getLong(at));
		};
	}

	private static double unsigned(final long bits) {
		return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
	}
}
