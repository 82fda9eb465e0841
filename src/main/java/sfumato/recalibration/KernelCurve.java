package sfumato.recalibration;

/**
 * A {@link KernelRecalibration} of two classes as a curve. What becomes of a pixel then depends on one number, its logit
 * t = ln q₁ − ln q₀, because a common factor of q₀ and q₁ is one of all kernels and cancels. The moved logit is
 *
 * <pre>
 * g(t) = ln Σ_k w_k K(q; p_k) t_k1 − ln Σ_k w_k K(q; p_k) t_k0
 * </pre>
 *
 * Logits rather than probabilities are interpolated, because that keeps the relative precision of small probabilities.
 */
final class KernelCurve {

	private KernelCurve() {}

	/**
	 * The curve of g.
	 *
	 * @param exponents [class][key]
	 * @param offsets (n)
	 * @param targets (n, 2) row by row; keys of both classes must be there
	 */
	static LogitCurve of(final double[][] exponents, final double[] offsets, final float[] targets) {
		final KernelSum no = ofClass(exponents, offsets, targets, 0), yes = ofClass(exponents, offsets, targets, 1);
		return new LogitCurve((t, node) -> {
			yes.addTo(node, 1, t);
			no.addTo(node, -1, t);
		});
	}

	private static KernelSum ofClass(final double[][] exponents, final double[] offsets, final float[] targets,
		final int c)
	{
		final double[] own = offsets.clone();
		for (int k = 0; k < own.length; k++)
			own[k] += Math.log(targets[2 * k + c]);
		return new KernelSum(exponents, own);
	}

	/** Whether keys of both classes are there; otherwise logits are infinite and there is no curve. */
	static boolean exists(final float[] targets) {
		final boolean[] seen = new boolean[2];
		for (int i = 0; i < targets.length; i++)
			seen[i % 2] |= targets[i] > 0;
		return seen[0] && seen[1];
	}
}
