package sfumato.calibration;

import java.util.List;

import sfumato.labels.Comparison;

/** The mean of a number of each pixel. */
@FunctionalInterface
interface PixelMean {

	/** The number of pixel i, from 0 to 2⁸; class c of it is at c·n + i. */
	double of(float[] prediction, float[] reference, int n, int i);

	/**
	 * Numbers that have been added up: (upper · 2²⁴ + lower) · 2⁻⁴⁷. Each is rounded to a multiple of 2⁻⁴⁷ once, and from then on
	 * sums are exact, in any order, of 2³⁰ pixels and more.
	 */
	record Sum(long upper, long lower, long pixels) {

		private static final int BITS = 24;
		private static final double PER_ONE = 0x1p47;

		static Sum of(final PixelMean number, final float[] prediction, final float[] reference, final int n) {
			long upper = 0, lower = 0;
			for (int i = 0; i < n; i++) {
				final long whole = Math.round(number.of(prediction, reference, n, i) * PER_ONE);
				upper += whole >> BITS;
				lower += whole & (1L << BITS) - 1;
			}
			return new Sum(upper, lower, n);
		}

		Sum plus(final Sum other) {
			return new Sum(upper + other.upper, lower + other.lower, pixels + other.pixels);
		}

		/** NaN of no pixels. */
		double mean() {
			return (upper * ((1L << BITS) / PER_ONE) + lower / PER_ONE) / pixels;
		}
	}

	/** The mean over all pixels of all images; NaN of no pixels. */
	static double of(final List<Comparison> images, final PixelMean number) {
		return images.stream().flatMap(image -> image.map((p, r, n) -> Sum.of(number, p, r, n)).stream()).reduce(Sum::plus).map(
			Sum::mean).orElse(Double.NaN);
	}
}
