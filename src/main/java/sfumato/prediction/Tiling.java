package sfumato.prediction;

/**
 * The division of a plane into overlapping tiles, along one axis, and the blending weights of the tiles.
 * <p>
 * All tiles have one length. They start at even distances, the first at 0 and the last so that it ends with the plane; a plane
 * shorter than a tile has one tile that reaches beyond it (and is mirrored there). In an overlap the weight of a tile rises
 * from its border as a sine squared, so that the weights of two neighbours add up smoothly and the border of a tile, where
 * the network sees least, counts least.
 * <p>
 * A network that halves its image several times answers differently when the image is moved by less than a whole step, so
 * starts are multiples of that step; the last tile may then reach beyond the plane by less than a step.
 *
 * @param length of a tile in pixels
 * @param starts of the tiles, ascending
 * @param overlap how many pixels two neighbours share at least; 0 if there is one tile
 * @param margin how many pixels at the border of a tile do not count at all, because the network sees too little there; less than
 *          half of the overlap
 */
record Tiling(int length, int[] starts, int overlap, int margin) {

	/**
	 * @param size of the plane along the axis
	 * @param tile length of a tile, greater than {@code minOverlap}
	 * @param minOverlap what neighbours share at least
	 */
	static Tiling of(final int size, final int tile, final int minOverlap) {
		return of(size, tile, minOverlap, 1, 0);
	}

	/**
	 * @param size of the plane along the axis
	 * @param tile length of a tile, greater than {@code minOverlap}
	 * @param minOverlap what neighbours share at least
	 * @param step starts are multiples of this, or of a half, a quarter … of it where tiles are too small for that
	 * @param margin what should not count at the border of a tile; as much of it as the overlap allows
	 */
	static Tiling of(final int size, final int tile, final int minOverlap, final int step, final int margin) {
		if (size <= tile) return new Tiling(tile, new int[] { 0 }, 0, 0);
		int unit = step;
		while (tile - minOverlap < unit)
			unit = unit % 2 == 0 ? unit / 2 : 1;
		final int span = (size - tile + unit - 1) / unit; // in units
		final int n = 1 + (int) Math.ceil((double) span / ((tile - minOverlap) / unit));
		final int[] starts = new int[n];
		int overlap = tile;
		for (int i = 0; i < n; i++) {
			starts[i] = (int) Math.round((double) i * span / (n - 1)) * unit;
			if (i > 0) overlap = Math.min(overlap, starts[i - 1] + tile - starts[i]);
		}
		return new Tiling(tile, starts, overlap, Math.min(margin, (overlap - 1) / 2));
	}

	/** One tile over the whole axis, its length rounded up to a multiple. */
	static Tiling whole(final int size, final int multiple) {
		return of(size, (size + multiple - 1) / multiple * multiple, 0);
	}

	int count() {
		return starts.length;
	}

	/** How much pixel i (0 … length−1) of a tile counts, in [0, 1]. */
	float[] weights(final int tile) {
		final float[] w = new float[length];
		for (int i = 0; i < length; i++) {
			final double left = tile == 0 ? 1 : ramp(i);
			final double right = tile == starts.length - 1 ? 1 : ramp(length - 1 - i);
			w[i] = (float) Math.min(left, right);
		}
		return w;
	}

	/** The part of each pixel of a tile in the weighted mean over all tiles: its weight over the sum of the weights there. */
	float[] shares(final int tile) {
		final float[] own = weights(tile), sum = own.clone();
		for (int other = 0; other < starts.length; other++) {
			final int shift = starts[other] - starts[tile];
			if (other == tile || Math.abs(shift) >= length) continue;
			final float[] w = weights(other);
			for (int i = Math.max(0, shift); i < Math.min(length, length + shift); i++)
				sum[i] += w[i - shift];
		}
		for (int i = 0; i < length; i++)
			own[i] = sum[i] > 0 ? own[i] / sum[i] : 0;
		return own;
	}

	private double ramp(final int distance) {
		if (distance >= overlap - margin) return 1;
		if (distance < margin) return 0;
		final double s = Math.sin(Math.PI / 2 * (distance - margin + 0.5) / (overlap - 2 * margin));
		return s * s;
	}
}
