package sfumato.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

import sfumato.files.Geometry;
import sfumato.files.GridAlignment;
import sfumato.files.NiftiPlanes;
import sfumato.files.VoxelGrid;
import sfumato.text.UserException;

/**
 * The planes of a label map on the grid of its image, read one after the other. A label map in another order of its axes is kept in
 * memory, one byte per voxel; else one plane is.
 */
public final class LabelVolume implements Closeable {

	private final NiftiPlanes planes;
	/** The voxels in the order of the image; null: planes are read as they are in the file. */
	private final byte[] voxels;
	private final long[] dimensions;
	private int plane;

	private LabelVolume(final NiftiPlanes planes, final byte[] voxels, final long[] dimensions) {
		this.planes = planes;
		this.voxels = voxels;
		this.dimensions = dimensions;
	}

	/**
	 * Opens a label map.
	 *
	 * @param image the grid of its image
	 * @param log gets what was done, in sentences
	 * @throws UserException with both affines, if it lies elsewhere
	 */
	public static LabelVolume open(final Path file, final VoxelGrid image, final Geometry geometry, final Consumer<String> log) throws IOException {
		final NiftiPlanes planes = NiftiPlanes.open(file);
		try {
			planes.labelNote().ifPresent(log);
			final GridAlignment alignment = image.align(planes.grid());
			if (geometry != Geometry.IGNORE) alignment.require(geometry, log);
			if (geometry == Geometry.IGNORE || alignment.isIdentity()) return new LabelVolume(planes, null, planes.grid().dimensions());
			final byte[] voxels = ordered(planes, alignment);
			planes.close();
			return new LabelVolume(planes, voxels, image.dimensions());
		}
		catch (final IOException | RuntimeException e) {
			planes.close();
			throw e;
		}
	}

	private static byte[] ordered(final NiftiPlanes planes, final GridAlignment alignment) throws IOException {
		final long[] to = alignment.reference().dimensions();
		final long size = to[0] * to[1] * to[2];
		if (size > Integer.MAX_VALUE - 16) throw new IOException(DataMessages.tooManyVoxels(alignment.moved().name(), size,
			Integer.MAX_VALUE - 16));
		final byte[] voxels = new byte[(int) size];
		final float[] in = new float[planes.width() * planes.height()];
		for (int z = 0; planes.nextLabels(in); z++) {
			int i = 0;
			for (int y = 0; y < planes.height(); y++)
				for (int x = 0; x < planes.width(); x++) {
					final int[] at = alignment.target(x, y, z);
					final float label = in[i++];
					if (label != (byte) label) throw unknown(alignment.moved().name(), label);
					voxels[(int) (at[0] + to[0] * (at[1] + to[1] * at[2]))] = (byte) label;
				}
		}
		return voxels;
	}

	private static IOException unknown(final String file, final float label) {
		return new IOException(DataMessages.unknownTumourLabel(file, label));
	}

	public int width() {
		return (int) dimensions[0];
	}

	public int height() {
		return (int) dimensions[1];
	}

	public int depth() {
		return (int) dimensions[2];
	}

	/**
	 * Reads the next plane.
	 *
	 * @param labels gets pixel (x, y) at {@code y * width() + x}: 0, 1 or 2
	 * @return false if there was none
	 * @throws IOException if the file is damaged, or holds another label
	 */
	public boolean next(final float[] labels) throws IOException {
		if (plane == depth()) return false;
		if (voxels == null) planes.nextLabels(labels);
		else for (int i = 0; i < labels.length; i++)
			labels[i] = voxels[plane * labels.length + i];
		for (final float label : labels)
			if (label != 0 && label != 1 && label != 2) throw unknown(planes.grid().name(), label);
		plane++;
		return true;
	}

	@Override
	public void close() throws IOException {
		planes.close();
	}
}
