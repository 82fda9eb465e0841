package sfumato.statistics;

import java.util.List;

import org.scijava.plugin.Plugin;

/**
 * {@code friedman}: methods are ranked in each case, and pairs compared by their mean ranks with Nemenyi's test
 * ({@link FriedmanRanks}). Its p holds for all pairs at once and is not corrected further. For three methods or more; Friedman's
 * own p, of no method being better than another, is in the report.
 * <p>
 * Friedman, Journal of the American Statistical Association 32 (1937); Demšar, Journal of Machine Learning Research 7 (2006).
 *
 * <pre>{@code
 * double[][] dice = { { 90, 80, 70, 85 }, { 88, 79, 69, 80 }, { 80, 70, 60, 75 } };
 * new Friedman().pValues(new PairedScores("Dice", false, List.of("a", "b", "c"), List.of("1", "2", "3", "4"), dice), 0)[0][2] // 0.013
 * }</pre>
 */
@Plugin(type = SignificanceTest.class, name = "friedman",
	description = "Friedman test of ranks with the Nemenyi post-hoc test of pairs, which includes a multiple-testing correction.")
public final class Friedman implements SignificanceTest {

	@Override
	public double[][] pValues(final PairedScores scores, final long seed) {
		final FriedmanRanks ranks = FriedmanRanks.of(scores);
		final int k = scores.methods().size();
		final double[][] p = new double[k][k];
		for (int a = 0; a < k; a++)
			for (int b = 0; b < k; b++)
				p[a][b] = a == b ? 1 : b < a ? p[b][a] : ranks.nemenyi(a, b);
		return p;
	}

	@Override
	public Alternative alternative() {
		return Alternative.TWO_SIDED;
	}

	@Override
	public boolean isCorrected() {
		return true;
	}

	@Override
	public List<String> report(final PairedScores scores) {
		final FriedmanRanks ranks = FriedmanRanks.of(scores);
		return List.of(StatisticsMessages.friedman(ranks.chiSquared(), ranks.p(), ranks.criticalDifference(0.05)));
	}
}
