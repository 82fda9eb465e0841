package sfumato.statistics;

import java.util.Arrays;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

import sfumato.text.UserException;

/**
 * Agreement of two measurements of the same cases, e.g. volumes by a network and by raters (Bland and Altman, Lancet 1986):
 * differences first − second have the mean (bias) b and the standard deviation s, and 95 % of them are expected between the
 * limits of agreement b ± 1.96 s.
 *
 * @param means of both, one per case
 * @param differences first − second, one per case
 * @param bias mean of the differences
 * @param biasInterval 95 % (Student's t)
 * @param low the lower limit of agreement
 * @param high the upper limit of agreement
 * @param limitError half of the width of a limit's 95 % interval, t √(s² (1/n + 1.96² / (2 (n − 1))))
 */
public record BlandAltman(double[] means, double[] differences, double bias, Bootstrap.Interval biasInterval, double low,
	double high, double limitError)
{

	private static final double NORMAL_95 = 1.959963984540054;

	/**
	 * Compares.
	 *
	 * @throws UserException in a sentence: fewer than two cases, different numbers of them, or one without a number
	 */
	public static BlandAltman of(final double[] first, final double[] second) {
		if (first.length != second.length) throw new UserException(StatisticsMessages.measurements(first.length, second.length));
		final int n = first.length;
		if (n < 2) throw new UserException(StatisticsMessages.tooFewPairs(n));
		final double[] means = new double[n], differences = new double[n];
		Arrays.setAll(means, i -> (first[i] + second[i]) / 2);
		Arrays.setAll(differences, i -> first[i] - second[i]);
		for (int i = 0; i < n; i++)
			if (!Double.isFinite(differences[i])) throw new UserException(StatisticsMessages.notMeasured(first[i], second[i]));
		final double bias = StatUtils.mean(differences), sd = Math.sqrt(StatUtils.variance(differences));
		final double t = new TDistribution(null, n - 1.0).inverseCumulativeProbability(0.975);
		final double error = t * sd / Math.sqrt(n);
		return new BlandAltman(means, differences, bias, new Bootstrap.Interval(bias - error, bias + error), bias - NORMAL_95 *
			sd, bias + NORMAL_95 * sd, t * sd * Math.sqrt(1.0 / n + NORMAL_95 * NORMAL_95 / (2 * (n - 1.0))));
	}
}
