package sfumato.fusion;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import sfumato.labels.HardRaters;

/**
 * Pairwise comparison of the raters of an image. One pass over the pixels counts how often each pattern of labels occurs (which class
 * each rater chose); everything else is arithmetic on that short table, exact for any number of pixels.
 * <p>
 * The overlap of two label maps is the mean over the foreground classes that one of the two uses, and 1 if neither uses any. All
 * ratios are fractions, over the pixels that both (or the rater) have labelled; NaN where a single rater, or raters without foreground, leave nothing to compare.
 */
public final class RaterComparison {

	private final int classes;
	/** [rater][pattern] */
	private final byte[][] labels;
	private final long[] counts;

	private RaterComparison(final int classes, final byte[][] labels, final long[] counts) {
		this.classes = classes;
		this.labels = labels;
		this.counts = counts;
	}

	/** Counts the patterns of an image. */
	public static RaterComparison of(final HardRaters raters) {
		final LabelPatterns patterns = LabelPatterns.of(raters);
		final byte[][] labels = new byte[raters.size()][patterns.size()];
		final long[] counts = new long[patterns.size()];
		for (int p = 0; p < counts.length; p++) {
			for (int r = 0; r < labels.length; r++)
				labels[r][p] = patterns.labels(p)[r];
			counts[p] = patterns.count(p);
		}
		return new RaterComparison(raters.numClasses(), labels, counts);
	}

	/** How many raters there are. */
	public int size() {
		return labels.length;
	}

	/** How many pixels each row of {@link #votes()} stands for. */
	public long[] counts() {
		return counts.clone();
	}

	/** How many raters chose each class: [pattern][class]. */
	public int[][] votes() {
		final int[][] votes = new int[counts.length][classes];
		for (int p = 0; p < counts.length; p++)
			LabelPatterns.vote(pattern(p, -1), votes[p]);
		return votes;
	}

	/** Pixels that rater a gave one class and rater b another (or the same): [class of a][class of b]. */
	public long[][] confusion(final int a, final int b) {
		return confusion(labels[a], labels[b]);
	}

	/** Dice 2|A ∩ B| / (|A| + |B|) of a rater with the majority of all, as {@link MajorityDice#dice}. */
	public double majorityDice(final int rater) {
		return dice(confusion(labels[rater], majority(-1)));
	}

	/** Dice of each rater with each: symmetric, 1 on the diagonal. */
	public double[][] pairwiseDice() {
		final double[][] dice = new double[size()][size()];
		for (int a = 0; a < size(); a++)
			for (int b = 0; b < size(); b++)
				dice[a][b] = a == b ? 1 : b < a ? dice[b][a] : dice(confusion(a, b));
		return dice;
	}

	/** The mean Dice of a rater with each of the others with whom there are pixels that both have labelled. */
	public double meanPairwiseDice(final int rater) {
		return mean(others(rater).mapToDouble(o -> dice(confusion(rater, o))));
	}

	/** The mean Dice over all pairs of different raters. */
	public double meanPairwiseDice() {
		return mean(IntStream.range(0, size()).mapToDouble(this::meanPairwiseDice));
	}

	/**
	 * Squared generalized energy distance of a rater from the others, 2 E d(r, S) − E d(S, S') with d = 1 − IoU, S and S' drawn
	 * independently from the others, with replacement (Kohl et al. 2018): 0 if all others drew what the rater drew.
	 */
	public double energyDistance(final int rater) {
		final int[] others = others(rater).filter(o -> total(confusion(rater, o)) > 0).toArray();
		final double to = mean(Arrays.stream(others).mapToDouble(a -> 1 - jaccard(confusion(rater, a))));
		final double within = mean(Arrays.stream(others).boxed().flatMapToDouble(a -> Arrays.stream(others).mapToDouble(b -> a == b ? 0
			: 1 - jaccard(confusion(a, b)))));
		return 2 * to - within;
	}

	/** The mean of the values that are not NaN; NaN if there is none. */
	private static double mean(final DoubleStream values) {
		return values.filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}

	/** Pixels of a rater that are not background. */
	public long volume(final int rater) {
		long volume = 0;
		for (int p = 0; p < counts.length; p++)
			if (labels[rater][p] != 0 && (labels[rater][p] & 0xFF) != HardRaters.UNLABELED) volume += counts[p];
		return volume;
	}

	/** The raters' standard deviation of {@link #volume} (n − 1) over their mean. */
	public double volumeSpread() {
		final double mean = IntStream.range(0, size()).mapToLong(this::volume).average().orElseThrow();
		if (size() == 1 || mean == 0) return Double.NaN;
		final double squares = IntStream.range(0, size()).mapToDouble(r -> volume(r) - mean).map(d -> d * d).sum();
		return Math.sqrt(squares / (size() - 1)) / mean;
	}

	/** The leave-one-out change of the majority: 1 − Dice of the majorities with and without the rater. */
	public double leaveOneOutChange(final int rater) {
		return size() == 1 ? Double.NaN : 1 - dice(confusion(majority(-1), majority(rater)));
	}

	private IntStream others(final int rater) {
		return IntStream.range(0, size()).filter(o -> o != rater);
	}

	private byte[] majority(final int without) {
		final byte[] majority = new byte[counts.length];
		final int[] votes = new int[classes];
		for (int p = 0; p < majority.length; p++) {
			final int voters = LabelPatterns.vote(pattern(p, without), votes);
			majority[p] = (byte) (voters == 0 ? HardRaters.UNLABELED : LabelPatterns.majority(votes));
		}
		return majority;
	}

	private byte[] pattern(final int p, final int without) {
		final byte[] pattern = new byte[labels.length];
		for (int r = 0; r < pattern.length; r++)
			pattern[r] = r == without ? (byte) HardRaters.UNLABELED : labels[r][p];
		return pattern;
	}

	private long[][] confusion(final byte[] a, final byte[] b) {
		final long[][] confusion = new long[classes][classes];
		for (int p = 0; p < counts.length; p++) {
			final int i = a[p] & 0xFF, j = b[p] & 0xFF;
			if (i != HardRaters.UNLABELED && j != HardRaters.UNLABELED) confusion[i][j] += counts[p];
		}
		return confusion;
	}

	private static double dice(final long[][] confusion) {
		return overlap(confusion, (both, shared) -> 2 * shared / both);
	}

	private static double jaccard(final long[][] confusion) {
		return overlap(confusion, (both, shared) -> shared / (both - shared));
	}

	/**
	 * The mean over the foreground classes that one of the two has; 1 if they have none, and NaN if there is no pixel that both have
	 * labelled.
	 *
	 * @param ofClass gets |A| + |B| and |A ∩ B|
	 */
	private static double overlap(final long[][] confusion, final DoubleBinaryOperator ofClass) {
		if (total(confusion) == 0) return Double.NaN;
		return IntStream.range(1, confusion.length).filter(c -> sizes(confusion, c) > 0).mapToDouble(c -> ofClass.applyAsDouble(
			sizes(confusion, c), confusion[c][c])).average().orElse(1);
	}

	private static long total(final long[][] confusion) {
		return Arrays.stream(confusion).flatMapToLong(Arrays::stream).sum();
	}

	/** |A| + |B| */
	private static long sizes(final long[][] confusion, final int c) {
		long sum = 0;
		for (int i = 0; i < confusion.length; i++)
			sum += confusion[c][i] + confusion[i][c];
		return sum;
	}
}
