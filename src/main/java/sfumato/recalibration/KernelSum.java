package sfumato.recalibration;

/**
 * The logarithm of a sum of kernels around n probabilities p_k of "yes", as a function of the logit t of a probability q:
 *
 * <pre>
 * ln Σ_k w_k K(q; p_k),   q = 1 / (1 + e^−t)
 * </pre>
 *
 * with the Dirichlet (of two classes: Beta) density of {@link KernelRecalibration}.
 *
 * @param exponents [class][key]: (p_k0 and p_k1) / h
 * @param offsets (n): ln w_k − ln B; −∞ where a key does not count
 */
public record KernelSum(double[][] exponents, double[] offsets) {

	/** Whether no key counts; the sum is 0 then and has no logarithm. */
	public boolean isEmpty() {
		for (final double offset : offsets)
			if (offset != Double.NEGATIVE_INFINITY) return false;
		return true;
	}

	/** ln q₁ of a logit. */
	static double logYes(final double t) {
		// ln(1 + e^-|t|) is what both logarithms have in common
		return Math.min(t, 0) - Math.log1p(Math.exp(-Math.abs(t)));
	}

	/** The term of one key. */
	public double term(final int k, final double t) {
		return offsets[k] + exponents[0][k] * logYes(-t) + exponents[1][k] * logYes(t);
	}

	/** The sum itself, without one key; without none if it is −1. */
	public double without(final int left, final double t) {
		final double[] terms = terms(t);
		if (left >= 0) terms[left] = Double.NEGATIVE_INFINITY;
		return logSum(terms);
	}

	private double[] terms(final double t) {
		final double log1 = logYes(t), log0 = logYes(-t);
		final double[] terms = new double[offsets.length];
		for (int k = 0; k < terms.length; k++)
			terms[k] = offsets[k] + exponents[0][k] * log0 + exponents[1][k] * log1;
		return terms;
	}

	private static double logSum(final double[] terms) {
		final double max = max(terms);
		if (max == Double.NEGATIVE_INFINITY) return max;
		double sum = 0;
		for (final double term : terms)
			if (term - max > KernelRecalibration.NEGLIGIBLE) sum += Math.exp(term - max);
		return max + Math.log(sum);
	}

	private static double max(final double[] terms) {
		double max = Double.NEGATIVE_INFINITY;
		for (final double term : terms)
			max = Math.max(max, term);
		return max;
	}

	/** Adds a factor times the value and the slope at t to the node: node[0] and node[1]. */
	public void addTo(final double[] node, final double factor, final double t) {
		final double q1 = 1 / (1 + Math.exp(-t)), q0 = 1 / (1 + Math.exp(t));
		final double[] terms = terms(t);
		final double max = max(terms);
		double sum = 0, slopes = 0;
		for (int k = 0; k < terms.length; k++) {
			final double difference = terms[k] - max;
			if (difference < KernelRecalibration.NEGLIGIBLE) continue;
			final double weight = Math.exp(difference);
			sum += weight;
			slopes += weight * (exponents[1][k] * q0 - exponents[0][k] * q1);
		}
		node[0] += factor * (max + Math.log(sum));
		node[1] += factor * slopes / sum;
	}
}
