package sfumato.statistics;

import java.util.Arrays;

import org.apache.commons.math3.special.Gamma;

/**
 * Ranks of k methods in each of n cases, 1 for the best, and what follows from their means R_j.
 *
 * <pre>
 * χ² = (12 n / (k (k + 1)) Σ R_j² − 3 n (k + 1)) / (1 − Σ (t³ − t) / (n k (k² − 1)))      Friedman, t methods tied in a case
 * CD = q_α / √2 · √(k (k + 1) / (6 n))                                                  Nemenyi's critical difference
 * </pre>
 *
 * with the studentized range q of k groups and infinitely many degrees of freedom. See Demšar, JMLR 7 (2006).
 *
 * @param meanRanks one per method, 1 … k
 * @param cases n
 * @param chiSquared NaN if all methods are equal in each case
 * @param p of χ² with k − 1 degrees of freedom; 1 if all methods are equal in each case
 */
public record FriedmanRanks(double[] meanRanks, int cases, double chiSquared, double p) {

	/** The ranks of these scores. */
	public static FriedmanRanks of(final PairedScores scores) {
		final int k = scores.methods().size(), n = scores.cases().size();
		final double[] sums = new double[k];
		double ties = 0;
		for (int c = 0; c < n; c++) {
			final int at = c;
			final double[] ranks = scores.ranks(m -> scores.value(m, at));
			ties += Ranks.ties(ranks);
			for (int m = 0; m < k; m++)
				sums[m] += ranks[m];
		}
		final double[] means = Arrays.stream(sums).map(s -> s / n).toArray();
		final double untied = 1 - ties / (n * k * (k * (double) k - 1));
		final double spread = Arrays.stream(means).map(r -> (r - (k + 1) / 2.0) * (r - (k + 1) / 2.0)).sum();
		final double chiSquared = 12.0 * n / (k * (k + 1.0)) * spread / untied;
		// untied is 0, but for rounding, if all are equal
		if (untied < 1e-12) return new FriedmanRanks(means, n, Double.NaN, 1);
		return new FriedmanRanks(means, n, chiSquared, Gamma.regularizedGammaQ((k - 1) / 2.0, chiSquared / 2));
	}

	private double error() {
		final double k = meanRanks.length;
		return Math.sqrt(k * (k + 1) / (6 * cases));
	}

	/** Two-sided p of Nemenyi's test of two methods, which takes the number of methods into account. */
	public double nemenyi(final int a, final int b) {
		return StudentizedRange.tail(Math.abs(meanRanks[a] - meanRanks[b]) / error() * Math.sqrt(2), meanRanks.length);
	}

	/** Mean ranks that differ by more are significantly different. */
	public double criticalDifference(final double alpha) {
		return StudentizedRange.critical(alpha, meanRanks.length) / Math.sqrt(2) * error();
	}
}
