package sfumato.fusion;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import sfumato.labels.Raters;

/**
 * How far the raters of an image agree: the Dice 2|A ∩ B| / (|A| + |B|) of each with the majority of all. Its mean over
 * raters is what a prediction can hope for ("human Dice"). Two empty masks agree (1), one empty mask beside one that is not
 * does not (0). A rater's unlabelled pixels are ignored. Of raters who gave probabilities, the most
 * probable class counts.
 */
public final class MajorityDice {

	private MajorityDice() {}

	/** Dice of each rater with the majority, [rater][class]; class 0 is background; NaN of a class that is in neither of the two. */
	public static double[][] dicePerClass(final Raters raters) {
		final LabelPatterns patterns = LabelPatterns.of(raters.hard());
		final int[] votes = new int[raters.numClasses()];
		return dicePerClass(patterns, raters.size(), IntStream.range(0, patterns.size()).map(p -> {
			LabelPatterns.vote(patterns.labels(p), votes);
			return LabelPatterns.majority(votes);
		}).toArray());
	}

	/** Dice of each rater with the class that each pattern of labels stands for, as {@link #dicePerClass(Raters)}. */
	static double[][] dicePerClass(final LabelPatterns patterns, final int raters, final int[] estimate) {
		final int k = patterns.numClasses();
		final long[][] both = new long[raters][k];
		final long[][] sizes = new long[raters][k];
		for (int p = 0; p < patterns.size(); p++)
			for (int r = 0; r < raters; r++) {
				final int label = patterns.label(p, r);
				if (label < 0) continue;
				if (label == estimate[p]) both[r][label] += patterns.count(p);
				sizes[r][label] += patterns.count(p);
				sizes[r][estimate[p]] += patterns.count(p);
			}
		final double[][] dice = new double[raters][k];
		for (int r = 0; r < raters; r++)
			for (int c = 0; c < k; c++)
				dice[r][c] = 2.0 * both[r][c] / sizes[r][c];
		return dice;
	}

	/** Dice of each rater with the majority: the mean over the foreground classes that are in either of the two; 1 if none is. */
	public static double[] dice(final Raters raters) {
		return foregroundDice(dicePerClass(raters));
	}

	/** The mean over the foreground classes of each rater. */
	static double[] foregroundDice(final double[][] perClass) {
		return Arrays.stream(perClass).mapToDouble(classes -> foregroundMean(classes, d -> d)).toArray();
	}

	/** The mean of a function of the Dice of the foreground classes that are there; 1 if none is, since two empty masks agree. */
	static double foregroundMean(final double[] perClass, final DoubleUnaryOperator function) {
		return Arrays.stream(perClass).skip(1).filter(d -> !Double.isNaN(d)).map(function).average().orElse(1);
	}

	/** The mean of {@link #dice} over the raters with labels; NaN if there is none. */
	public static double meanDice(final Raters raters) {
		final Raters some = raters.onlyLabelling();
		return some.size() == 0 ? Double.NaN : Arrays.stream(dice(some)).average().orElseThrow();
	}
}
