package sfumato.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import net.imglib2.view.Views;

import sfumato.text.Reason;
import sfumato.text.TextMessages;

/**
 * Reads NIfTI-1 and NIfTI-2 files, single (.nii) or as a pair (.hdr and .img), gzipped or not; the contents decide, not the name.
 * Writes NIfTI-1 in one piece.
 * <ul>
 * <li>All real scalar types of 8 to 64 bits and RGB, both byte orders. Complex, 128-bit and 1-bit data are refused.</li>
 * <li>Values are {@code scl_slope · stored + scl_inter}, computed in double and then rounded to 32 bits; a slope of 0 or
 * one that is not finite means no scaling. Label maps behind a slope are whole numbers again: the nearest ones, if each value
 * is off by half a slope and by 0.01 at most, and a note says so.</li>
 * <li>The first axis becomes X, the second Y, the third Z, the product of all others C. A Z axis of length 1 is dropped.
 * Nothing is reoriented: the first row of the file is the first row of the image. Two files are brought into one orientation where
 * they meet: {@link ImageFile#alignedTo}.</li>
 * <li>Pixel size and unit come from {@code pixdim} and {@code xyzt_units}; without a unit, sizes other than 1 are
 * millimetres, as is usual, and a note says so.</li>
 * <li>{@code qform} and {@code sform} are kept as an {@link Orientation} and written again.</li>
 * </ul>
 * Source: the NIfTI-1.1 and NIfTI-2 headers nifti1.h and nifti2.h (nifti.nimh.nih.gov).
 */
public final class Nifti {

	/** Deflate cannot pack tighter than this; a header that asks for more data than that is wrong. */
	private static final long MAX_COMPRESSION = 1040;
	/** A larger plane is looked for before there is memory for it. */
	private static final long LARGE_PLANE = 1 << 24;
	/** What an array takes beside its values. */
	private static final int PLANE_BYTES = 40;

	private Nifti() {}

