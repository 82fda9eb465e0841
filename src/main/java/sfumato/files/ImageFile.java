package sfumato.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * An image read from a file.
 *
 * @param path where it was read from
 * @param image (X, Y, C) of a flat image, (X, Y, Z, C) of a volume, starting at 0. There is always a channel axis, of
 *          length 1 if the file has none. Whole numbers up to 2^24 in size are exact.
 * @param pixelSize the edges of a pixel (X, Y) or voxel (X, Y, Z) in {@code unit}; all 1 where the file has none
 * @param unit of {@code pixelSize}, e.g. {@code mm} or {@code µm}; {@code pixel} where the file says nothing
 * @param orientation the orientation of the image in space, if the file has one
 * @param notes what had to be decided when reading, one sentence each, for the log
 */
public record ImageFile(Path path, RandomAccessibleInterval<FloatType> image, double[] pixelSize, String unit,
	Orientation orientation, List<String> notes)
{

	/** The unit of images without calibration. */
	public static final String NO_UNIT = "pixel";

	public ImageFile {
		final int n = image.numDimensions();
		if (n != 3 && n != 4) throw new UserException(FileMessages.imageAxes(path, n));
		if (pixelSize.length != n - 1) throw new UserException(FileMessages.pixelSizes(pixelSize.length, n, path));
		image = Views.zeroMin(image);
		pixelSize = pixelSize.clone();
		notes = List.copyOf(notes);
	}

	/** An image of unknown orientation. */
	public ImageFile(final Path path, final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit, final List<String> notes)
	{
		this(path, image, pixelSize, unit, Orientation.UNKNOWN, notes);
	}

	/** A copy. */
	@Override
	public double[] pixelSize() {
		return pixelSize.clone();
	}

	/** Whether there is a Z axis (of length 2 or more). */
	public boolean isVolume() {
		return image.numDimensions() == 4;
	}

	/** The lengths of X, Y and, in a volume, Z. */
	public long[] spatialDimensions() {
		return Arrays.copyOf(image.dimensionsAsLongArray(), image.numDimensions() - 1);
	}

	public int numChannels() {
		return (int) image.dimension(image.numDimensions() - 1);
	}

	/** How many planes there are; 1 for a flat image. */
	public int numPlanes() {
		return isVolume() ? (int) image.dimension(2) : 1;
	}

	/** One plane with its channels: (X, Y, C). */
	public RandomAccessibleInterval<FloatType> plane(final int z) {
		return isVolume() ? Views.hyperSlice(image, 2, z) : image;
	}

	/** One channel: (X, Y[, Z]). */
	public RandomAccessibleInterval<FloatType> channel(final int c) {
		return Views.hyperSlice(image, image.numDimensions() - 1, c);
	}

	/**
	 * The image seen as a label map: (X, Y[, Z]).
	 *
	 * @throws UserException if there are several channels
	 */
	public RandomAccessibleInterval<FloatType> labels() {
		if (numChannels() != 1) throw new UserException(FileMessages.labelMapChannels(path, numChannels()));
		return channel(0);
	}

	/** The image with its Z axis taken as channels; a 2D image unchanged. */
	public ImageFile planesAsChannels() {
		if (!isVolume()) return this;
		if (numChannels() != 1) throw new UserException(FileMessages.planesAndChannels(path, numPlanes(), numChannels()));
		return new ImageFile(path, Views.hyperSlice(image, 3, 0), Arrays.copyOf(pixelSize, 2), unit, orientation,
			notes);
	}

	/** The same file with other values in its pixels. */
	public ImageFile withImage(final RandomAccessibleInterval<FloatType> other) {
		return new ImageFile(path, other, pixelSize, unit, orientation, notes);
	}

	/** The same image that lies elsewhere. */
	public ImageFile withOrientation(final Orientation other) {
		return new ImageFile(path, image, pixelSize, unit, other, notes);
	}

	/** Where the voxels lie. */
	public VoxelGrid grid() {
		return VoxelGrid.of(this);
	}

	/**
	 * The image on the grid of another one: its axes are exchanged and turned round, so that the same index is the same place.
	 *
	 * @param reference of the other; if it is a volume and this image is flat, its first plane
	 * @param log gets what was done, in sentences
	 * @return this image, if nothing has to be done, if one of the two files says nothing of its grid, or if they differ in size
	 * @throws UserException with both affines, if they show different places; see {@link Geometry}
	 */
	public ImageFile alignedTo(final VoxelGrid reference, final Geometry geometry, final Consumer<String> log) {
		if (geometry == Geometry.IGNORE) return this;
		final GridAlignment alignment = reference.align(grid());
		alignment.require(geometry, log);
		if (alignment.isIdentity()) return this;
		final RandomAccessibleInterval<FloatType> moved = alignment.apply(image, image.numDimensions() - 1);
		final double[] edges = { pixelSize[0], pixelSize[1], isVolume() ? pixelSize[2] : orientation.thickness() };
		final double[] ordered = alignment.permute(edges);
		return new ImageFile(path, moved, Arrays.copyOf(ordered, moved.numDimensions() - 1), unit, alignment.orientation(ordered[2]),
			notes);
	}

	/** The note about whole numbers restored from a slope; empty if there were none. */
	public Optional<String> slopeNote() {
		return notes.stream().filter(n -> n.contains(NiftiMessages.BEHIND_SLOPE)).findFirst();
	}

	/** The lengths of X, Y[, Z] as people write them: 512 x 400. */
	public String size() {
		return ProbabilityMap.size(spatialDimensions());
	}
}
