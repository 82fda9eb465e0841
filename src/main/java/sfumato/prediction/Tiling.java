package sfumato.prediction;

/**
 * How a plane is cut into overlapping tiles, along one axis, and how much each tile counts where several overlap.
 * <p>
 * All tiles have one length. They start at even distances, the first at 0 and the last so that it ends with the plane; a plane
 * shorter than a tile has one tile that reaches beyond it (and is mirrored there). In an overlap the weight of a tile rises
 * from its border as a sine squared, so that the weights of two neighbours add up smoothly and the border of a tile, where
 * the network sees least, counts least.
 *
 * @param length of a tile in pixels
 * @param starts of the tiles, ascending
 * @param overlap how many pixels two neighbours share; 0 if there is one tile
 */
record Tiling(int length, int[] starts, int overlap) {

	/**
	 * @param size of the plane along the axis
	 * @param tile length of a tile, greater than {@code minOverlap}
	 * @param minOverlap what neighbours share at least
	 */
	static Tiling of(final int size, final int tile, final int minOverlap) {
		if (size <= tile) return new Tiling(tile, new int[] { 0 }, 0);
		final int n = 1 + (int) Math.ceil((double) (size - tile) / (tile - minOverlap));
		final int[] starts = new int[n];
		int overlap = tile;
		for (int i = 0; i < n; i++) {
			starts[i] = (int) Math.round((double) i * (size - tile) / (n - 1));
			if (i > 0) overlap = Math.min(overlap, starts[i - 1] + tile - starts[i]);
		}
		return new Tiling(tile, starts, overlap);
	}

	/** One tile over the whole axis, its length rounded up to a multiple. */
	static Tiling whole(final int size, final int multiple) {
		return of(size, (size + multiple - 1) / multiple * multiple, 0);
	}

	/** How much pixel i (0 … length−1) of a tile counts; greater than 0. */
	float[] weights(final int tile) {
		final float[] w = new float[length];
		for (int i = 0; i < length; i++) {
			final double left = tile == 0 ? 1 : ramp(i);
			final double right = tile == starts.length - 1 ? 1 : ramp(length - 1 - i);
			w[i] = (float) Math.min(left, right);
		}
		return w;
	}

	private double ramp(final int distance) {
		if (distance >= overlap) return 1;
		final double s = Math.sin(Math.PI / 2 * (distance + 0.5) / overlap);
		return s * s;
	}
}
