package sfumato.prediction;

import java.util.Arrays;

/**
 * Blends overlapping tiles into a plane, one row of tiles after the other, and holds only the rows that one tile covers: each pixel is
 * the mean of the tiles' probabilities, weighted by their {@link Tiling#shares}.
 */
final class RowBlend {

	private final Tiling columns, rows;
	private final float[][] columnShares;
	private final int width, height, classes;
	/** (K, tile, W), the first row of which is {@link #first}. */
	private final float[] sums;
	private int first;

	/**
	 * @param width of the plane
	 * @param height of the plane
	 */
	RowBlend(final Tiling columns, final Tiling rows, final int width, final int height, final int classes) {
		this.columns = columns;
		this.rows = rows;
		this.width = width;
		this.height = height;
		this.classes = classes;
		columnShares = new float[columns.count()][];
		Arrays.setAll(columnShares, columns::shares);
		sums = new float[Math.multiplyExact(Math.multiplyExact(width, Math.min(height, rows.length())), classes)];
	}

	/**
	 * Adds one tile; what of it reaches beyond the plane is left out. Tiles of one row come before those of the next.
	 *
	 * @param p (K, H, W) probabilities of the tile
	 */
	void add(final float[] p, final int i, final int j) {
		final float[] sx = columnShares[i], sy = rows.shares(j);
		final int x0 = columns.starts()[i], y0 = rows.starts()[j];
		final int w = Math.min(columns.length(), width - x0), h = Math.min(rows.length(), height - y0);
		for (int k = 0; k < classes; k++)
			for (int y = 0; y < h; y++) {
				final int from = (k * rows.length() + y) * columns.length();
				final int to = (k * held() + y0 - first + y) * width + x0;
				for (int x = 0; x < w; x++)
					sums[to + x] += sx[x] * sy[y] * p[from + x];
			}
	}

	private int held() {
		return sums.length / (width * classes);
	}

	/** The rows that are complete after the j-th row of tiles: up to where the next one begins. */
	int end(final int j) {
		return j + 1 < rows.count() ? rows.starts()[j + 1] : height;
	}

	/** The row that {@link #take} begins with. */
	int first() {
		return first;
	}

	/**
	 * Takes out the rows that are complete after the j-th row of tiles.
	 *
	 * @return (K, rows, W); they sum to 1 as those of the tiles did
	 */
	float[] take(final int j) {
		final int n = end(j) - first, held = held();
		final float[] done = new float[classes * n * width];
		for (int k = 0; k < classes; k++) {
			final int from = k * held * width;
			System.arraycopy(sums, from, done, k * n * width, n * width);
			System.arraycopy(sums, from + n * width, sums, from, (held - n) * width);
			Arrays.fill(sums, from + (held - n) * width, from + held * width, 0);
		}
		first = end(j) == height ? 0 : end(j);
		return done;
	}
}
