package sfumato.losses;

import ai.djl.ndarray.NDArray;

/**
 * Tensor arithmetic with scalars that keeps gradients.
 * <p>
 * The engine's own {@code x.mul(2)} puts the number into an array in Java's memory and closes that at once. But the backward
 * pass reads the number again, and by then the garbage collector may have given its memory to somebody else: once in some ten
 * thousand steps a gradient would be multiplied by whatever lies there. Here the number lives as long as the manager of the array
 * that it is applied to, which for a training is the step. Sums do not need this; their derivatives read nothing.
 */
public final class Numbers {

	private Numbers() {}

	/** x · n. */
	public static NDArray times(final NDArray x, final double n) {
		return x.mul(number(x, n));
	}

	/** x / n. */
	public static NDArray over(final NDArray x, final double n) {
		return x.div(number(x, n));
	}

	/** xⁿ. */
	public static NDArray power(final NDArray x, final double n) {
		return x.pow(number(x, n));
	}

	/** max(x, n). */
	public static NDArray atLeast(final NDArray x, final double n) {
		return x.maximum(number(x, n));
	}

	private static NDArray number(final NDArray x, final double n) {
		return x.getManager().create(n);
	}
}