	/**
	 * Reads a file; of a pair either may be named, and the other must be beside it.
	 *
	 * @throws IOException in a sentence with the path: no such file, not NIfTI, damaged, cut short, or of a kind not
	 * supported
	 */
	public static ImageFile read(final Path path) throws IOException {
		if (!Files.isRegularFile(path)) throw new IOException(TextMessages.noFile(path));
		final Path first = NiftiPair.isPixels(path) ? NiftiPair.header(path) : path;
		try (InputStream in = open(first)) {
			final NiftiHeader header = NiftiHeader.read(in, first);
			if (header.paired()) return readPixels(header, NiftiPair.isPixels(path) ? path : NiftiPair.pixels(path), path);
			checkSize(header, first, first);
			in.skipNBytes(header.dataOffset() - header.headerSize());
			return image(header, in, path);
		}
		catch (final EOFException e) {
			throw new IOException(NiftiMessages.fileEndsEarly(path), e);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unreadable(path, Reason.because(e)), e);
		}
		catch (final ZipException e) {
			throw new IOException(NiftiMessages.badCompression(path), e);
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(FileMessages.unreadableWith(path, Reason.of(e)), e);
		}
	}

	/**
	 * Where the voxels of a file lie; the header alone is read.
	 *
	 * @throws IOException in a sentence with the path, as {@link #read}
	 */
	static VoxelGrid grid(final Path path) throws IOException {
		return header(path).grid(path);
	}

	/**
	 * The bits of a value; the header alone is read.
	 *
	 * @throws IOException in a sentence with the path, as {@link #read}
	 */
	static int bits(final Path path) throws IOException {
		final NiftiHeader.Type type = header(path).type();
		return type.samples() > 1 ? Byte.SIZE : Byte.SIZE * type.bytes();
	}

	private static NiftiHeader header(final Path path) throws IOException {
		final Path first = NiftiPair.isPixels(path) ? NiftiPair.header(path) : path;
		try (InputStream in = open(first)) {
			return NiftiHeader.read(in, first);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unreadable(path, Reason.because(e)), e);
		}
		catch (final EOFException | ZipException e) {
			throw new IOException(NiftiMessages.badCompression(path), e);
		}
	}

	private static ImageFile readPixels(final NiftiHeader header, final Path pixels, final Path path) throws IOException {
		checkSize(header, pixels, path);
		try (InputStream in = open(pixels)) {
			in.skipNBytes(header.dataOffset());
			return image(header, in, path);
		}
	}

	/**
	 * Writes 32-bit floats as NIfTI-1, gzipped if the name ends with {@code .gz}. There is never half a file.
	 *
	 * @param path ends with {@code .nii} or {@code .nii.gz}
	 * @param image (X, Y, C) or (X, Y, Z, C); several channels become the fourth axis, as programs for brain images have it
	 * @param pixelSize edges of a pixel along X, Y[, Z]
	 * @param unit of the pixel size; what NIfTI does not know is converted (cm, nm, inch) or refused
	 * @param orientation of the file whose pixels these are, or {@link Orientation#UNKNOWN}
	 * @throws IOException if the file cannot be written
	 */
	public static void write(final Path path, final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit, final Orientation orientation) throws IOException
	{
		new NiftiWriter(path, image, pixelSize, unit, orientation, false).write();
	}

	/** As {@link #write} with 8 bits; values are rounded and kept within 0 … 255. */
	public static void writeBytes(final Path path, final RandomAccessibleInterval<FloatType> image,
		final double[] pixelSize, final String unit, final Orientation orientation) throws IOException
	{
		new NiftiWriter(path, image, pixelSize, unit, orientation, true).write();
	}

	static InputStream open(final Path path) throws IOException {
		final PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16),
			2);
		final byte[] magic = in.readNBytes(2);
		in.unread(magic);
		final boolean zipped = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
		return zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
	}

	/**
	 * Holds what a header says against the bytes that are there.
	 *
	 * @throws IOException if they are too few, or too many for the memory
	 */
	static void checkSize(final NiftiHeader header, final Path pixels, final Path path) throws IOException {
		final long bytes = header.dataBytes();
		final long available = Files.size(pixels);
		final boolean packed = isPacked(pixels);
		final long most = packed ? available * MAX_COMPRESSION : available - Math.min(available, header.dataOffset());
		if (bytes < 0 || bytes > most) throw new IOException(NiftiMessages.tooFewBytes(path,
			Arrays.toString(header.dims()).replace("[", "").replace("]", "").replace( ", ", " x "), available));
		final long plane = (long) header.dims()[0] * header.dims()[1];
		if (plane > Integer.MAX_VALUE - 16) throw new IOException(NiftiMessages.planeTooLarge(path, header.dims()[0],
			header.dims()[1]));
		// a plane is made before it is filled; the others follow as they come
		if (packed && plane > LARGE_PLANE) try (InputStream in = open(pixels)) {
			in.skipNBytes(header.dataOffset() + plane * header.type().bytes());
		}
	}

	private static boolean isPacked(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return in.read() == 0x1F && in.read() == 0x8B;
		}
	}

	private static void checkMemory(final NiftiHeader header, final Path path) throws IOException {
		final int[] d = header.dims();
		final double planes = (double) d[2] * d[3] * header.type().samples();
		final double bytes = planes * (PLANE_BYTES + (double) Float.BYTES * d[0] * d[1]);
		final long memory = Runtime.getRuntime().maxMemory();
		if (bytes > memory) throw new IOException(NiftiMessages.tooLarge(path, bytes / (1 << 20), memory >> 20));
	}

	private static ImageFile image(final NiftiHeader header, final InputStream in, final Path path) throws IOException {
		checkMemory(header, path);
		final int[] d = header.dims();
		final int samples = header.type().samples();
		final int channels = d[3] * samples;
		final byte[] bytes = new byte[Math.min(d[0] * d[1], 1 << 16) * header.type().bytes()];
		// by sample; there is no memory for more planes than have come
		final List<List<FloatArray>> read = Stream.generate(() -> (List<FloatArray>) new ArrayList<FloatArray>()).limit(samples).toList();
		for (int plane = 0; plane < d[2] * d[3]; plane++) {
			final float[][] out = new float[samples][d[0] * d[1]];
			readPlane(header, in, bytes, out);
			for (int s = 0; s < samples; s++)
				read.get(s).add(new FloatArray(out[s]));
		}
		// samples of one pixel lie side by side in the file, but are channels, one after the other, in the image
		final List<FloatArray> planes = new ArrayList<>();
		for (int c = 0; c < d[3]; c++)
			for (final List<FloatArray> sample : read)
				planes.addAll(sample.subList(c * d[2], (c + 1) * d[2]));
		final PlanarImg<FloatType, FloatArray> img = new PlanarImg<>(planes, new long[] { d[0], d[1], d[2], channels }, new Fraction());
		img.setLinkedType(new FloatType(img));
		final List<String> notes = new ArrayList<>(header.notes());
		if (d[3] > 1) notes.add(NiftiMessages.fourthAxis(path.getFileName(), d[3]));
		WholeNumbers.restore(header, img, path, notes);
		RandomAccessibleInterval<FloatType> image = d[2] == 1 ? Views.hyperSlice(img, 2, 0) : img;
		if (samples > 1) image = ImageJImages.oneChannelIfEqual(image, notes, path);
		return new ImageFile(path, image, Arrays.copyOf(header.pixelSize(), image.numDimensions() - 1), header.unit(),
			header.orientation(), notes);
	}

	/** Reads the next plane, one array per sample of a pixel, through an array that holds some of its pixels. */
	static void readPlane(final NiftiHeader header, final InputStream in, final byte[] bytes, final float[][] out)
		throws IOException
	{
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
		final int size = header.dims()[0] * header.dims()[1];
		int done = 0;
		while (done < size) {
			final int n = Math.min(bytes.length / header.type().bytes(), size - done);
			if (in.readNBytes(bytes, 0, n * header.type().bytes()) < n * header.type().bytes()) throw new EOFException();
			header.decode(buffer, n, out, done);
			done += n;
		}
	}
}
