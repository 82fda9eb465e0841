package sfumato.metrics;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.ExactSum;
import sfumato.labels.PixelBlocks;

/**
 * Sums over the counted pixels, per class, of the soft prediction x and the soft reference y. They are {@linkplain ExactSum exact},
 * and those of several images can be added up.
 *
 * @param sums per class Σ x, Σ y, Σ |x − y| and Σ x y, then how many pixels have it for their most probable class in the prediction
 */
record SoftSums(long[] sums) {

	private static final int NUMBERS = 4, LENGTH = NUMBERS * ExactSum.LENGTH + 1;

	static SoftSums of(final Comparison images) {
		return images.cached(SoftSums.class, () -> new SoftSums(Additive.plus(images.map((p, r, n) -> part(p, r, n, images
			.numClasses())))));
	}

	private static long[] part(final float[] p, final float[] r, final int n, final int classes) {
		final long[] part = new long[classes * LENGTH];
		final long[] predicted = new long[classes];
		for (int i = 0; i < n; i++)
			predicted[PixelBlocks.argMax(p, n, i)]++;
		for (int c = 0; c < classes; c++) {
			final ExactSum.Builder x = new ExactSum.Builder(), y = new ExactSum.Builder(), difference = new ExactSum.Builder(),
					product = new ExactSum.Builder();
			for (int i = c * n; i < (c + 1) * n; i++) {
				x.add(p[i]);
				y.add(r[i]);
				difference.add(Math.abs((double) p[i] - r[i]));
				product.add((double) p[i] * r[i]);
			}
			int at = c * LENGTH;
			for (final ExactSum sum : new ExactSum[] { x.sum(), y.sum(), difference.sum(), product.sum() }) {
				part[at++] = sum.upper();
				part[at++] = sum.lower();
			}
			part[at] = predicted[c];
		}
		return part;
	}

	int numClasses() {
		return sums.length / LENGTH;
	}

	/** Σ x */
	double prediction(final int c) {
		return number(c, 0);
	}

	/** Σ y */
	double reference(final int c) {
		return number(c, 1);
	}

	/** Σ |x − y| */
	double difference(final int c) {
		return number(c, 2);
	}

	/** Σ x y */
	double product(final int c) {
		return number(c, 3);
	}

	private double number(final int c, final int which) {
		final int at = c * LENGTH + which * ExactSum.LENGTH;
		return new ExactSum(sums[at], sums[at + 1]).value();
	}

	/**
	 * The classes that count. The reference has a class if a pixel has any probability of it; the prediction, which gives every class
	 * of a network a little, if it is the most probable class of a pixel.
	 */
	boolean[] counted(final CountedClasses classes) {
		final boolean[] predicted = new boolean[numClasses()], real = new boolean[numClasses()];
		for (int c = 0; c < real.length; c++) {
			predicted[c] = sums[c * LENGTH + LENGTH - 1] > 0;
			real[c] = reference(c) > 0;
		}
		return classes.choose(predicted, real);
	}
}
