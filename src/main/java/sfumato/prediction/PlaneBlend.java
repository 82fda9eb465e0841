package sfumato.prediction;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Sums the probabilities of overlapping tiles, each times its weight, and divides by the sum of the weights.
 */
final class PlaneBlend {

	private final int width, height, classes;
	private final float[] sums;
	private final float[] weights;

	PlaneBlend(final int width, final int height, final int classes) {
		this.width = width;
		this.height = height;
		this.classes = classes;
		sums = new float[Math.multiplyExact(Math.multiplyExact(width, height), classes)];
		weights = new float[width * height];
	}

	/**
	 * Adds one tile; what of it reaches beyond the plane is left out.
	 *
	 * @param p (K, H, W) probabilities of the tile
	 */
	void add(final float[] p, final Tiling columns, final int i, final Tiling rows, final int j) {
		final float[] wx = columns.weights(i), wy = rows.weights(j);
		final int x0 = columns.starts()[i], y0 = rows.starts()[j];
		final int w = Math.min(columns.length(), width - x0), h = Math.min(rows.length(), height - y0);
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int at = (y0 + y) * width + x0 + x;
				final float weight = wx[x] * wy[y];
				weights[at] += weight;
				for (int k = 0; k < classes; k++)
					sums[k * width * height + at] += weight * p[(k * rows.length() + y) * columns.length() + x];
			}
	}

	/** Writes the blended probabilities; they sum to 1 as those of the tiles did. */
	void writeTo(final RandomAccessibleInterval<FloatType> image) {
		final Cursor<FloatType> out = Views.flatIterable(image).cursor();
		for (int i = 0; out.hasNext(); i++)
			out.next().set(sums[i] / weights[i % weights.length]);
	}
}
