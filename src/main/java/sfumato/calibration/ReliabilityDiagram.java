package sfumato.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * A reliability diagram: accuracy against confidence, in bins. A pixel's confidence is the probability of its most probable class, and
 * it is right if that is the reference's most probable class, too. Pixels (background included) are sorted by confidence into n bins
 * of equal width, [i/n, (i+1)/n), the last one closed; where the model means what it says, the accuracy in a bin is its mean
 * confidence.
 * <p>
 * With C classes confidences are at least 1/C: of the bins of two classes the lower half stays empty.
 * <p>
 * Other diagrams are of another event, e.g. "the pixel is of class 2": confidence is then the probability of the event, and accuracy its
 * frequency. Bins can also have other edges, e.g. so that each holds equally many pixels.
 * <p>
 * Sums are kept as whole multiples of 2⁻⁴⁷, in which confidences of 2⁻²⁴ and more are exact; diagrams of images and of their parts
 * can therefore be added up in any order without rounding. Immutable.
 */
public final class ReliabilityDiagram {

	/** A 32-bit float that is at least 2⁻²⁴ is a whole multiple of 2⁻⁴⁷. */
	private static final double PER_ONE = 0x1p47;
	/** So many confidences have room in a long. */
	private static final int ROOM = 1 << 15;
	/** What does not fit into the lower half of a sum, as a power of two. */
	private static final int CARRY = 31;

	private final float[] edges;
	private final long[] counts;
	private final long[] right;
	/** The sum of confidences is (high · 2³¹ + low) · 2⁻⁴⁷, with low from 0 to 2³¹. */
	private final long[] high;
	private final long[] low;

	private ReliabilityDiagram(final float[] edges) {
		this.edges = edges;
		final int bins = edges.length - 1;
		counts = new long[bins];
		right = new long[bins];
		high = new long[bins];
		low = new long[bins];
	}

	/** No pixels yet. */
	public static ReliabilityDiagram empty(final int bins) {
		return new ReliabilityDiagram(equalWidth(bins));
	}

	/**
	 * The diagram with bins of equal width from given counts.
	 *
	 * @param counts pixels of each bin
	 * @param right those of them that are right
	 * @param upper with {@code lower} the sum of their confidences, (upper · 2²⁴ + lower) · 2⁻⁴⁷, each rounded to a multiple of 2⁻⁴⁷
	 * @param lower at least 0
	 */
	public static ReliabilityDiagram ofSums(final long[] counts, final long[] right, final long[] upper, final long[] lower) {
		final ReliabilityDiagram diagram = empty(counts.length);
		final int bits = CARRY - 24;
		for (int b = 0; b < counts.length; b++) {
			diagram.counts[b] = counts[b];
			diagram.right[b] = right[b];
			diagram.high[b] = upper[b] >> bits;
			diagram.low[b] = ((upper[b] & (1L << bits) - 1) << 24) + lower[b];
		}
		diagram.carry();
		return diagram;
	}

	/** What {@link #ofSums} makes the same diagram of, if its bins are of equal width: counts, right, upper and lower. */
	public long[][] sums() {
		final int bits = CARRY - 24;
		final long[] upper = new long[counts.length], lower = new long[counts.length];
		for (int b = 0; b < counts.length; b++) {
			upper[b] = (high[b] << bits) + (low[b] >> 24);
			lower[b] = low[b] & (1L << 24) - 1;
		}
		return new long[][] { counts.clone(), right.clone(), upper, lower };
	}

	/** What {@link #ofFlat} makes the same diagram of, if its bins are of equal width: {@link #sums}, one after the other. */
	long[] toFlat() {
		return Arrays.stream(sums()).flatMapToLong(Arrays::stream).toArray();
	}

	/** The diagram of sums that may have been added up. */
	static ReliabilityDiagram ofFlat(final long[] sums) {
		final int bins = sums.length / 4;
		final long[][] parts = new long[4][];
		Arrays.setAll(parts, i -> Arrays.copyOfRange(sums, i * bins, (i + 1) * bins));
		return ofSums(parts[0], parts[1], parts[2], parts[3]);
	}

	/**
	 * The diagram of one image.
	 *
	 * @param reference the truth; its arg-max is the label of a pixel
	 * @throws UserException if the two differ in size or number of classes
	 */
	public static ReliabilityDiagram of(final ProbabilityMap prediction, final ProbabilityMap reference, final int bins) {
		return of(Comparison.of(prediction, reference), bins);
	}

	/** The diagram of the pixels that count; the arg-max of the reference is the label of a pixel. */
	public static ReliabilityDiagram of(final Comparison images, final int bins) {
		return of(images, BinaryEvent.TOP_LABEL, equalWidth(bins));
	}

	/** The outcomes of an event about all images' pixels, in bins with the edges given, from 0 to 1. */
	static ReliabilityDiagram of(final List<Comparison> images, final BinaryEvent event, final float[] edges) {
		return images.stream().map(i -> of(i, event, edges)).reduce(ReliabilityDiagram::plus).orElseThrow();
	}

	private static ReliabilityDiagram of(final Comparison image, final BinaryEvent event, final float[] edges) {
		return of(image, new FinalInterval(image.prediction().spatialDimensions()), event, edges);
	}

	/** The diagram of a part of an image. */
	static ReliabilityDiagram of(final Comparison image, final Interval part, final BinaryEvent event, final float[] edges) {
		return image.map(part, (p, r, n) -> of(p, r, n, event, edges)).stream().reduce(new ReliabilityDiagram(edges),
			ReliabilityDiagram::plus);
	}

