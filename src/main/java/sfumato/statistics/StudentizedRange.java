package sfumato.statistics;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The range of k independent standard normal values (the studentized range with infinitely many degrees of freedom):
 *
 * <pre>
 * P(range ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k−1) dz
 * </pre>
 */
final class StudentizedRange {

	private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
	private static final double LIMIT = 9, STEP = 0.5;

	private StudentizedRange() {}

	/** P(range > q). */
	static double tail(final double q, final int k) {
		if (!(q > 0)) return 1;
		// k φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − q))^(k−1)) integrates to what lies beyond q, without 1 − (nearly 1)
		final GaussIntegratorFactory gauss = new GaussIntegratorFactory();
		double sum = 0;
		for (double from = -LIMIT; from < LIMIT; from += STEP) {
			final GaussIntegrator part = gauss.legendre(20, from, from + STEP);
			sum += part.integrate(z -> k * NORMAL.density(z) * difference(NORMAL.cumulativeProbability(z), NORMAL
				.cumulativeProbability(z - q), k - 1));
		}
		return Math.min(1, sum);
	}

	/** aⁿ − (a − b)ⁿ = b Σ aⁱ (a − b)ⁿ⁻¹⁻ⁱ. */
	private static double difference(final double a, final double b, final int n) {
		double sum = 0, power = 1;
		for (int i = 0; i < n; i++) {
			sum = a * sum + power;
			power *= a - b;
		}
		return b * sum;
	}

	/** The q with P(range > q) = alpha. */
	static double critical(final double alpha, final int k) {
		double low = 0, high = 40;
		while (high - low > 1e-12 * high) {
			final double middle = (low + high) / 2;
			if (middle == low || middle == high) break;
			if (tail(middle, k) > alpha) low = middle;
			else high = middle;
		}
		return (low + high) / 2;
	}
}
