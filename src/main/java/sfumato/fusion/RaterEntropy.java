package sfumato.fusion;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/** Where raters disagree: the entropy −Σ_c p_c log₂ p_c of the share p_c of raters who chose class c. */
public final class RaterEntropy {

	private RaterEntropy() {}

	/** The entropy of each pixel (X, Y[, Z]) in bits: 0 where all agree, at most log₂ of the number of classes. */
	public static Img<FloatType> of(final RaterLabels raters) {
		final Img<FloatType> entropy = ProbabilityMap.create(new FloatType(), raters.dimensions());
		PixelBlocks.map(raters.dimensions(), block -> {
			final byte[][] labels = RaterCounts.read(raters, block);
			final int[] votes = new int[raters.numClasses()];
			final Cursor<FloatType> out = Views.flatIterable(Views.interval(entropy, block)).cursor();
			for (int i = 0; i < labels[0].length; i++) {
				java.util.Arrays.fill(votes, 0);
				for (final byte[] rater : labels)
					votes[rater[i] & 0xFF]++;
				double sum = 0;
				for (final int n : votes)
					if (n > 0 && n < labels.length) sum -= (double) n / labels.length * Math.log((double) n / labels.length);
				out.next().set((float) (sum / Math.log(2)));
			}
			return block;
		});
		return entropy;
	}
}
