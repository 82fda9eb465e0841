package sfumato.labels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sfumato.text.UserException;

/**
 * A probability map: an image with axes (X, Y, class) or (X, Y, Z, class), values in [0, 1] that sum to 1 over the classes, at least
 * two classes, class 0 background. An unlabelled pixel is NaN in all classes.
 * <p>
 * The map does not copy the image it is made of. The values must not be changed.
 */
public final class ProbabilityMap {

	/** How far the sum over the classes may be from 1: 32-bit rounding of a few hundred terms. */
	public static final double SUM_TOLERANCE = 1e-3;

	private final RandomAccessibleInterval<FloatType> image;
	private final List<LabelClass> classes;

	private ProbabilityMap(final RandomAccessibleInterval<FloatType> image, final List<LabelClass> classes) {
		// a view, even one that moves nothing, would hide the array that fast loops look for
		this.image = Views.isZeroMin(image) ? image : Views.zeroMin(image);
		this.classes = List.copyOf(classes);
	}

	/**
	 * Wraps an image whose values are known to be probabilities. Only its shape is checked.
	 *
	 * @param image (X, Y[, Z], class)
	 * @param classes as many as the last axis is long
	 */
	public static ProbabilityMap of(final RandomAccessibleInterval<FloatType> image, final List<LabelClass> classes) {
		final int n = image.numDimensions();
		if (n < 3) throw new UserException(LabelMessages.mapAxes(n));
		final long c = image.dimension(n - 1);
		if (c != classes.size()) throw new UserException(LabelMessages.lastAxis(c, classes.size()));
		if (c < 2) throw new UserException(
			LabelMessages.oneClass(c));
		return new ProbabilityMap(image, classes);
	}

	/**
	 * As {@link #of}, for an external image: checks every value.
	 *
	 * @throws UserException naming the first pixel whose values are neither probabilities nor all NaN
	 */
	public static ProbabilityMap checked(final RandomAccessibleInterval<FloatType> image, final List<LabelClass> classes) {
		final ProbabilityMap map = of(image, classes);
		final int last = map.image.numDimensions() - 1;
		final Cursor<FloatType> pixels = Views.flatIterable(map.channel(0)).localizingCursor();
		final var values = map.image.randomAccess();
		while (pixels.hasNext()) {
			pixels.fwd();
			for (int d = 0; d < last; d++)
				values.setPosition(pixels.getLongPosition(d), d);
			double sum = 0;
			int missing = 0;
			for (int c = 0; c < classes.size(); c++) {
				values.setPosition(c, last);
				final float p = values.get().get();
				if (Float.isNaN(p)) missing++;
				if (missing == c + 1) continue;
				// written so that NaN fails, too
				if (!(p >= -SUM_TOLERANCE && p <= 1 + SUM_TOLERANCE)) throw new UserException(LabelMessages.noProbability(c,
					at(pixels), p));
				sum += p;
			}
			if (missing == classes.size()) continue;
			if (missing > 0) throw new UserException(LabelMessages.partlyNaN(at(pixels), missing, classes.size()));
			if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new UserException(LabelMessages.sum(at(pixels), (float) sum));
		}
		return map;
	}

	/**
	 * The same map with more classes, which no pixel has. Nothing is copied, and the result is for reading only.
	 *
	 * @throws UserException if the map has more classes already
	 */
	public ProbabilityMap withClasses(final int numClasses) {
		if (numClasses < numClasses()) throw new UserException(LabelMessages.otherClassCount(numClasses, numClasses()));
		if (numClasses == numClasses()) return this;
		final long[] size = image.dimensionsAsLongArray();
		size[size.length - 1] = numClasses;
		return new ProbabilityMap(Views.interval(Views.extendZero(image), new FinalInterval(size)), LabelClass.extended(classes,
			numClasses));
	}

	/**
	 * Hard labels as probabilities: 1 for the class of the pixel, 0 for the others.
	 *
	 * @param labels (X, Y[, Z]) with values 0 … C−1
	 * @throws UserException naming a label that is none of these
	 */
	public static <T extends IntegerType<T>> ProbabilityMap oneHot(final RandomAccessibleInterval<T> labels,
		final List<LabelClass> classes)
	{
		final ProbabilityMap map = zeros(labels.dimensionsAsLongArray(), classes);
		final RandomAccessibleInterval<T> l = Views.zeroMin(labels);
		for (final T label : Views.iterable(l))
			if (label.getIntegerLong() < 0 || label.getIntegerLong() >= classes.size()) throw new UserException(
				LabelMessages.classTooLarge(label.getIntegerLong(), classes.size(), classes.size() - 1));
		for (int c = 0; c < classes.size(); c++) {
			final int k = c;
			LoopBuilder.setImages(l, map.channel(c)).multiThreaded().forEachPixel((label, p) -> p.set(label
				.getInteger() == k ? 1 : 0));
		}
		return map;
	}

	/** A new map of zeros, to be filled by a method that makes one. */
	public static ProbabilityMap zeros(final long[] spatialDimensions, final List<LabelClass> classes) {
		final long[] dims = Arrays.copyOf(spatialDimensions, spatialDimensions.length + 1);
		dims[dims.length - 1] = classes.size();
		return of(create(new FloatType(), dims), classes);
	}

	/** A new map of unlabelled pixels. */
	public static ProbabilityMap unlabelled(final long[] spatialDimensions, final List<LabelClass> classes) {
		final ProbabilityMap map = zeros(spatialDimensions, classes);
		Views.flatIterable(map.image).forEach(p -> p.set(Float.NaN));
		return map;
	}

