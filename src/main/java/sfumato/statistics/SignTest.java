package sfumato.statistics;

import java.util.Arrays;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.scijava.plugin.Plugin;

/**
 * {@code sign(alternative: TWO_SIDED)}: the exact sign test. In how many of the cases that differ the first method is better
 * has a binomial distribution with ½; by how much does not count.
 * <p>
 * Dixon and Mood, The statistical sign test, Journal of the American Statistical Association 41 (1946).
 *
 * <pre>{@code
 * double[] gains = { 3, 1, 2, -1, 4 };
 * new SignTest().pValue(gains, 0) // 0.375
 * }</pre>
 */
@Plugin(type = SignificanceTest.class, name = "sign", description = "Sign test: number of cases in which a method is better, exact.")
public final class SignTest extends TailTest {

	public SignTest() {
		this(new Options());
	}

	public SignTest(final Options options) {
		super(options);
	}

	@Override
	public double pValue(final double[] gains, final long seed) {
		final int better = (int) Arrays.stream(gains).filter(d -> d > 0).count();
		final int worse = (int) Arrays.stream(gains).filter(d -> d < 0).count();
		final BinomialDistribution coins = new BinomialDistribution(null, better + worse, 0.5);
		return options.alternative().pValue(coins.cumulativeProbability(worse), coins.cumulativeProbability(better));
	}

	@Override
	public String report(final double[] gains) {
		return Arrays.stream(gains).allMatch(d -> d != 0) ? "" : StatisticsMessages.zerosLeftOut();
	}
}
