package sfumato.calibration;

import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;

/**
 * Confidence against accuracy. A pixel's confidence is the probability of its most probable class, and it is right if that
 * is the reference's most probable class, too. Pixels (background included) are sorted by confidence into n bins of equal
 * width, [i/n, (i+1)/n), the last one closed; where the model means what it says, the accuracy in a bin is its mean
 * confidence.
 * <p>
 * With C classes confidences are at least 1/C: of the bins of two classes the lower half stays empty.
 * <p>
 * Sums are kept as whole multiples of 2⁻³¹, in which confidences are exact; diagrams of images and of their parts can
 * therefore be added up in any order without rounding. Immutable.
 */
public final class ReliabilityDiagram {

	/** A 32-bit float that is at least 1/255 is a whole multiple of 2⁻³¹. */
	private static final double UNIT = 0x1p-31;

	private final long[] counts;
	private final long[] right;
	private final long[] confidence;

	private ReliabilityDiagram(final int bins) {
		checkBins(bins);
		counts = new long[bins];
		right = new long[bins];
		confidence = new long[bins];
	}

	/** No pixels yet. */
	public static ReliabilityDiagram empty(final int bins) {
		return new ReliabilityDiagram(bins);
	}

	/**
	 * The diagram of one image.
	 *
	 * @param reference the truth; its arg-max is the label of a pixel
	 * @throws IllegalArgumentException if the two differ in size or number of classes
	 */
	public static ReliabilityDiagram of(final ProbabilityMap prediction, final ProbabilityMap reference, final int bins) {
		return of(Comparison.of(prediction, reference), bins);
	}

	/** The diagram of the pixels that count; the arg-max of the reference is the label of a pixel. */
	public static ReliabilityDiagram of(final Comparison images, final int bins) {
		checkBins(bins);
		return images.map((p, r, n) -> of(p, r, n, bins)).stream().reduce(new ReliabilityDiagram(bins),
			ReliabilityDiagram::plus);
	}

	/**
	 * The diagram of n pixels, for those who look at pixels for other reasons, too.
	 *
	 * @param prediction class c of pixel i is at c·n + i
	 * @param reference likewise
	 */
	public static ReliabilityDiagram of(final float[] prediction, final float[] reference, final int n, final int bins) {
		final ReliabilityDiagram part = new ReliabilityDiagram(bins);
		final float[] edges = part.edges();
		if (prediction.length == 2 * n) {
			// most images have two classes; without branches this is several times as fast
			for (int i = 0; i < n; i++) {
				final int c = prediction[n + i] > prediction[i] ? 1 : 0, real = reference[n + i] > reference[i] ? 1 : 0;
				part.add(Math.max(prediction[i], prediction[n + i]), 1 - (c ^ real), edges);
			}
			return part;
		}
		for (int i = 0; i < n; i++) {
			final int c = PixelBlocks.argMax(prediction, n, i);
			part.add(prediction[c * n + i], c == PixelBlocks.argMax(reference, n, i) ? 1 : 0, edges);
		}
		return part;
	}

	private void add(final float p, final int isRight, final float[] edges) {
		final int bin = bin(p, edges);
		counts[bin]++;
		right[bin] += isRight;
		confidence[bin] += (long) (p / UNIT + 0.5);
	}

	/** Edges are compared in 32 bits as the maps are: 0.7f belongs to the bin from 0.7, although 0.7f < 0.7. */
	private static int bin(final float p, final float[] edges) {
		final int n = edges.length - 1;
		final int bin = Math.max(0, Math.min(n - 1, (int) (p * n)));
		final int above = p >= edges[bin + 1] ? 1 : 0, below = p < edges[bin] ? 1 : 0;
		return Math.max(0, Math.min(n - 1, bin + above - below));
	}

	private float[] edges() {
		final float[] edges = new float[bins() + 1];
		for (int b = 0; b < bins(); b++)
			edges[b] = (float) from(b);
		edges[bins()] = 1;
		return edges;
	}

	/**
	 * The diagram of the pixels of both.
	 *
	 * @throws IllegalArgumentException if the two differ in number of bins
	 */
	public ReliabilityDiagram plus(final ReliabilityDiagram other) {
		if (other.bins() != bins()) throw new IllegalArgumentException("A reliability diagram of " + bins() +
			" bins cannot be added to one of " + other.bins() + ".");
		final ReliabilityDiagram sum = new ReliabilityDiagram(bins());
		for (int b = 0; b < bins(); b++) {
			sum.counts[b] = counts[b] + other.counts[b];
			sum.right[b] = right[b] + other.right[b];
			sum.confidence[b] = confidence[b] + other.confidence[b];
		}
		return sum;
	}

	/** How many bins there are, empty ones included. */
	public int bins() {
		return counts.length;
	}

	/** The lower edge of a bin. */
	public double from(final int bin) {
		return (double) bin / bins();
	}

	/** The upper edge of a bin. */
	public double to(final int bin) {
		return (bin + 1.0) / bins();
	}

	/** How many pixels a bin holds. */
	public long count(final int bin) {
		return counts[bin];
	}

	/** How many pixels there are in all. */
	public long total() {
		long n = 0;
		for (final long count : counts)
			n += count;
		return n;
	}

	/** The mean confidence of a bin's pixels; NaN of an empty bin. */
	public double meanConfidence(final int bin) {
		return counts[bin] == 0 ? Double.NaN : confidence[bin] * UNIT / counts[bin];
	}

	/** The share of a bin's pixels that are right; NaN of an empty bin. */
	public double accuracy(final int bin) {
		return counts[bin] == 0 ? Double.NaN : (double) right[bin] / counts[bin];
	}

	/** Σ_b n_b/N · |accuracy_b − confidence_b|: the expected calibration error as a fraction; NaN of no pixels. */
	public double expectedError() {
		double sum = 0;
		for (int b = 0; b < bins(); b++)
			sum += Math.abs(right[b] - confidence[b] * UNIT);
		return sum / total();
	}

	static void checkBins(final int bins) {
		if (bins < 1 || bins > 1000) throw new IllegalArgumentException("bins is " + bins +
			" but must be between 1 and 1000.");
	}
}