	/**
	 * The diagram of n pixels, for callers that iterate over pixels themselves.
	 *
	 * @param prediction class c of pixel i is at c·n + i
	 * @param reference likewise
	 */
	public static ReliabilityDiagram of(final float[] prediction, final float[] reference, final int n, final int bins) {
		return of(prediction, reference, n, BinaryEvent.TOP_LABEL, equalWidth(bins));
	}

	private static ReliabilityDiagram of(final float[] prediction, final float[] reference, final int n,
		final BinaryEvent event, final float[] edges)
	{
		final ReliabilityDiagram part = new ReliabilityDiagram(edges);
		final boolean even = Arrays.equals(edges, equalWidth(part.bins()));
		for (int i = 0; i < n; i++) {
			final float p = event.probability(prediction, n, i);
			final int bin = even ? evenBin(p, edges) : bin(p, edges);
			part.counts[bin]++;
			part.right[bin] += event.outcome(prediction, reference, n, i);
			part.low[bin] += (long) (p * PER_ONE + 0.5);
			if (i % ROOM == ROOM - 1) part.carry();
		}
		part.carry();
		return part;
	}

	private void carry() {
		for (int b = 0; b < low.length; b++) {
			high[b] += low[b] >>> CARRY;
			low[b] &= (1L << CARRY) - 1;
		}
	}

	/** Edges are compared in 32 bits as the maps are: 0.7f belongs to the bin from 0.7, although 0.7f < 0.7. */
	private static int evenBin(final float p, final float[] edges) {
		final int n = edges.length - 1;
		final int bin = Math.max(0, Math.min(n - 1, (int) (p * n)));
		final int above = p >= edges[bin + 1] ? 1 : 0, below = p < edges[bin] ? 1 : 0;
		return Math.max(0, Math.min(n - 1, bin + above - below));
	}

	private static int bin(final float p, final float[] edges) {
		final int at = Arrays.binarySearch(edges, p);
		return Math.max(0, Math.min(edges.length - 2, at >= 0 ? at : -at - 2));
	}

	/** The edges i/n, in 32 bits as the maps are. */
	public static float[] equalWidth(final int bins) {
		checkBins(bins);
		final float[] edges = new float[bins + 1];
		for (int b = 0; b <= bins; b++)
			edges[b] = (float) ((double) b / bins);
		return edges;
	}

	/**
	 * The diagram of the pixels of both.
	 *
	 * @throws UserException if the two differ in bins
	 */
	public ReliabilityDiagram plus(final ReliabilityDiagram other) {
		if (other.bins() != bins()) throw new UserException(CalibrationMessages.otherBins(bins(), other.bins()));
		if (!Arrays.equals(edges, other.edges)) throw new UserException(
			CalibrationMessages.otherEdges());
		final ReliabilityDiagram sum = new ReliabilityDiagram(edges);
		for (int b = 0; b < bins(); b++) {
			sum.counts[b] = counts[b] + other.counts[b];
			sum.right[b] = right[b] + other.right[b];
			sum.high[b] = high[b] + other.high[b];
			sum.low[b] = low[b] + other.low[b];
		}
		sum.carry();
		return sum;
	}

	/** How many bins there are, empty ones included. */
	public int bins() {
		return counts.length;
	}

	/** The lower edge of a bin. */
	public double from(final int bin) {
		return decimal(edges[bin]);
	}

	/** The upper edge of a bin. */
	public double to(final int bin) {
		return decimal(edges[bin + 1]);
	}

	/** 0.7 and not 0.699999988. */
	private static double decimal(final float edge) {
		return Double.parseDouble(Float.toString(edge));
	}

	/** How many pixels a bin holds. */
	public long count(final int bin) {
		return counts[bin];
	}

	/** How many pixels there are in all. */
	public long total() {
		return Arrays.stream(counts).sum();
	}

	/** How many pixels of a bin are right. */
	long right(final int bin) {
		return right[bin];
	}

	/** Whether the event never occurs and has probability 0 at every pixel. */
	boolean isOfNothing() {
		return Arrays.stream(right).sum() == 0 && IntStream.range(0, bins()).allMatch(b -> confidence(b) == 0);
	}

	/** The mean confidence of a bin's pixels; NaN of an empty bin. */
	public double meanConfidence(final int bin) {
		return counts[bin] == 0 ? Double.NaN : confidence(bin) / counts[bin];
	}

	/** The sum of a bin's confidences. */
	double confidence(final int bin) {
		return high[bin] * ((1L << CARRY) / PER_ONE) + low[bin] / PER_ONE;
	}

	/** The share of a bin's pixels that are right; NaN of an empty bin. */
	public double accuracy(final int bin) {
		return counts[bin] == 0 ? Double.NaN : (double) right[bin] / counts[bin];
	}

	/** Σ_b n_b/N · |accuracy_b − confidence_b|: the expected calibration error as a fraction; NaN of no pixels. */
	public double expectedError() {
		double sum = 0;
		for (int b = 0; b < bins(); b++)
			sum += Math.abs(right[b] - confidence(b));
		return sum / total();
	}

	/** max_b |accuracy_b − confidence_b| over bins with pixels: the maximum calibration error; NaN of no pixels. */
	public double maximumError() {
		double max = Double.NaN;
		for (int b = 0; b < bins(); b++) {
			if (counts[b] == 0) continue;
			final double error = Math.abs(right[b] - confidence(b)) / counts[b];
			max = Double.isNaN(max) ? error : Math.max(max, error);
		}
		return max;
	}

	static void checkBins(final int bins) {
		if (bins < 1 || bins > 1000) throw new UserException(WrongValue.message("bins", bins, "between 1 and 1000"));
	}
}
