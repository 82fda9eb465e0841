package sfumato.fusion;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;

/** A map of the disagreement of raters: the entropy −Σ_c p_c log₂ p_c of the share p_c of raters who chose class c. */
public final class RaterEntropy {

	private RaterEntropy() {}

	/**
	 * The entropy of each pixel (X, Y[, Z]) in bits: 0 where all agree, at most log₂ of the number of classes. Raters that have
	 * not labelled a pixel do not count there; it is NaN where nobody has.
	 */
	public static Img<FloatType> of(final Raters all) {
		final HardRaters raters = all.hard();
		final Img<FloatType> entropy = ProbabilityMap.create(new FloatType(), raters.dimensions());
		final PatternIndex index = PatternIndex.of(raters);
		final float[] table = new float[index.size()];
		final int[] votes = new int[raters.numClasses()];
		for (int row = 0; row < table.length; row++) {
			final double voters = LabelPatterns.vote(index.labels(row), votes);
			double sum = voters == 0 ? Double.NaN : 0;
			for (final int n : votes)
				if (n > 0 && n < voters) sum -= n / voters * Math.log(n / voters);
			table[row] = (float) (sum / Math.log(2));
		}
		PixelBlocks.map(raters.dimensions(), block -> {
			final Cursor<FloatType> out = Views.flatIterable(Views.interval(entropy, block)).cursor();
			for (final int row : index.rows(PatternIndex.read(raters, block)))
				out.next().set(table[row]);
			return block;
		});
		return entropy;
	}
}
