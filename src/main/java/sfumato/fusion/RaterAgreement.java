package sfumato.fusion;

import java.util.Arrays;

import sfumato.labels.PixelBlocks;
import sfumato.labels.RaterLabels;

/**
 * How far the raters of an image agree: the Dice 2|A ∩ B| / (|A| + |B|) of each with the majority of all. Its mean over
 * raters is what a prediction can hope for ("human Dice"). Two empty masks agree (1), one empty mask beside one that is not
 * does not (0).
 */
public final class RaterAgreement {

	private RaterAgreement() {}

	/** Dice of each rater with the majority, [rater][class]; class 0 is background. */
	public static double[][] dicePerClass(final RaterLabels raters) {
		final int k = raters.numClasses();
		final long[][][] counts = new long[raters.size()][2][k];
		for (final long[][][] part : PixelBlocks.map(raters.dimensions(), block -> {
			final long[][][] counted = new long[raters.size()][2][k];
			final byte[][] labels = RaterCounts.read(raters, block);
			final int n = PixelBlocks.size(block);
			final int[] votes = new int[k];
			for (int i = 0; i < n; i++) {
				final int majority = RaterCounts.majority(labels, i, votes);
				for (int r = 0; r < labels.length; r++) {
					final int label = labels[r][i] & 0xFF;
					if (label == majority) counted[r][0][label]++;
					counted[r][1][label]++;
					counted[r][1][majority]++;
				}
			}
			return counted;
		}))
			for (int r = 0; r < counts.length; r++)
				for (int what = 0; what < 2; what++)
					for (int c = 0; c < k; c++)
						counts[r][what][c] += part[r][what][c];
		final double[][] dice = new double[raters.size()][k];
		for (int r = 0; r < dice.length; r++)
			for (int c = 0; c < k; c++)
				dice[r][c] = counts[r][1][c] == 0 ? 1 : 2.0 * counts[r][0][c] / counts[r][1][c];
		return dice;
	}

	/** Dice of each rater with the majority: the mean over the foreground classes. */
	public static double[] dice(final RaterLabels raters) {
		return Arrays.stream(dicePerClass(raters)).mapToDouble(classes -> Arrays.stream(classes).skip(1).average()
			.orElseThrow()).toArray();
	}

	/** The mean of {@link #dice} over the raters. */
	public static double meanDice(final RaterLabels raters) {
		return Arrays.stream(dice(raters)).average().orElseThrow();
	}
}
