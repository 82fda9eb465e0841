package sfumato.losses;

import ai.djl.ndarray.NDArray;

/**
 * Overlap and difference of prediction and target per region: the two sums from which every region loss is computed.
 * <p>
 * With x the probabilities and y the targets of a region's pixels, error = α·fp + β·fn, and
 *
 * <table>
 * <caption>The four ways to count</caption>
 * <tr><th></th><th>agreement</th><th>fp</th><th>fn</th></tr>
 * <tr><td>{@link #byMinimum}</td><td>Σ min(x,y)</td><td>Σ max(x−y,0)</td><td>Σ max(y−x,0)</td></tr>
 * <tr><td>{@link #byProduct}</td><td>Σ xy</td><td>Σ max(x−y,0)</td><td>Σ max(y−x,0)</td></tr>
 * <tr><td>{@link #soft}</td><td>Σ xy</td><td>Σ x(1−y)</td><td>Σ y(1−x)</td></tr>
 * <tr><td>{@link #squared}</td><td>Σ xy</td><td>Σ x(x−y)</td><td>Σ y(y−x)</td></tr>
 * </table>
 *
 * On hard labels the first three are the same. On soft ones error is 0 at x = y in all but the third. Both sums are linear,
 * so that the region of a whole batch has the sum of its images' ({@link #overBatch}).
 * <p>
 * error is a sum of terms that are not negative, not a difference of large sums: it is exactly 0 at x = y, also in single
 * precision, and so is its derivative if α = β. At x_i = y_i the derivative of |x_i − y_i| is taken as 0, the mean of both
 * sides.
 *
 * @param agreement (N, C), or (C) of a batch
 * @param error (N, C), or (C) of a batch
 */
record Overlap(NDArray agreement, NDArray error) {

	private static final int[] PIXELS = { 2, 3 };

	/** @param x (N, C, H, W); 0 where pixels do not count, as y */
	static Overlap byMinimum(final NDArray x, final NDArray y, final double alpha, final double beta) {
		try (NDArray difference = x.sub(y)) {
			final NDArray distance = sum(difference.abs());
			// 2 min(x,y) = x + y − |x−y|; two sums are cheaper than a minimum and its derivative
			final NDArray agreement = Numbers.over(x.sum(PIXELS).add(y.sum(PIXELS)).sub(distance), 2);
			return new Overlap(agreement, error(difference, distance, alpha, beta));
		}
	}

	static Overlap byProduct(final NDArray x, final NDArray y, final double alpha, final double beta) {
		try (NDArray difference = x.sub(y)) {
			return new Overlap(sum(x.mul(y)), error(difference, sum(difference.abs()), alpha, beta));
		}
	}

	/** α·fp + β·fn of fp = (Σ|x−y| + Σ(x−y)) / 2 and fn = (Σ|x−y| − Σ(x−y)) / 2. */
	private static NDArray error(final NDArray difference, final NDArray distance, final double alpha, final double beta) {
		if (alpha == beta) return Numbers.times(distance, alpha);
		return Numbers.times(distance, (alpha + beta) / 2).add(Numbers.times(difference.sum(PIXELS), (alpha - beta) / 2));
	}

	static Overlap soft(final NDArray x, final NDArray y, final double alpha, final double beta) {
		try (NDArray product = x.mul(y)) {
			return new Overlap(product.sum(PIXELS), Numbers.times(sum(x.sub(product)), alpha).add(Numbers.times(sum(y.sub(
				product)), beta)));
		}
	}

	/** α = β = ½: error = ½ Σ (x−y)². */
	static Overlap squared(final NDArray x, final NDArray y) {
		try (NDArray difference = x.sub(y)) {
			return new Overlap(sum(x.mul(y)), Numbers.over(sum(difference.mul(difference)), 2));
		}
	}

	/** The sums of an array that nothing else needs: closed at once, its memory serves the next. */
	private static NDArray sum(final NDArray array) {
		try (array) {
			return array.sum(PIXELS);
		}
	}

	/** The regions of the whole batch. */
	Overlap overBatch() {
		final int[] images = { 0 };
		return new Overlap(agreement.sum(images), error.sum(images));
	}

	/** 1 − (agreement + s) / (agreement + error + s). */
	NDArray loss(final double smooth) {
		return error.div(agreement.add(error).add(positive(smooth)));
	}

	/** −ln ((agreement + s) / (agreement + error + s)). */
	NDArray logLoss(final double smooth) {
		return error.div(agreement.add(positive(smooth))).add(1).log();
	}

	/** A region without a single pixel on either side agrees: 0 / tiny rather than 0 / 0. */
	private static double positive(final double smooth) {
		return Math.max(smooth, Float.MIN_NORMAL);
	}
}