	/** A new image of zeros: one array where that is possible, else planes. */
	public static <T extends NativeType<T>> Img<T> create(final T type, final long... dims) {
		return Intervals.numElements(new FinalInterval(dims)) <= Integer.MAX_VALUE - 16 ? new ArrayImgFactory<>(type)
			.create(dims) : new PlanarImgFactory<>(type).create(dims);
	}

	/** The values: (X, Y[, Z], class), starting at 0. */
	public RandomAccessibleInterval<FloatType> image() {
		return image;
	}

	/** The probabilities of one class: (X, Y[, Z]). */
	public RandomAccessibleInterval<FloatType> channel(final int c) {
		return Views.hyperSlice(image, image.numDimensions() - 1, c);
	}

	/** One plane of a volume as a map of its own; of a flat map, with z = 0, the map itself. */
	public ProbabilityMap plane(final long z) {
		return image.numDimensions() == 3 ? this : new ProbabilityMap(Views.hyperSlice(image, 2, z), classes);
	}

	/** How many planes there are; 1 for a flat map. */
	public long numPlanes() {
		return image.numDimensions() == 3 ? 1 : image.dimension(2);
	}

	public List<LabelClass> classes() {
		return classes;
	}

	public int numClasses() {
		return classes.size();
	}

	/** The lengths of X, Y and, in a volume, Z. */
	public long[] spatialDimensions() {
		return Arrays.copyOf(image.dimensionsAsLongArray(), image.numDimensions() - 1);
	}

	/** How many pixels (voxels) there are. */
	public long numPixels() {
		return Arrays.stream(spatialDimensions()).reduce(1, Math::multiplyExact);
	}

	/** Whether every labelled pixel belongs to one class for certain: all values are 0 or 1. */
	public boolean isHard() {
		for (final FloatType p : Views.flatIterable(image))
			if (p.get() != 0 && p.get() != 1 && !Float.isNaN(p.get())) return false;
		return true;
	}

	/**
	 * Where somebody has labelled: (X, Y[, Z]), 1 or, where the values are NaN, 0.
	 *
	 * @return empty if that is everywhere
	 */
	public Optional<Img<UnsignedByteType>> labelled() {
		final Img<UnsignedByteType> mask = create(new UnsignedByteType(), spatialDimensions());
		LoopBuilder.setImages(channel(0), mask).multiThreaded().forEachPixel((p, m) -> {
			if (!Float.isNaN(p.get())) m.setOne();
		});
		return unlessAllCount(mask);
	}

	/**
	 * Makes pixels NaN, in a map that its caller has just made.
	 *
	 * @param labelled (X, Y[, Z]): 0 where a pixel is unlabelled
	 */
	public void unlabelOutside(final Img<UnsignedByteType> labelled) {
		for (int c = 0; c < numClasses(); c++)
			LoopBuilder.setImages(labelled, channel(c)).multiThreaded().forEachPixel((m, p) -> {
				if (m.get() == 0) p.set(Float.NaN);
			});
	}

	/** Whether any pixel is labelled. */
	public boolean isAnyLabelled() {
		for (final FloatType p : Views.flatIterable(channel(0)))
			if (!Float.isNaN(p.get())) return true;
		return false;
	}

	/** The mask, or empty if it is 0 nowhere. */
	static Optional<Img<UnsignedByteType>> unlessAllCount(final Img<UnsignedByteType> mask) {
		for (final UnsignedByteType m : mask)
			if (m.get() == 0) return Optional.of(mask);
		return Optional.empty();
	}

	/**
	 * The label map of the most probable class of each pixel; among equals the lowest, so that 0.5 : 0.5 is background, as is a
	 * pixel without labels.
	 */
	public Img<UnsignedByteType> argMax() {
		final Img<UnsignedByteType> labels = create(new UnsignedByteType(), spatialDimensions());
		final Img<FloatType> best = create(new FloatType(), spatialDimensions());
		LoopBuilder.setImages(channel(0), best).multiThreaded().forEachPixel((p, b) -> b.set(p));
		for (int c = 1; c < numClasses(); c++) {
			final int k = c;
			LoopBuilder.setImages(channel(c), best, labels).multiThreaded().forEachPixel((p, b, label) -> {
				if (p.get() > b.get()) {
					b.set(p);
					label.set(k);
				}
			});
		}
		return labels;
	}

	/**
	 * @throws UserException if the other map has other dimensions or another number of classes
	 */
	public void requireSameShape(final ProbabilityMap other, final String thisName, final String otherName) {
		if (!Arrays.equals(spatialDimensions(), other.spatialDimensions())) throw new
			UserException(LabelMessages.sizesDiffer(thisName, size(spatialDimensions()), otherName,
			size(other.spatialDimensions())));
		if (numClasses() != other.numClasses()) throw new UserException(LabelMessages.classesDiffer(thisName, numClasses(),
			otherName, other.numClasses()));
	}

	/**
	 * Checks that a prediction has no NaN.
	 *
	 * @param what for the message, e.g. {@code prediction}
	 * @throws UserException naming the first pixel that is NaN
	 */
	public void requireComplete(final String what) {
		final Cursor<FloatType> pixels = Views.flatIterable(channel(0)).localizingCursor();
		while (pixels.hasNext())
			if (Float.isNaN(pixels.next().get())) throw new UserException(LabelMessages.predictionIsNaN(what, at(pixels)));
	}

	/** A size as people write it: 512 x 400 x 20. */
	public static String size(final long[] dims) {
		return Arrays.stream(dims).mapToObj(Long::toString).collect(java.util.stream.Collectors.joining(" x "));
	}

	private static String at(final Cursor<?> pixel) {
		final long[] position = new long[pixel.numDimensions()];
		pixel.localize(position);
		return Arrays.toString(position).replace('[', '(').replace(']', ')');
	}
}
