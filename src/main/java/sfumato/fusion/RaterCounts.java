package sfumato.fusion;

import java.util.function.BiConsumer;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/** Loops over pixels with all raters at once; what the fusions share. */
final class RaterCounts {

	private RaterCounts() {}

	/** The raters' labels of a block of n pixels: [rater][pixel], classes as unsigned bytes. */
	static byte[][] read(final RaterLabels raters, final net.imglib2.Interval block) {
		final byte[][] labels = new byte[raters.size()][];
		for (int r = 0; r < labels.length; r++)
			labels[r] = PixelBlocks.read(raters.labels(r), block);
		return labels;
	}

	/**
	 * Fills a new map block by block.
	 *
	 * @param fill gets [rater][pixel] and the zeroed values to be set, class c of pixel i at c·n + i
	 */
	static ProbabilityMap fill(final RaterLabels raters, final BiConsumer<byte[][], float[]> fill) {
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		PixelBlocks.map(raters.dimensions(), block -> {
			final float[] values = new float[PixelBlocks.size(block) * raters.numClasses()];
			fill.accept(read(raters, block), values);
			PixelBlocks.write(values, map, block);
			return block;
		});
		return map;
	}

	/** The class that more raters chose than any other; at a tie background. With two classes this is the strict majority. */
	static int majority(final byte[][] labels, final int i, final int[] votes) {
		java.util.Arrays.fill(votes, 0);
		for (final byte[] rater : labels)
			votes[rater[i] & 0xFF]++;
		int best = 0;
		boolean tie = false;
		for (int c = 1; c < votes.length; c++) {
			if (votes[c] > votes[best]) {
				best = c;
				tie = false;
			}
			else if (votes[c] == votes[best]) tie = true;
		}
		return tie ? 0 : best;
	}
}
