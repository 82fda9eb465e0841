package sfumato.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.files.FileMessages;
import sfumato.files.ImageFile;
import sfumato.images.ImagePlusMaps;
import sfumato.images.StackGeometry;
import sfumato.text.UserException;

/**
 * Pixels with named axes, and how large they are. Pixels are looked at, never copied and never written to; they must not change while
 * they are used. Immutable.
 *
 * <pre>{@code
 * Image flat = Image.of(ArrayImgs.unsignedBytes(640, 480));
 * Image colours = Image.of(ArrayImgs.unsignedBytes(640, 480, 3), "XYC");
 * Image volume = Image.of(ArrayImgs.unsignedShorts(256, 256, 40), "XYZ").pixelSize("mm", 0.7, 0.7, 5);
 * }</pre>
 */
public final class Image {

	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	private final String axes;
	private final StackGeometry geometry;
	private final String title;
	private final Optional<ImagePlus> imp;

	private Image(final RandomAccessibleInterval<? extends RealType<?>> pixels, final String axes, final StackGeometry geometry,
		final String title, final Optional<ImagePlus> imp)
	{
		this.pixels = pixels;
		this.axes = axes;
		this.geometry = geometry;
		this.title = title;
		this.imp = imp;
	}

	/**
	 * A flat image (X, Y).
	 *
	 * @throws UserException if it has more axes, of which nobody knows what they are
	 */
	public static Image of(final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		final int n = pixels.numDimensions();
		if (n != 2) throw new UserException(ApiMessages.axesMissing(n));
		return of(pixels, "XY");
	}

	/**
	 * An image whose axes are named.
	 *
	 * @param axes a letter for each in their order: X, Y, and any of Z, T (planes) and C (channels), e.g. {@code "XYC"}, {@code "CXYZ"}
	 * @throws UserException if there are more or fewer letters than axes, or other letters
	 */
	public static Image of(final RandomAccessibleInterval<? extends RealType<?>> pixels, final String axes) {
		final String letters = Axes.checked(axes, pixels, Axes.IMAGE);
		return new Image(pixels, letters, geometry(length(pixels, letters, 'Z'), length(pixels, letters, 'T'), new Calibration(), Map.of()),
			"image", Optional.empty());
	}

	/**
	 * An open image: its channels, slices and frames are known, as is the size of its pixels. RGB gives three channels, calibrated grey
	 * values are the values. Of a virtual stack a plane is read when it is needed.
	 */
	public static Image of(final ImagePlus image) {
		requireOpen(image);
		return new Image(null, StackGeometry.of(image).planes() == 1 ? "XYC" : "XYZC", StackGeometry.of(image), image.getShortTitle(),
			Optional.of(image));
	}

	/** @throws UserException if there is no image */
	static void requireOpen(final ImagePlus image) {
		if (image == null) throw new UserException(
			ApiMessages.imageIsNull());
		if (image.getWidth() == 0) throw new UserException(FileMessages.noImage());
	}

	private static int length(final RandomAccessibleInterval<?> pixels, final String axes, final char axis) {
		final int d = axes.indexOf(axis);
		return d < 0 ? 1 : Math.toIntExact(pixels.dimension(d));
	}

	private static StackGeometry geometry(final int slices, final int frames, final Calibration calibration,
		final Map<String, String> grid)
	{
		return new StackGeometry(slices, frames, calibration, grid);
	}

	/**
	 * The same image with the size of its pixels, in which distances and volumes are measured.
	 *
	 * @param unit e.g. {@code "mm"}
	 * @param edges along X and Y, and in a volume along Z
	 * @throws UserException if there are other than two or three edges, or one is not greater than 0
	 */
	public Image pixelSize(final String unit, final double... edges) {
		if (edges.length != 2 && edges.length != 3 || !Arrays.stream(edges).allMatch(e -> e > 0 && e < Double.POSITIVE_INFINITY))
			throw new UserException(ApiMessages.pixelSize(Arrays.toString( edges)));
		final Calibration calibration = geometry.calibration().copy();
		calibration.pixelWidth = edges[0];
		calibration.pixelHeight = edges[1];
		calibration.pixelDepth = edges.length > 2 ? edges[2] : 1;
		calibration.setUnit(unit);
		return new Image(pixels, axes, geometry(geometry.slices(), geometry.frames(), calibration, geometry.grid()), title, imp);
	}

	/** The same image with a name for messages and files. */
	public Image title(final String other) {
		return new Image(pixels, axes, geometry, other, imp);
	}

	/** The axes, a letter each: of an open image {@code XYC}, or {@code XYZC} if there are slices or frames. */
	public String axes() {
		return axes;
	}

	/** What messages call it. */
	public String title() {
		return title;
	}

	/** The open image, if it is one. */
	Optional<ImagePlus> imp() {
		return imp;
	}

	/** How planes are called Z and T, and how large a voxel is. */
	StackGeometry geometry() {
		return geometry;
	}

	/** The edges of a pixel (X, Y), or of a voxel (X, Y, Z) if there are slices. */
	double[] pixelSize() {
		final Calibration c = geometry.calibration();
		return geometry.slices() > 1 ? new double[] { c.pixelWidth, c.pixelHeight, c.pixelDepth } : new double[] { c.pixelWidth,
			c.pixelHeight };
	}

	String unit() {
		return unit(geometry);
	}

	/** The unit of space; {@link ImageFile#NO_UNIT} if nothing is known, or planes are times. */
	static String unit(final StackGeometry geometry) {
		final Calibration c = geometry.calibration();
		return c.scaled() && geometry.frames() == 1 ? c.getUnit().replace("micron", "\u00B5m") : ImageFile.NO_UNIT;
	}

	/** The values as (X, Y, C) of a single plane, else (X, Y, plane, C); a view. */
	RandomAccessibleInterval<FloatType> values() {
		return imp.isPresent() ? ImagePlusMaps.floats(imp.get()) : Axes.ordered(pixels, axes);
	}

	/** The names of the planes, which are cases of a training. */
	List<String> planeNames() {
		final int n = geometry.planes();
		return n == 1 ? List.of(title) : IntStream.rangeClosed(1, n).mapToObj(p -> (geometry.frames() == 1 ? "slice " : geometry
			.slices() == 1 ? "frame " : "plane ") + p).toList();
	}
}
