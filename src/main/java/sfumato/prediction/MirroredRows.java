package sfumato.prediction;

/**
 * A buffer of rows of a plane, mirrored at the edges, for one row of tiles. The plane is mirrored at its borders, without repeating the
 * border pixels.
 *
 * @param values (C, rows, W)
 * @param first the row of the plane that they begin with
 * @param rows how many there are
 * @param width of the plane
 * @param height of the plane
 */
record MirroredRows(float[] values, int first, int rows, int width, int height) {

	/** The values of a w x h piece whose first pixel is (x0, first), (C, H, W). */
	float[] piece(final int x0, final int w, final int h) {
		final int channels = values.length / (rows * width);
		final float[] piece = new float[w * h * channels];
		final int inside = Math.max(0, Math.min(w, width - x0));
		int i = 0;
		for (int c = 0; c < channels; c++)
			for (int y = 0; y < h; y++, i += w) {
				final int row = (c * rows + mirror(first + y, height) - first) * width;
				System.arraycopy(values, row + x0, piece, i, inside);
				for (int x = inside; x < w; x++)
					piece[i + x] = values[row + mirror(x0 + x, width)];
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
