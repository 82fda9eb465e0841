package sfumato.fusion;

import java.util.Arrays;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * A fusion in which pixels with the same labels get the same probabilities, wherever they lie. The probabilities are worked
 * out once per pattern of labels; what is left to do for a pixel is to look them up.
 */
public interface PatternFusion extends LabelFusion {

	/** Makes probabilities of labels. */
	@FunctionalInterface
	interface Rule {

		/**
		 * @param labels one per rater: a class as an unsigned byte, or {@link RaterLabels#UNLABELED}; at least one is a class
		 * @param probabilities one per class, all 0, to be set so that their sum is 1
		 */
		void apply(byte[] labels, double[] probabilities);
	}

	/** What this method makes of each pattern, after whatever it needs to know of the whole image. */
	Rule rule(RaterLabels raters);

	/** {@inheritDoc} A pixel that nobody labelled becomes background. */
	@Override
	default ProbabilityMap fuse(final RaterLabels raters) {
		final PatternIndex index = PatternIndex.of(raters);
		final int k = raters.numClasses();
		final float[][] table = table(index, k, rule(raters));
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		PixelBlocks.map(raters.dimensions(), block -> {
			final int[] rows = index.rows(PatternIndex.read(raters, block));
			final float[] values = new float[rows.length * k];
			for (int c = 0; c < k; c++)
				for (int i = 0, at = c * rows.length; i < rows.length; i++, at++)
					values[at] = table[c][rows[i]];
			PixelBlocks.write(values, map, block);
			return block;
		});
		return map;
	}

	/** The probabilities of every pattern: [class][pattern]. */
	private static float[][] table(final PatternIndex index, final int classes, final Rule rule) {
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
