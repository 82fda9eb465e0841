package sfumato.metrics;

import java.util.Arrays;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;

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
	 * @throws IllegalArgumentException if the two differ in size or number of classes
	 */
	public static ConfusionMatrix of(final ProbabilityMap prediction, final ProbabilityMap reference) {
		prediction.requireSameShape(reference, "prediction", "reference");
		final int k = prediction.numClasses();
		return PixelBlocks.map(prediction.spatialDimensions(), block -> {
			final ConfusionMatrix part = empty(k);
			final float[] p = PixelBlocks.read(prediction, block);
			final float[] r = PixelBlocks.read(reference, block);
			final int n = PixelBlocks.size(block);
			for (int i = 0; i < n; i++)
				part.counts[PixelBlocks.argMax(r, n, i)][PixelBlocks.argMax(p, n, i)]++;
			return part;
		}).stream().reduce(empty(k), ConfusionMatrix::plus);
	}

	/**
	 * The counts of both.
	 *
	 * @throws IllegalArgumentException if the two differ in number of classes
	 */
	public ConfusionMatrix plus(final ConfusionMatrix other) {
		if (numClasses() != other.numClasses()) throw new IllegalArgumentException("Counts of " + numClasses() +
			" classes cannot be added to counts of " + other.numClasses() + ".");
		final ConfusionMatrix sum = empty(numClasses());
		for (int r = 0; r < counts.length; r++)
			for (int p = 0; p < counts.length; p++)
				sum.counts[r][p] = counts[r][p] + other.counts[r][p];
		return sum;
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

	/** Dice of a class with tp right and {@code wrong} = fp + fn wrong pixels; 1 of two empty masks. */
	static double dice(final long tp, final long wrong) {
		return tp == 0 && wrong == 0 ? 1 : 2.0 * tp / (2.0 * tp + wrong);
	}
}
