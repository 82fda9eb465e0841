package sfumato.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.scijava.plugin.Plugin;

import sfumato.text.UserException;

/**
 * {@code paired-t(alternative: TWO_SIDED)}: Student's t test of the differences, t = mean / (sd / √n) with n − 1 degrees of
 * freedom. For differences that are normally distributed, or for many cases. If all cases differ by the same, p is 0; of a
 * single case it is 1.
 * <p>
 * Student, The probable error of a mean, Biometrika 6 (1908).
 *
 * <pre>{@code
 * double[] gains = { 3, 1, 2, -1, 4 };
 * new PairedT().pValue(gains, 0) // 0.1045
 * }</pre>
 */
@Plugin(type = SignificanceTest.class, name = "paired-t", description = "Student's t test of the differences.")
public final class PairedT implements PairedTest {

	/** @param alternative one-sided or two-sided */
	public record Options(Alternative alternative) {

		public Options {
			if (alternative == null) throw new UserException("alternative is missing; say GREATER or TWO_SIDED.");
		}

		public Options() {
			this(Alternative.TWO_SIDED);
		}
	}

	private final Options options;

	public PairedT() {
		this(new Options());
	}

	public PairedT(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public Alternative alternative() {
		return options.alternative();
	}

	@Override
	public double pValue(final double[] gains, final long seed) {
		final int n = gains.length;
		if (n == 1 || PairedTest.isZero(gains)) return 1;
		final double mean = StatUtils.mean(gains);
		final double error = Math.sqrt(StatUtils.variance(gains, mean) / n);
		// by t = ∞ the distribution would answer NaN
		if (error <= 1e-12 * Math.abs(mean)) return mean > 0 || options.alternative() == Alternative.TWO_SIDED ? 0 : 1;
		final TDistribution student = new TDistribution(null, n - 1);
		return options.alternative().pValue(student.cumulativeProbability(-mean / error), student.cumulativeProbability(mean /
			error));
	}
}
