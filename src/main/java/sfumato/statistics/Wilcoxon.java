package sfumato.statistics;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;

/**
 * {@code wilcoxon(zeros: DROP, alternative: TWO_SIDED)}: Wilcoxon's signed-rank test. Cases are ranked by how much they differ;
 * W⁺ is the sum of the ranks of those in which the first method is better.
 * <p>
 * Equal differences share the mean of their ranks. Up to {@value #MAX_EXACT} cases p is exact also with ties: over all ways to
 * give the observed ranks signs. Beyond that it is that of a normal distribution with the mean Σr/2 and the variance Σr²/4 of
 * W⁺ (which holds the correction for ties), without correction for continuity.
 * <p>
 * Not that of Commons Math, which neither is exact with ties nor leaves zeros out of the ranks.
 * <p>
 * Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945).
 *
 * <pre>{@code
 * double[] gains = { 3, 1, 2, -1, 4 };
 * new Wilcoxon().pValue(gains, 0) // 0.1875
 * }</pre>
 */
@Plugin(type = SignificanceTest.class, name = "wilcoxon", description = "Wilcoxon signed-rank test, exact also with ties.")
public final class Wilcoxon extends Configured<Wilcoxon.Options> implements PairedTest {

	/** The most cases that are counted exactly. */
	public static final int MAX_EXACT = 300;

	/** The treatment of cases that do not differ. */
	public enum Zeros {
		/** They are left out before the ranks are made (Wilcoxon 1945). */
		DROP,
		/** They take the lowest ranks, which then do not count (Pratt 1959). */
		PRATT
	}

	/**
	 * @param zeros treatment of cases that do not differ
	 * @param alternative one-sided or two-sided
	 */
	public record Options(Zeros zeros, Alternative alternative) {
		public Options {
			if (zeros == null) throw new UserException(StatisticsMessages.zerosMissing());
			Alternative.require(alternative);
		}

		public Options() {
			this(Zeros.DROP, Alternative.TWO_SIDED);
		}
	}

	public Wilcoxon() {
		this(new Options());
	}

	public Wilcoxon(final Options options) {
		super(options);
	}

	@Override
	public Alternative alternative() {
		return options.alternative();
	}

	/** Ranks of the cases that differ; negative where the second method is better. */
	private double[] signedRanks(final double[] gains) {
		final double[] d = options.zeros() == Zeros.DROP ? withoutZeros(gains) : gains;
		final double[] ranks = Ranks.of(Arrays.stream(d).map(Math::abs).toArray());
		for (int i = 0; i < d.length; i++)
			ranks[i] *= Math.signum(d[i]);
		return withoutZeros(ranks);
	}

	private static double[] withoutZeros(final double[] values) {
		return Arrays.stream(values).filter(v -> v != 0).toArray();
	}

	@Override
	public double pValue(final double[] gains, final long seed) {
		final double[] ranks = signedRanks(gains);
		if (ranks.length == 0) return 1;
		return ranks.length > MAX_EXACT ? approximate(ranks) : exact(ranks);
	}

	private double exact(final double[] ranks) {
		// ranks are multiples of ½; chance[s]: that of a sum of s halves
		final int[] halves = Arrays.stream(ranks).mapToInt(r -> (int) Math.round(2 * Math.abs(r))).toArray();
		final double[] chance = new double[Arrays.stream(halves).sum() + 1];
		chance[0] = 1;
		int most = 0;
		for (final int h : halves) {
			most += h;
			for (int s = most; s >= 0; s--)
				chance[s] = (chance[s] + (s >= h ? chance[s - h] : 0)) / 2;
		}
		final int observed = (int) Math.round(2 * Arrays.stream(ranks).filter(r -> r > 0).sum());
		return options.alternative().pValue(Arrays.stream(chance, observed, chance.length).sum(), Arrays.stream(chance, 0,
			observed + 1).sum());
	}

	private double approximate(final double[] ranks) {
		// the sum of all signed ranks is 2 (W⁺ − Σr/2) and has the variance Σr²
		final double z = Arrays.stream(ranks).sum() / Math.sqrt(Arrays.stream(ranks).map(r -> r * r).sum());
		final NormalDistribution normal = new NormalDistribution(null, 0, 1);
		return options.alternative().pValue(normal.cumulativeProbability(-z), normal.cumulativeProbability(z));
	}

	@Override
	public List<String> report(final PairedScores scores) {
		boolean normal = false, ties = false, zeros = false;
		for (int a = 0; a < scores.methods().size(); a++)
			for (int b = a + 1; b < scores.methods().size(); b++) {
				final double[] ranks = signedRanks(scores.gains(a, b));
				normal |= ranks.length > MAX_EXACT;
				ties |= Arrays.stream(ranks).map(Math::abs).distinct().count() < ranks.length;
				zeros |= ranks.length < scores.cases().size();
			}
		return List.of(StatisticsMessages.wilcoxon(normal, MAX_EXACT, ties, zeros, options.zeros() == Zeros.DROP));
	}
}
