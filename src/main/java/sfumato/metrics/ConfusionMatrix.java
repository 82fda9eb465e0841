package sfumato.metrics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * How many pixels of each class were predicted as which: what all metrics on labels are made of. A map's label is its most
 * probable class; among equals the lowest, so that 0.5 : 0.5 is background.
 * <p>
 * Counts are exact. Matrices of several images (or of the slices of a volume) can be added up; a metric of the sum is the
 * metric over all their pixels. Immutable.
 * <p>
 * With tp, fp and fn pixels of a class that are rightly predicted, wrongly predicted and missed: Dice = 2tp / (2tp + fp +
 * fn), Jaccard = tp / (tp + fp + fn), sensitivity = tp / (tp + fn), precision = tp / (tp + fp). A class that is in neither
 * map agrees: Dice and Jaccard are 1. Sensitivity is NaN where the reference lacks the class, precision where the prediction
 * does.
 */
public final class ConfusionMatrix {

	/** Row: class in the reference, column: class in the prediction. */
	private final long[][] counts;

	private ConfusionMatrix(final long[][] counts) {
		this.counts = counts;
	}

	/** No pixels yet. */
	public static ConfusionMatrix empty(final int numClasses) {
		return new ConfusionMatrix(new long[numClasses][numClasses]);
	}

	/**
	 * Compares two maps in one pass.
	 *
	 * @throws UserException if the two differ in size or number of classes
	 */
	public static ConfusionMatrix of(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return of(Comparison.of(prediction, reference));
	}

	/**
	 * Counts that somebody else has made.
	 *
	 * @param counts row: class in the reference, column: class in the prediction
	 */
	public static ConfusionMatrix of(final long[][] counts) {
		return new ConfusionMatrix(Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
	}

	/** Compares two maps in one pass, unless the comparison has the counts already ({@link Comparison#once} with this class as key). */
	public static ConfusionMatrix of(final Comparison images) {
		final int k = images.numClasses();
		return images.once(ConfusionMatrix.class, () -> images.map((p, r, n) -> of(p, r, n, k)).stream().reduce(empty(k),
			ConfusionMatrix::plus));
	}

	/**
	 * Compares n pixels of two maps, for those who look at pixels for other reasons, too.
	 *
	 * @param prediction class c of pixel i is at c·n + i
	 * @param reference likewise
	 */
	public static ConfusionMatrix of(final float[] prediction, final float[] reference, final int n, final int numClasses) {
		final ConfusionMatrix part = empty(numClasses);
		if (numClasses == 2) {
			// most images have two classes; without branches this is several times as fast
			long both = 0, inReference = 0, inPrediction = 0;
			for (int i = 0; i < n; i++) {
				final int a = prediction[n + i] > prediction[i] ? 1 : 0, b = reference[n + i] > reference[i] ? 1 : 0;
				both += a & b;
				inPrediction += a;
				inReference += b;
			}
			part.counts[1][1] = both;
			part.counts[0][1] = inPrediction - both;
			part.counts[1][0] = inReference - both;
			part.counts[0][0] = n - inPrediction - inReference + both;
			return part;
		}
		for (int i = 0; i < n; i++)
			part.counts[PixelBlocks.argMax(reference, n, i)][PixelBlocks.argMax(prediction, n, i)]++;
		return part;
	}

	/** The counts of both. Where one has fewer classes, it has no pixels of the others. */
	public ConfusionMatrix plus(final ConfusionMatrix other) {
		final ConfusionMatrix sum = empty(Math.max(numClasses(), other.numClasses()));
		for (final ConfusionMatrix part : new ConfusionMatrix[] { this, other })
			for (int r = 0; r < part.counts.length; r++)
				for (int p = 0; p < part.counts.length; p++)
					sum.counts[r][p] += part.counts[r][p];
		return sum;
	}

	/** The counts as one row after the other. */
	long[] toSums() {
		return Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray();
	}

	/** What {@link #toSums} made of counts. */
	static ConfusionMatrix ofSums(final long[] sums) {
		final ConfusionMatrix counts = empty((int) Math.sqrt(sums.length));
		for (int i = 0; i < sums.length; i++)
			counts.counts[i / counts.numClasses()][i % counts.numClasses()] = sums[i];
		return counts;
	}

	/**
	 * The classes that the score of an image is the mean over.
	 *
	 * @return true at each foreground class that counts; of two classes always at class 1
	 */
	public boolean[] counted(final CountedClasses classes) {
		final boolean[] predicted = new boolean[numClasses()], real = new boolean[numClasses()];
		for (int c = 0; c < real.length; c++) {
			predicted[c] = truePositives(c) + falsePositives(c) > 0;
			real[c] = truePositives(c) + falseNegatives(c) > 0;
		}
		return classes.choose(predicted, real);
	}

	public int numClasses() {
		return counts.length;
	}

	/** How many pixels are of one class in the reference and were predicted as another (or the same). */
	public long count(final int reference, final int predicted) {
		return counts[reference][predicted];
	}

	/** All pixels. */
	public long total() {
		return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).sum();
	}

