package sfumato.fusion;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;

/**
 * A map of the disagreement of raters: the variance ½ Σ_c p_c (1 − p_c) of their labels, with the share p_c of raters who chose class
 * c; p (1 − p) if there are two classes.
 */
public final class RaterVariance {

	private RaterVariance() {}

	/** The variance of each pixel (X, Y[, Z]): 0 where all agree, at most ½ (1 − 1/C), which is ¼ with two classes; NaN where a pixel is unlabelled. */
	public static Img<FloatType> of(final Raters all) {
		final HardRaters raters = all.hard();
		final ProbabilityMap shares = new Average().fuse(raters);
		final Img<FloatType> variance = ProbabilityMap.create(new FloatType(), raters.dimensions());
		for (int c = 0; c < shares.numClasses(); c++) {
			final RandomAccessibleInterval<FloatType> share = Views.hyperSlice(shares.image(), shares.image().numDimensions() - 1,
				c);
			LoopBuilder.setImages(share, variance).multiThreaded().forEachPixel((p, v) -> v.set(v.get() + p.get() * (1 - p
				.get()) / 2));
		}
		return variance;
	}
}
