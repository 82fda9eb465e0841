package sfumato.prediction;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A plane that goes on beyond its borders as its own mirror image, the border pixels themselves not repeated. ImgLib2's
 * {@code extendMirrorSingle} is not used because its block copier divides by zero on an axis of length 1, such as that of the
 * channels of a grey image.
 */
final class MirroredPlane {

	private final int width, height, channels;
	private final float[] values;

	/** @param plane (X, Y, C), starting at 0 */
	MirroredPlane(final RandomAccessibleInterval<FloatType> plane) {
		width = Math.toIntExact(plane.dimension(0));
		height = Math.toIntExact(plane.dimension(1));
		channels = Math.toIntExact(plane.dimension(2));
		values = new float[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
		PrimitiveBlocks.of(plane).copy(new long[3], values, new int[] { width, height, channels });
	}

	/** The values of a w x h piece whose first pixel is (x0, y0), (C, H, W). */
	float[] piece(final int x0, final int y0, final int w, final int h) {
		final float[] piece = new float[w * h * channels];
		final int[] columns = new int[w];
		for (int x = 0; x < w; x++)
			columns[x] = mirror(x0 + x, width);
		int i = 0;
		for (int c = 0; c < channels; c++)
			for (int y = 0; y < h; y++) {
				final int row = (c * height + mirror(y0 + y, height)) * width;
				for (int x = 0; x < w; x++)
					piece[i++] = values[row + columns[x]];
			}
		return piece;
	}

	/** Where in 0 … n−1 a position beyond the borders is found: … 2 1 0 1 2 … n−1 n−2 … */
	static int mirror(final int position, final int n) {
		if (n == 1) return 0;
		final int p = Math.floorMod(position, 2 * (n - 1));
		return p < n ? p : 2 * (n - 1) - p;
	}
}
