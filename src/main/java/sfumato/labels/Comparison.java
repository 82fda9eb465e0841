package sfumato.labels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * A prediction and a reference of the same size and classes, with the mask of counted pixels and the pixel size. Metrics, calibration
 * errors and recalibrators look at it. A pixel at which the reference is NaN, since nobody has labelled it, never counts.
 * <p>
 * What several of them need is computed {@linkplain #cached once} and kept as long as the comparison is. The images must not
 * change in that time.
 */
public final class Comparison {

	/**
	 * Looks at pixels of both maps.
	 *
	 * @param <R> what it makes of them
	 */
	@FunctionalInterface
	public interface Pixels<R> {

		/**
		 * @param prediction class c of pixel i is at c·n + i
		 * @param reference likewise
		 * @param n how many pixels there are; may be 0
		 */
		R of(float[] prediction, float[] reference, int n);
	}

	private final ProbabilityMap prediction;
	private final ProbabilityMap reference;
	private final Optional<Img<UnsignedByteType>> mask;
	private final double[] spacing;
	private final String unit;
	private final Map<Object, Object> known = new HashMap<>();

	private Comparison(final ProbabilityMap prediction, final ProbabilityMap reference,
		final Optional<Img<UnsignedByteType>> mask, final double[] spacing, final String unit)
	{
		prediction.requireSameShape(reference, "prediction", "reference");
		this.prediction = prediction;
		this.reference = reference;
		this.mask = mask;
		this.spacing = spacing;
		this.unit = unit;
	}

	/**
	 * All pixels that are labelled count, one apart.
	 *
	 * @param reference NaN in all classes at unlabelled pixels
	 * @throws UserException if the two differ in size or number of classes, or no pixel is labelled
	 */
	public static Comparison of(final ProbabilityMap prediction, final ProbabilityMap reference) {
		final double[] ones = new double[prediction.spatialDimensions().length];
		Arrays.fill(ones, 1);
		if (!reference.isAnyLabelled()) throw new UserException(
			LabelMessages.nothingLabelled());
		return new Comparison(prediction, reference, reference.labelled(), ones, "pixel");
	}

	/**
	 * The same with the distance of neighbouring pixels.
	 *
	 * @param size along X, Y and, in a volume, Z; greater than 0. What is given beyond the image's axes is left out
	 * @param lengthUnit of the sizes, e.g. {@code mm}
	 * @throws UserException if there are too few sizes, or one is not greater than 0
	 */
	public Comparison withPixelSize(final double[] size, final String lengthUnit) {
		if (size.length < spacing.length) throw new UserException(LabelMessages.pixelSizes(size.length, spacing.length));
		final double[] used = Arrays.copyOf(size, spacing.length);
		for (final double s : used)
			if (!(s > 0) || Double.isInfinite(s)) throw new UserException(WrongValue.message("The pixel size", s,
				"greater than 0; correct it in Image>Properties"));
		return new Comparison(prediction, reference, mask, used, lengthUnit);
	}

	/**
	 * The same for some of the pixels that count already.
	 *
	 * @param counts (X, Y[, Z]): 0 where a pixel does not count
	 * @throws UserException if it is of another size, or no pixel counts
	 */
	public Comparison within(final Img<UnsignedByteType> counts) {
		final long[] size = counts.dimensionsAsLongArray();
		if (!Arrays.equals(size, prediction.spatialDimensions())) throw new
			UserException(LabelMessages.regionSize(ProbabilityMap.size(size), ProbabilityMap.size(prediction.spatialDimensions())));
		final Img<UnsignedByteType> both = mask.isEmpty() ? counts : both(counts, mask.get());
		for (final UnsignedByteType v : both)
			if (v.get() != 0) return new Comparison(prediction, reference, Optional.of(both), spacing, unit);
		throw new UserException(mask.isEmpty() ? LabelMessages.emptyRegion()
			: LabelMessages.unlabelledRegion());
	}

	private static Img<UnsignedByteType> both(final Img<UnsignedByteType> a, final Img<UnsignedByteType> b) {
		final Img<UnsignedByteType> both = ProbabilityMap.create(new UnsignedByteType(), a.dimensionsAsLongArray());
		LoopBuilder.setImages(a, b, both).multiThreaded().forEachPixel((x, y, out) -> out.set(x.get() != 0 && y.get() != 0 ? 1 : 0));
		return both;
	}

	/** The same with more classes, which neither of the two has. */
	public Comparison withClasses(final int numClasses) {
		return numClasses == numClasses() ? this : new Comparison(prediction.withClasses(numClasses), reference.withClasses(
			numClasses), mask, spacing, unit);
	}

	public ProbabilityMap prediction() {
		return prediction;
	}

	public ProbabilityMap reference() {
		return reference;
	}

	public int numClasses() {
		return prediction.numClasses();
	}

	/** (X, Y[, Z]): 0 where a pixel does not count; empty if all do. */
	public Optional<Img<UnsignedByteType>> region() {
		return mask;
	}

	/** The distance of neighbours along each axis, in {@link #unit()}. */
	public double[] pixelSize() {
		return spacing.clone();
	}

	/** The area or volume of a pixel. */
	public double pixelVolume() {
		return Arrays.stream(spacing).reduce(1, (a, b) -> a * b);
	}

	/** The length of the whole image's diagonal, in {@link #unit()}: no two of its pixels are farther apart. */
	public double diagonal() {
		final long[] size = prediction.spatialDimensions();
		double squares = 0;
		for (int d = 0; d < size.length; d++)
			squares += size[d] * spacing[d] * (size[d] * spacing[d]);
		return Math.sqrt(squares);
	}

	public String unit() {
		return unit;
	}

	/** Most probable classes of the prediction; 0 where a pixel does not count. */
	public Img<UnsignedByteType> predictedLabels() {
		return cached("predicted labels", () -> labels(prediction));
	}

	/** Most probable classes of the reference; 0 where a pixel does not count. */
	public Img<UnsignedByteType> referenceLabels() {
		return cached("reference labels", () -> labels(reference));
	}

	private Img<UnsignedByteType> labels(final ProbabilityMap map) {
		final Img<UnsignedByteType> labels = map.argMax();
		mask.ifPresent(m -> LoopBuilder.setImages(labels, m).multiThreaded().forEachPixel((l, counts) -> {
			if (counts.get() == 0) l.set(0);
		}));
		return labels;
	}

	/**
	 * Looks at all pixels that count, in pieces and in parallel.
	 *
	 * @return what was made of the pieces, in their order
	 */
	public <R> List<R> map(final Pixels<R> function) {
		return map(new FinalInterval(prediction.spatialDimensions()), function);
	}

	/** As {@link #map(Pixels)} in a part of the images. */
	public <R> List<R> map(final Interval part, final Pixels<R> function) {
		return PixelBlocks.map(part, block -> pixels(block, function));
	}

	private <R> R pixels(final Interval block, final Pixels<R> function) {
		final float[] p = PixelBlocks.read(prediction, block), r = PixelBlocks.read(reference, block);
		final int n = PixelBlocks.size(block);
		if (mask.isEmpty()) return function.of(p, r, n);
		final byte[] counts = PixelBlocks.read(mask.get(), block);
		int kept = 0;
		for (final byte m : counts)
			if (m != 0) kept++;
		return function.of(kept(p, counts, kept), kept(r, counts, kept), kept);
	}

	/** Looks at the pixels that count. */
	@FunctionalInterface
	public interface PixelVisitor {

		/** As {@link Pixels#of}. */
		void visit(float[] prediction, float[] reference, int n);
	}

	/** Looks at all pixels that count, in pieces, one after the other in their order. */
	public void forEach(final PixelVisitor visitor) {
		for (final Interval block : PixelBlocks.blocks(prediction.spatialDimensions()))
			pixels(block, (p, r, n) -> {
				visitor.visit(p, r, n);
				return null;
			});
	}

	private static float[] kept(final float[] values, final byte[] counts, final int kept) {
		final float[] some = new float[values.length / counts.length * kept];
		int to = 0;
		for (int i = 0; i < values.length; i++)
			if (counts[i % counts.length] != 0) some[to++] = values[i];
		return some;
	}

	/**
	 * Computes a thing when it is asked for first.
	 *
	 * @param key identifies the cached value
	 */
	@SuppressWarnings("unchecked") // a key stands for one thing of one type
	public <T> T cached(final Object key, final Supplier<T> compute) {
		synchronized (known) {
			// not computeIfAbsent: one thing may need another
			if (!known.containsKey(key)) known.put(key, compute.get());
			return (T) known.get(key);
		}
	}
}
