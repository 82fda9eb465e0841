package sfumato.fusion;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;

/**
 * A fusion in which pixels with equal labels get equal probabilities, independent of their position. The probabilities are worked out
 * once per pattern of labels; what is left to do for a pixel is to look them up.
 */
public interface PatternFusion extends LabelFusion {

	/** Makes probabilities of labels. */
	@FunctionalInterface
	interface Rule {

		/**
		 * @param labels one per rater: a class as an unsigned byte, or {@link HardRaters#UNLABELED}; at least one is a class
		 * @param probabilities one per class, all 0, to be set so that their sum is 1
		 */
		void apply(byte[] labels, double[] probabilities);
	}

	/** Fits the method to the image and returns its rule for patterns. */
	Rule rule(HardRaters raters);

	/**
	 * The part of the image that {@link #rule} is for; outside, everything is background. A method whose estimate is made in a box
	 * knows nothing of the rest of the image: its rule would give every pixel that nobody drew some probability.
	 */
	default Interval extent(final HardRaters raters) {
		return new FinalInterval(raters.dimensions());
	}

	/** {@inheritDoc} Of raters who gave probabilities, the most probable class of each is taken. */
	@Override
	default ProbabilityMap probabilities(final Raters all) {
		final HardRaters raters = all.hard();
		final PatternIndex index = PatternIndex.of(raters);
		final int k = raters.numClasses();
		final float[][] table = PatternTable.probabilities(index, k, rule(raters));
		final Interval extent = extent(raters);
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		PixelBlocks.map(raters.dimensions(), block -> {
			final byte[][] labels = PatternIndex.read(raters, block);
			PixelBlocks.write(map, block, (values, first) -> {
				index.forEachRun(labels, (from, to, row) -> {
					for (int c = 0; c < k; c++)
						Arrays.fill(values, first[c] + from, first[c] + to, table[c][row]);
				});
				ForegroundBox.clearOutside(extent, block, values, first);
			});
			return block;
		});
		return map;
	}
}
