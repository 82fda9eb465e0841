package sfumato.files;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * Reorders the voxels of one grid to match another: axes are permuted and flipped, without interpolation. See {@link VoxelGrid#align}.
 *
 * @param reference the fixed grid
 * @param moved the grid that is put in order
 * @param axes which axis of {@code moved} becomes X, Y and Z
 * @param flips which of these axes are turned round
 * @param displacement how far the farthest corner voxel of the two is off then, in voxels of the reference; NaN if nothing is known
 *          of one of the two, or if they differ in size
 * @param affines the affines that were compared, of the reference, of the other, and, if they fit, of the other when it is in order:
 *          rows of 3 x 4, in millimetres; none if nothing is known of one of the two
 */
public record GridAlignment(VoxelGrid reference, VoxelGrid moved, List<Integer> axes, List<Boolean> flips, double displacement,
	List<double[]> affines)
{

	/** The identity: no axes are permuted. */
	static GridAlignment none(final VoxelGrid reference, final VoxelGrid moved) {
		return new GridAlignment(reference, moved, List.of(0, 1, 2), List.of(false, false, false), Double.NaN, List.of());
	}

	/** Both say where they lie, but there is no order in which they have one size. */
	static GridAlignment ofOtherSize(final VoxelGrid reference, final VoxelGrid moved, final double[] a, final double[] b) {
		return new GridAlignment(reference, moved, List.of(0, 1, 2), List.of(false, false, false), Double.NaN, List.of(a, b));
	}

	/** Whether all voxels stay where they are. */
	public boolean isIdentity() {
		return axes.equals(List.of(0, 1, 2)) && !flips.contains(true);
	}

	/** Whether both grids are known and have one size. */
	public boolean isFitting() {
		return !Double.isNaN(displacement);
	}

	/** Whether the difference is large enough to be reported. */
	public boolean isReported() {
		return displacement > VoxelGrid.SMALLEST_SHIFT;
	}

	/** Whether the two show different places. */
	public boolean isRefused() {
		return displacement > VoxelGrid.LARGEST_SHIFT;
	}

	/** How far the two lie apart, and both affines, in a sentence. */
	public String difference() {
		return FileMessages.displaced(moved.name(), VoxelGrid.text(affines.get(1)), reference.name(),
			VoxelGrid.text(affines.get(0)), VoxelGrid.text(displacement, 3));
	}

	/**
	 * Checks the difference of the grids and logs the alignment.
	 *
	 * @param notes gets a sentence each on axes that are exchanged and on a difference
	 * @throws UserException with both affines, if the two show different places and that is not allowed
	 */
	public void require(final Geometry geometry, final Consumer<String> notes) {
		if (!isFitting() && !affines.isEmpty() && geometry == Geometry.MATCH) throw new
			UserException(FileMessages.otherGrid(moved.name(), ProbabilityMap.size(moved.dimensions()),
			VoxelGrid.text(affines.get(1)), reference.name(), ProbabilityMap.size(reference.dimensions()),
			VoxelGrid.text(affines.get(0))));
		if (isRefused() && geometry == Geometry.MATCH) throw new UserException(FileMessages.gridHint(difference()));
		if (!isIdentity()) notes.accept(FileMessages.reoriented(moved.name(), reference.name(), axis(0), axis(1), axis(2)));
		if (isReported()) notes.accept(FileMessages.takenByVoxel(difference()));
	}

	private String axis(final int i) {
		return (flips.get(i) ? "-" : "") + "XYZ".charAt(axes.get(i));
	}

	/**
	 * Puts the pixels of an image in order.
	 *
	 * @param image (X, Y) or (X, Y, Z) on the grid {@link #moved()}, and any further axes
	 * @param spatial how many of its axes are those of space, 2 or 3
	 * @return the image itself if nothing has to be done, else a copy; its Z axis is missing where its length would be 1
	 */
	public <T extends NativeType<T>> RandomAccessibleInterval<T> apply(final RandomAccessibleInterval<T> image, final int spatial) {
		if (isIdentity()) return image;
		RandomAccessibleInterval<T> v = Views.zeroMin(image);
		if (spatial == 2) v = Views.moveAxis(Views.addDimension(v, 0, 0), v.numDimensions(), 2);
		final int[] now = { 0, 1, 2 };
		for (int i = 0; i < 2; i++) {
			int at = i;
			while (now[at] != axes.get(i))
				at++;
			if (at == i) continue;
			v = Views.permute(v, i, at);
			now[at] = now[i];
			now[i] = axes.get(i);
		}
		for (int i = 0; i < 3; i++)
			if (flips.get(i)) v = Views.zeroMin(Views.invertAxis(v, i));
		if (v.dimension(2) == 1) v = Views.hyperSlice(v, 2, 0);
		final Img<T> copy = ProbabilityMap.create(image.getType().createVariable(), v.dimensionsAsLongArray());
		LoopBuilder.setImages(v, copy).multiThreaded().forEachPixel((in, out) -> out.set(in));
		return copy;
	}

	/**
	 * Where the voxel that is put at (x, y, z) comes from: X, Y, Z.
	 *
	 * @param lengths of the axes of {@code moved}
	 */
	public int[] source(final int x, final int y, final int z, final int... lengths) {
		final int[] to = { x, y, z }, from = new int[3];
		for (int i = 0; i < 3; i++)
			from[axes.get(i)] = flips.get(i) ? lengths[axes.get(i)] - 1 - to[i] : to[i];
		return from;
	}

	/** Where the voxel (x, y, z) of {@code moved} is put: X, Y, Z. */
	public int[] target(final int x, final int y, final int z) {
		final int[] from = { x, y, z }, to = new int[3];
		for (int i = 0; i < 3; i++)
			to[i] = flips.get(i) ? (int) reference.dimensions()[i] - 1 - from[axes.get(i)] : from[axes.get(i)];
		return to;
	}

	/** How the image lies when it is in order, as an sform. */
	Orientation orientation(final double thickness) {
		return moved.orientation(affines.get(2), thickness);
	}

	/** Values along X, Y and Z of {@link #moved()} in the order of the reference. */
	public double[] permute(final double[] values) {
		final double[] permuted = new double[3];
		Arrays.setAll(permuted, i -> values[axes.get(i)]);
		return permuted;
	}
}
