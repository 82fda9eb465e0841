package sfumato.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

import sfumato.labels.ProbabilityMap;
import sfumato.text.Reason;
import sfumato.text.TextMessages;

/**
 * Reads the planes of a NIfTI volume one after the other, for volumes larger than the memory or of which few planes are needed. Pixels
 * are as {@link Nifti#read} has them. Takes the memory of one plane.
 *
 * <pre>
 * try (NiftiPlanes volume = NiftiPlanes.open(path)) {
 *   float[] plane = new float[volume.width() * volume.height()];
 *   while (volume.next(plane)) …
 * }
 * </pre>
 */
public final class NiftiPlanes implements Closeable {

	private final Path path;
	private final InputStream in;
	private final NiftiHeader header;
	private final byte[] bytes;
	private int plane;

	private NiftiPlanes(final Path path, final InputStream in, final NiftiHeader header) {
		this.path = path;
		this.in = in;
		this.header = header;
		bytes = new byte[Math.min(width() * height(), 1 << 16) * header.type().bytes()];
	}

	/**
	 * Opens a file in one piece, gzipped or not.
	 *
	 * @throws IOException in a sentence with the path: as {@link Nifti#read}, and if it is one of a pair, or has several values
	 *           per voxel
	 */
	public static NiftiPlanes open(final Path path) throws IOException {
		if (!Files.isRegularFile(path)) throw new IOException(TextMessages.noFile(path));
		InputStream in = null;
		try {
			in = Nifti.open(path);
			final NiftiHeader header = NiftiHeader.read(in, path);
			if (header.paired()) throw new IOException(NiftiMessages.headerOnly(path));
			Nifti.checkSize(header, path, path);
			if (header.dims()[3] * header.type().samples() != 1) throw new IOException(NiftiMessages.valuesPerVoxel(path,
				header.dims()[3] * header.type().samples()));
			in.skipNBytes(header.dataOffset() - header.headerSize());
			final NiftiPlanes planes = new NiftiPlanes(path, in, header);
			in = null;
			return planes;
		}
		catch (final EOFException | FileSystemException | ZipException e) {
			throw sentence(path, e);
		}
		finally {
			if (in != null) in.close();
		}
	}

	/** Where the voxels lie. */
	public VoxelGrid grid() {
		return header.grid(path);
	}

	/** The length of the first axis, which is the fastest in a plane. */
	public int width() {
		return header.dims()[0];
	}

	/** The length of the second axis. */
	public int height() {
		return header.dims()[1];
	}

	/** How many planes there are. */
	public int depth() {
		return header.dims()[2];
	}

	/** The edges of a voxel along X, Y and Z in {@link #unit()}. */
	public double[] pixelSize() {
		return header.pixelSize().clone();
	}

	public String unit() {
		return header.unit();
	}

	/** The lengths of X, Y and Z as people write them. */
	public String size() {
		return ProbabilityMap.size(new long[] { width(), height(), depth() });
	}

	/**
	 * Reads the next plane.
	 *
	 * @param pixels gets pixel (x, y) at {@code y * width() + x}
	 * @return false if there was none
	 * @throws IOException in a sentence with the path, if the file is damaged
	 */
	public boolean next(final float[] pixels) throws IOException {
		if (plane == depth()) return false;
		try {
			Nifti.readPlane(header, in, bytes, new float[][] { pixels });
		}
		catch (final EOFException | FileSystemException | ZipException e) {
			throw sentence(path, e);
		}
		plane++;
		return true;
	}

	/**
	 * As {@link #next}, of a label map: a value behind a slope that is off a whole number by half a slope and by 0.01 at most is that
	 * number.
	 */
	public boolean nextLabels(final float[] labels) throws IOException {
		if (!next(labels)) return false;
		final double tolerance = WholeNumbers.tolerance(header);
		for (int i = 0; i < labels.length && tolerance > 0; i++)
			labels[i] = WholeNumbers.nearest(labels[i], tolerance);
		return true;
	}

	/** A note about changes that {@link #nextLabels} makes; empty if there are none. */
	public Optional<String> labelNote() {
		return WholeNumbers.tolerance(header) == 0 ? Optional.empty() : Optional.of(
			NiftiMessages.labelsBehindSlope(path.getFileName(), header.slope()));
	}

	private static IOException sentence(final Path path, final IOException e) {
		return new IOException(e instanceof EOFException ? NiftiMessages.fileEndsEarly(path) : e instanceof final
			FileSystemException f ?
				FileMessages.unreadable(path, Reason.because(f)) : NiftiMessages.badCompression(path), e);
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
