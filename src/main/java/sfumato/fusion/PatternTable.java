package sfumato.fusion;

import java.util.Arrays;
import java.util.Optional;

import net.imglib2.Interval;

import sfumato.labels.HardRaters;

/**
 * A fusion of few raters as a lookup table, for devices: the labels of a pixel, read as digits, are the row with its probabilities,
 *
 * <pre>
 * row = Σ_r min(label_r, classes) · radix^(R − 1 − r)
 * </pre>
 *
 * where {@link HardRaters#UNLABELED} becomes the digit {@code classes}.
 *
 * @param radix the number of classes, and one more if pixels may be unlabelled
 * @param probabilities [class][row]
 * @param extent the part of the image that the table is for; outside, everything is background
 */
public record PatternTable(int radix, float[][] probabilities, Interval extent) {

	/** The lookup table of a fusion for an image; empty for fusions that need more than the labels of a pixel, or for too many rows. */
	public static Optional<PatternTable> of(final LabelFusion fusion, final HardRaters raters) {
		final PatternIndex index = PatternIndex.of(raters);
		if (!(fusion instanceof PatternFusion patterns) || !index.isPositional()) return Optional.empty();
		return Optional.of(new PatternTable(index.radix(), probabilities(index, raters.numClasses(), patterns.rule(raters)),
			patterns.extent(raters)));
	}

	/** Makes background of what lies outside the extent in a block of n pixels, where class c of pixel i is at c·n + i. */
	public void clearOutside(final Interval block, final float[] values) {
		ForegroundBox.clearOutside(extent, block, values);
	}

	/** The probabilities of every pattern: [class][pattern]. */
	static float[][] probabilities(final PatternIndex index, final int classes, final PatternFusion.Rule rule) {
		final float[][] table = new float[classes][index.size()];
		final double[] probabilities = new double[classes];
		for (int row = 0; row < index.size(); row++) {
			final byte[] labels = index.labels(row);
			Arrays.fill(probabilities, 0);
			if (LabelPatterns.vote(labels, new int[classes]) == 0) probabilities[0] = 1;
			else rule.apply(labels, probabilities);
			for (int c = 0; c < classes; c++)
				table[c][row] = (float) probabilities[c];
		}
		return table;
	}
}
