package sfumato.statistics;

import java.util.Arrays;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The stability of the ranking of methods under a bootstrap of the cases: cases are resampled with replacement, and the methods ranked
 * again (Wiesenfarth et al., Scientific Reports 11 (2021)).
 *
 * @param shares [method][rank − 1], the share of the draws in which the method has the rank; tied methods have each of the
 *          ranks in question with equal shares
 * @param tau mean of Kendall's tau-b between the ranking of all cases and that of a draw; 1 if it never changes, NaN if all
 *          methods are equal
 */
public record RankStability(double[][] shares, double tau) {

	/**
	 * Resamples cases.
	 *
	 * @param resamples how often, at least 1
	 * @param seed equal seeds give equal results
	 */
	public static RankStability of(final PairedScores scores, final int resamples, final long seed) {
		if (resamples < 1) throw new UserException(WrongValue.message("The number of resamples", resamples, "at least 1"));
		final int methods = scores.methods().size(), cases = scores.cases().size();
		final double[] all = new double[methods];
		for (int m = 0; m < methods; m++)
			for (int c = 0; c < cases; c++)
				all[m] += scores.value(m, c);
		final double[] ranks = ranks(scores, all);
		final double[][] shares = new double[methods][methods];
		final SummaryStatistics tau = new SummaryStatistics();
		Resampling.sums(scores.values(), resamples, seed, (sums, i) -> {
			final double[] now = ranks(scores, sums);
			count(now, shares, 1.0 / resamples);
			final double t = tau(ranks, now);
			if (!Double.isNaN(t)) tau.addValue(t);
		});
		return new RankStability(shares, tau.getMean());
	}

	/** Sums of equal values in another order differ in the last digits. */
	private static double[] ranks(final PairedScores scores, final double[] sums) {
		final double largest = Arrays.stream(sums).map(Math::abs).max().orElse(0);
		final double unit = largest == 0 ? 1 : 1e-12 * largest;
		return scores.ranks(m -> Math.rint(sums[m] / unit));
	}

	private static void count(final double[] ranks, final double[][] shares, final double weight) {
		for (int m = 0; m < ranks.length; m++) {
			final double rank = ranks[m];
			final int tied = (int) Arrays.stream(ranks).filter(r -> r == rank).count();
			final int first = (int) (rank - (tied - 1) / 2.0);
			for (int r = 0; r < tied; r++)
				shares[m][first - 1 + r] += weight / tied;
		}
	}

	private static double tau(final double[] a, final double[] b) {
		double agreed = 0, untiedA = 0, untiedB = 0;
		for (int i = 0; i < a.length; i++)
			for (int j = 0; j < i; j++) {
				final double x = Math.signum(a[i] - a[j]), y = Math.signum(b[i] - b[j]);
				agreed += x * y;
				untiedA += x * x;
				untiedB += y * y;
			}
		return agreed / Math.sqrt(untiedA * untiedB);
	}
}