	/** Pixels of class c that are predicted as such. */
	public long truePositives(final int c) {
		return counts[c][c];
	}

	/** Pixels of other classes that are predicted as class c. */
	public long falsePositives(final int c) {
		return Arrays.stream(counts).mapToLong(row -> row[c]).sum() - counts[c][c];
	}

	/** Pixels of class c that are predicted as another class. */
	public long falseNegatives(final int c) {
		return Arrays.stream(counts[c]).sum() - counts[c][c];
	}

	/** Pixels of other classes that are predicted as one of those. */
	public long trueNegatives(final int c) {
		return total() - truePositives(c) - falsePositives(c) - falseNegatives(c);
	}

	/** 2tp / (2tp + fp + fn); 1 if the class is in neither map. */
	public double dice(final int c) {
		return dice(truePositives(c), falsePositives(c) + falseNegatives(c));
	}

	/** tp / (tp + fp + fn); 1 if the class is in neither map. */
	public double jaccard(final int c) {
		final long union = truePositives(c) + falsePositives(c) + falseNegatives(c);
		return union == 0 ? 1 : (double) truePositives(c) / union;
	}

	/** The share of pixels that have the right class; NaN of no pixels. */
	public double accuracy() {
		long right = 0;
		for (int c = 0; c < counts.length; c++)
			right += counts[c][c];
		return (double) right / total();
	}

	/** The share of pixels for which "is of class c" is rightly answered: (tp + tn) / all; NaN of no pixels. */
	public double accuracy(final int c) {
		return (double) (truePositives(c) + trueNegatives(c)) / total();
	}

	/** tp / (tp + fn); NaN if the reference lacks the class. */
	public double sensitivity(final int c) {
		return (double) truePositives(c) / (truePositives(c) + falseNegatives(c));
	}

	/** tp / (tp + fp); NaN if the prediction lacks the class. */
	public double precision(final int c) {
		return (double) truePositives(c) / (truePositives(c) + falsePositives(c));
	}

	/** tn / (tn + fp); NaN if all of the reference is of the class. */
	public double specificity(final int c) {
		return (double) trueNegatives(c) / (trueNegatives(c) + falsePositives(c));
	}

	/** 1 − |fn − fp| / (2tp + fp + fn): how far the two volumes are alike, wherever they are; 1 of two empty masks. */
	public double volumeSimilarity(final int c) {
		final long fp = falsePositives(c), fn = falseNegatives(c), both = 2 * truePositives(c) + fp + fn;
		return both == 0 ? 1 : 1 - (double) Math.abs(fn - fp) / both;
	}

	/**
	 * Matthews' correlation (tp·tn − fp·fn) / √((tp+fp)(tp+fn)(tn+fp)(tn+fn)), from −1 to 1. 0/0 is 1 if nothing is wrong, −1 if
	 * all is, else 0 (Chicco and Jurman, BMC Genomics 21, 2020).
	 */
	public double matthewsCorrelation(final int c) {
		final double tp = truePositives(c), tn = trueNegatives(c), fp = falsePositives(c), fn = falseNegatives(c);
		if (fp + fn == 0) return 1;
		if (tp + tn == 0) return -1;
		// one root after the other: the product of four counts of large images has no room in a double's 53 bits
		final double scale = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
		return scale == 0 ? 0 : (tp * tn - fp * fn) / scale;
	}

	/**
	 * Cohen's kappa of "is of class c": (a − e) / (1 − e) with the share a of pixels on which both agree and the share e on which
	 * they would by chance. 1 if both say the same of all pixels.
	 */
	public double kappa(final int c) {
		final double n = total(), in = truePositives(c), p = in + falsePositives(c), r = in + falseNegatives(c);
		return kappa(accuracy(c), p / n * (r / n) + (1 - p / n) * (1 - r / n));
	}

	/** Cohen's kappa of all classes at once. */
	public double kappa() {
		final double n = total();
		double chance = 0;
		for (int c = 0; c < counts.length; c++)
			chance += (truePositives(c) + falsePositives(c)) / n * ((truePositives(c) + falseNegatives(c)) / n);
		return kappa(accuracy(), chance);
	}

	private static double kappa(final double agreed, final double byChance) {
		return agreed == 1 ? 1 : (agreed - byChance) / (1 - byChance);
	}

	/** A number of each class. */
	double[] perClass(final IntToDoubleFunction score) {
		return IntStream.range(0, numClasses()).mapToDouble(score).toArray();
	}

	/** Dice of a class with tp right and {@code wrong} = fp + fn wrong pixels; 1 of two empty masks. */
	static double dice(final long tp, final long wrong) {
		return tp == 0 && wrong == 0 ? 1 : 2.0 * tp / (2.0 * tp + wrong);
	}
}
