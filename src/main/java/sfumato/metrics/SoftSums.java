package sfumato.metrics;

import java.util.Arrays;
import java.util.List;

import sfumato.labels.Comparison;

/**
 * Sums over the pixels that count, per class, of prediction x and reference y as they are, soft.
 *
 * @param prediction Σ x
 * @param reference Σ y
 * @param difference Σ |x − y|
 * @param product Σ x y
 */
record SoftSums(double[] prediction, double[] reference, double[] difference, double[] product) {

	static SoftSums of(final Comparison images) {
		final int k = images.numClasses();
		return images.once(SoftSums.class, () -> images.map((p, r, n) -> part(p, r, n, k)).stream().reduce(new SoftSums(
			new double[k], new double[k], new double[k], new double[k]), SoftSums::plus));
	}

	private static SoftSums part(final float[] p, final float[] r, final int n, final int classes) {
		final SoftSums part = new SoftSums(new double[classes], new double[classes], new double[classes], new double[classes]);
		for (int c = 0; c < classes; c++) {
			double x = 0, y = 0, difference = 0, product = 0;
			for (int i = c * n; i < (c + 1) * n; i++) {
				x += p[i];
				y += r[i];
				difference += Math.abs(p[i] - r[i]);
				product += (double) p[i] * r[i];
			}
			part.prediction[c] = x;
			part.reference[c] = y;
			part.difference[c] = difference;
			part.product[c] = product;
		}
		return part;
	}

	private SoftSums plus(final SoftSums other) {
		final List<double[]> a = List.of(prediction, reference, difference, product);
		final List<double[]> b = List.of(other.prediction, other.reference, other.difference, other.product);
		final double[][] sums = new double[a.size()][];
		for (int s = 0; s < sums.length; s++) {
			sums[s] = Arrays.copyOf(a.get(s), a.get(s).length);
			for (int c = 0; c < sums[s].length; c++)
				sums[s][c] += b.get(s)[c];
		}
		return new SoftSums(sums[0], sums[1], sums[2], sums[3]);
	}
}
