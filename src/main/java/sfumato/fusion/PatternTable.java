package sfumato.fusion;

import java.util.Arrays;
import java.util.Optional;

import sfumato.labels.RaterLabels;

/**
 * A fusion of few raters as a table, for machines other than this one's processor: the labels of a pixel, read as digits, are
 * the row of the table that holds its probabilities,
 *
 * <pre>
 * row = Σ_r min(label_r, classes) · radix^(R − 1 − r)
 * </pre>
 *
 * where {@link RaterLabels#UNLABELED} becomes the digit {@code classes}.
 *
 * @param radix the number of classes, and one more if pixels may be unlabelled
 * @param probabilities [class][row]
 */
public record PatternTable(int radix, float[][] probabilities) {

	/** The table of a fusion for an image; empty for one that looks at more than the labels of a pixel, or for too many rows. */
	public static Optional<PatternTable> of(final LabelFusion fusion, final RaterLabels raters) {
		final PatternIndex index = PatternIndex.of(raters);
		if (!(fusion instanceof PatternFusion patterns) || !index.isPositional()) return Optional.empty();
		return Optional.of(new PatternTable(index.radix(), probabilities(index, raters.numClasses(), patterns.rule(raters))));
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
