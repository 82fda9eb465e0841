package sfumato.fusion;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;

/** Loops over pixels with the probabilities of all raters; shared by the fusions of {@link SoftRaters}. */
final class MapBlocks {

	private MapBlocks() {}

	/** Makes the probabilities of one pixel. */
	@FunctionalInterface
	interface Rule {

		/**
		 * @param raters [rater][class]; NaN for a rater that has not looked, but at least one has
		 * @param probabilities one per class, all 0, to be set
		 */
		void apply(double[][] raters, double[] probabilities);
	}

	/** Fills a new map; an unlabelled pixel becomes background. */
	static ProbabilityMap fuse(final SoftRaters raters, final Rule rule) {
		return fuse(raters, new FinalInterval(raters.dimensions()), rule);
	}

	/** As {@link #fuse(SoftRaters, Rule)}; everything outside a box becomes background, too. */
	static ProbabilityMap fuse(final SoftRaters raters, final Interval box, final Rule rule) {
		final int k = raters.numClasses();
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		PixelBlocks.map(raters.dimensions(), block -> {
			final float[][] maps = new float[raters.size()][];
			for (int r = 0; r < maps.length; r++)
				maps[r] = PixelBlocks.read(raters.map(r), block);
			final int n = maps[0].length / k;
			final float[] values = new float[n * k];
			final double[][] pixel = new double[maps.length][k];
			final double[] p = new double[k];
			for (int i = 0; i < n; i++) {
				Arrays.fill(p, 0);
				if (read(maps, n, i, pixel)) rule.apply(pixel, p);
				else p[0] = 1;
				for (int c = 0; c < k; c++)
					values[c * n + i] = (float) p[c];
			}
			ForegroundBox.clearOutside(box, block, values);
			PixelBlocks.write(values, map, block);
			return block;
		});
		return map;
	}

	/** Whether any rater has labelled pixel i of n. */
	static boolean read(final float[][] maps, final int n, final int i, final double[][] pixel) {
		boolean any = false;
		for (int r = 0; r < maps.length; r++) {
			for (int c = 0; c < pixel[r].length; c++)
				pixel[r][c] = maps[r][c * n + i];
			any |= !Double.isNaN(pixel[r][0]);
		}
		return any;
	}
}
