package sfumato.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.StatUtils;

import sfumato.methods.Methods;

/**
 * The comparison of all methods in one metric: means, the best method, and significant differences.
 * <p>
 * p of all pairs are corrected together. A one-sided test asks two questions of each pair (is a better than b, is b better than
 * a), since which of them is worth asking is seen from the data only; so there are twice as many p to correct.
 */
public final class MethodComparison {

	/** Below it, corrected p is called significant. */
	public static final double LEVEL = 0.05;
	/** Of bootstraps for intervals and for the stability of the ranking. */
	public static final int RESAMPLES = 10_000;

	/** Where a method stands. */
	public enum Mark {
		/** It has the best mean. */
		BEST,
		/** The best one is not significantly better. */
		NOT_WORSE,
		/** The best one is significantly better. */
		WORSE;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}
	}

	/**
	 * A method.
	 *
	 * @param mean over cases
	 * @param sd standard deviation (n − 1) between cases
	 * @param interval of the mean, 95 % (BCa)
	 * @param meanRank over cases, 1 would be the best in each
	 * @param first the share of resamples of the cases in which its mean is the best
	 * @param mark beside the best method
	 * @param better whether it is significantly better than the first method of the table
	 */
	public record Row(String method, double mean, double sd, Bootstrap.Interval interval, double meanRank, double first, Mark mark,
		boolean better)
	{}

	/**
	 * Two methods.
	 *
	 * @param better the one with the better mean
	 * @param difference mean of what it is better by, at least 0 (also where lower is better)
	 * @param interval of it, 95 % (BCa)
	 * @param p of the test
	 * @param corrected for the number of tests
	 * @param wilcoxon p of {@link Wilcoxon}'s two-sided test, not corrected, whatever the test is
	 * @param dz Cohen's d_z
	 * @param rankBiserial matched-pairs rank-biserial correlation
	 * @param cliff Cliff's delta, positive if the values of the better one are better
	 */
	public record Pair(String better, String worse, double difference, Bootstrap.Interval interval, double p, double corrected,
		double wilcoxon, double dz, double rankBiserial, double cliff)
	{
		/** Whether corrected p is below {@link #LEVEL}. */
		public boolean isSignificant() {
			return corrected < LEVEL;
		}
	}

	private final PairedScores scores;
	private final SignificanceTest test;
	private final Correction correction;
	private final RankStability stability;
	private final double[] means;
	private final double[][] p;
	private final double[][] corrected;
	private final List<Row> rows = new ArrayList<>();
	private final List<Pair> pairs = new ArrayList<>();

	/**
	 * Compares.
	 *
	 * @param correction does nothing with a test that is corrected already ({@link SignificanceTest#isCorrected})
	 * @param seed of everything that is drawn
	 */
	public MethodComparison(final PairedScores scores, final SignificanceTest test, final Correction correction,
		final long seed)
	{
		this.scores = scores;
		this.test = test;
		this.correction = test.isCorrected() ? Correction.NONE : correction;
		final double[] ranks = FriedmanRanks.of(scores).meanRanks();
		stability = RankStability.of(scores, RESAMPLES, seed);
		means = Arrays.stream(scores.values()).mapToDouble(StatUtils::mean).toArray();
		p = test.pValues(scores, seed);
		corrected = corrected();
		final double[][] resampled = Resampling.means(scores.values(), RESAMPLES, seed);
		final int best = best();
		for (int m = 0; m < means.length; m++) {
			final double[] v = scores.values()[m];
			final Mark mark = gain(best, m) == 0 ? Mark.BEST : corrected[best][m] < LEVEL ? Mark.WORSE : Mark.NOT_WORSE;
			rows.add(new Row(scores.methods().get(m), means[m], Math.sqrt(StatUtils.variance(v)), Bootstrap.accelerated(v, 1 -
				LEVEL, resampled[m]), ranks[m], stability.shares()[m][0], mark, gain(m, 0) > 0 &&
					corrected[m][0] < LEVEL));
		}
		for (int a = 0; a < means.length; a++)
			for (int b = a + 1; b < means.length; b++)
				pairs.add(gain(a, b) >= 0 ? pair(a, b, resampled) : pair(b, a, resampled));
	}

	private Pair pair(final int a, final int b, final double[][] resampled) {
		final double[] gains = scores.gains(a, b), means = new double[RESAMPLES];
		final double sign = scores.lowerIsBetter() ? -1 : 1;
		Arrays.setAll(means, i -> sign * (resampled[a][i] - resampled[b][i]));
		final double cliff = EffectSize.cliffsDelta(scores.values()[a], scores.values()[b]);
		return new Pair(scores.methods().get(a), scores.methods().get(b), StatUtils.mean(gains), Bootstrap.accelerated(gains,
			1 - LEVEL, means), p[a][b], corrected[a][b], new Wilcoxon().pValue(gains, 0), EffectSize.cohenDz(
				gains), EffectSize.rankBiserial(gains), sign * cliff);
	}

	/** By how much a is better on average; 0 also if only rounding makes a difference. */
	private double gain(final int a, final int b) {
		final double gain = scores.lowerIsBetter() ? means[b] - means[a] : means[a] - means[b];
		return Math.abs(gain) <= 1e-12 * Math.max(Math.abs(means[a]), Math.abs(means[b])) ? 0 : gain;
	}

	private int best() {
		int best = 0;
		for (int m = 1; m < means.length; m++)
			if (gain(m, best) > 0) best = m;
		return best;
	}

	private double[][] corrected() {
		final boolean both = test.alternative() == Alternative.GREATER;
		final int n = means.length;
		final int[] asked = IntStream.range(0, n * n).filter(i -> both ? i / n != i % n : i / n < i % n).toArray();
		final double[] values = correction.apply(Arrays.stream(asked).mapToDouble(i -> p[i / n][i % n]).toArray());
		final double[][] result = new double[n][n];
		for (int i = 0; i < asked.length; i++) {
			result[asked[i] / n][asked[i] % n] = values[i];
			if (!both) result[asked[i] % n][asked[i] / n] = values[i];
		}
		for (int m = 0; m < n; m++)
			result[m][m] = 1;
		return result;
	}

	/** The compared metric and methods. */
	public PairedScores scores() {
		return scores;
	}

	/** A row per method, in the order of the scores. */
	public List<Row> rows() {
		return List.copyOf(rows);
	}

	/** A row per pair, in the order of the scores. */
	public List<Pair> pairs() {
		return List.copyOf(pairs);
	}

	/** How many decimals show three digits of the largest mean, and two at least, as percentages have. */
	public int decimals() {
		final double largest = Arrays.stream(means).map(Math::abs).max().orElse(0);
		return largest == 0 ? 2 : (int) Math.max(2, Math.min(8, 2 - Math.floor(Math.log10(largest))));
	}

	/** The stability of the ranking under resampling of cases. */
	public RankStability stability() {
		return stability;
	}

	/** The test and the correction, e.g. {@code wilcoxon(zeros: DROP, alternative: TWO_SIDED), holm}. */
	public String procedure() {
		return Methods.textOf(test) + (test.isCorrected() ? "" : ", " + (correction == Correction.NONE ? "not corrected"
			: correction));
	}

	/** What is to be known beside the numbers, one sentence each: the direction, how p came about, the stability. */
	public List<String> notes() {
		final List<String> notes = new ArrayList<>();
		notes.add(StatisticsMessages.direction(scores.metric(), scores.lowerIsBetter(),
			scores.methods().size(), scores.cases().size(), procedure()));
		notes.addAll(test.report(scores));
		if (!Double.isNaN(stability.tau())) notes.add(StatisticsMessages.stability(scores.metric(), stability.tau()));
		return notes;
	}
}
