package sfumato.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * {@code permutation(resamples: 10000, alternative: TWO_SIDED)}: if the two methods were alike, they could change places in
 * each case. p is the share of such swaps whose mean difference is at least as large as the observed one.
 * <p>
 * Exact, over all 2ⁿ swaps, if at most {@value #MAX_EXACT} cases differ. Else swaps are drawn, and
 * p = (1 + #{as large}) / (1 + resamples), which counts the observed one and is never 0.
 * <p>
 * Pitman, Significance tests which may be applied to samples from any populations, Supplement to the Journal of the Royal Statistical
 * Society 4 (1937).
 *
 * <pre>{@code
 * double[] gains = { 3, 1, 2, -1, 4 };
 * new PermutationTest().pValue(gains, 0) // 0.1875
 * }</pre>
 */
@Plugin(type = SignificanceTest.class, name = "permutation",
	description = "Permutation test: share of random swaps of the two methods whose mean difference is at least as large.")
public final class PermutationTest extends Configured<PermutationTest.Options> implements PairedTest {

	/** The most cases of which all swaps are counted. */
	public static final int MAX_EXACT = 20;

	/**
	 * @param resamples how many swaps are drawn where they are too many to count, 100 to 10 million
	 * @param alternative one-sided or two-sided
	 */
	public record Options(int resamples, Alternative alternative) {
		public Options {
			Resampling.require(resamples, alternative);
		}

		public Options() {
			this(10_000, Alternative.TWO_SIDED);
		}
	}

	public PermutationTest() {
		this(new Options());
	}

	public PermutationTest(final Options options) {
		super(options);
	}

	@Override
	public Alternative alternative() {
		return options.alternative();
	}

	@Override
	public double pValue(final double[] gains, final long seed) {
		final double[] d = Arrays.stream(gains).filter(v -> v != 0).toArray();
		final double observed = Arrays.stream(d).sum();
		// equal sums in another order differ in the last digits
		final double same = 1e-12 * Arrays.stream(d).map(Math::abs).sum();
		final long[] counts = new long[2];
		if (d.length <= MAX_EXACT) {
			count(d, 0, 0, observed, same, counts);
			final double all = 1L << d.length;
			return options.alternative().pValue(counts[0] / all, counts[1] / all);
		}
		final SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < options.resamples(); i++) {
			double sum = 0;
			long coins = 0;
			for (int j = 0; j < d.length; j++) {
				if (j % Long.SIZE == 0) coins = random.nextLong();
				sum += (coins & 1) == 0 ? d[j] : -d[j];
				coins >>>= 1;
			}
			count(sum, observed, same, counts);
		}
		return options.alternative().pValue((1.0 + counts[0]) / (1 + options.resamples()), (1.0 + counts[1]) / (1 + options
			.resamples()));
	}

	/** All swaps of the cases from i on. */
	private static void count(final double[] d, final int i, final double sum, final double observed, final double same,
		final long[] counts)
	{
		if (i == d.length) count(sum, observed, same, counts);
		else {
			count(d, i + 1, sum + d[i], observed, same, counts);
			count(d, i + 1, sum - d[i], observed, same, counts);
		}
	}

	private static void count(final double sum, final double observed, final double same, final long[] counts) {
		if (sum >= observed - same) counts[0]++;
		if (sum <= observed + same) counts[1]++;
	}

	@Override
	public String report(final double[] gains) {
		return Arrays.stream(gains).filter(d -> d != 0).count() <= MAX_EXACT ? StatisticsMessages.allSwaps()
			: StatisticsMessages.drawnSwaps(options.resamples(), MAX_EXACT);
	}
}
