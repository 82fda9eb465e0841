package sfumato.engine;

/** Bilinear interpolation along one axis as a matrix. */
final class Bilinear {

	private Bilinear() {}

	/**
	 * Output pixel i takes its value at (i + 0.5) in / out - 0.5, not below 0, between its two neighbours; beyond the last
	 * pixel the last one's value.
	 *
	 * @return (out, in) row-major, or (in, out) if transposed
	 */
	static float[] matrix(final int in, final int out, final boolean transposed) {
		final float[] matrix = new float[Math.multiplyExact(in, out)];
		for (int i = 0; i < out; i++) {
			final double at = Math.max(0, (i + 0.5) * in / out - 0.5);
			final int left = Math.min(in - 1, (int) at);
			final int right = Math.min(in - 1, left + 1);
			final double weight = at - left;
			matrix[transposed ? left * out + i : i * in + left] += (float) (1 - weight);
			matrix[transposed ? right * out + i : i * in + right] += (float) weight;
		}
		return matrix;
	}
}
