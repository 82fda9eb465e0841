package sfumato.calibration;

import java.util.List;

import sfumato.labels.Comparison;

/** The mean of a number of each pixel. */
@FunctionalInterface
interface PixelMean {

	/** The number of pixel i; class c of it is at c·n + i. */
	double of(float[] prediction, float[] reference, int n, int i);

	/** The mean over all pixels of all images; NaN of no pixels. Sums of blocks are added in their order, whatever threads do. */
	static double of(final List<Comparison> images, final PixelMean number) {
		double sum = 0;
		long pixels = 0;
		for (final Comparison image : images)
			for (final double[] part : image.map((p, r, n) -> {
				double s = 0;
				for (int i = 0; i < n; i++)
					s += number.of(p, r, n, i);
				return new double[] { s, n };
			})) {
				sum += part[0];
				pixels += (long) part[1];
			}
		return sum / pixels;
	}
}
