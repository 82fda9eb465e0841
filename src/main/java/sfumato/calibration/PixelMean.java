package sfumato.calibration;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.ExactSum;

/** The mean of a number of each pixel. */
@FunctionalInterface
interface PixelMean {

	/** The number of pixel i, from 0 to 2⁸; class c of it is at c·n + i. */
	double of(float[] prediction, float[] reference, int n, int i);

	/** The exact sum of the number over pixels, as {@link ExactSum} has it, and how many pixels there are. */
	default long[] sums(final float[] prediction, final float[] reference, final int n) {
		final ExactSum.Builder builder = new ExactSum.Builder();
		for (int i = 0; i < n; i++)
			builder.add(of(prediction, reference, n, i));
		final ExactSum sum = builder.sum();
		return new long[] { sum.upper(), sum.lower(), n };
	}

	/** {@link #sums(float[], float[], int)} of an image. */
	default long[] sums(final Comparison image) {
		return Additive.plus(image.map(this::sums));
	}

	/** The mean over the pixels of sums; NaN of no pixels. */
	static double mean(final long[] sums) {
		return new ExactSum(sums[0], sums[1]).value() / sums[2];
	}
}
