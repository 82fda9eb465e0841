package sfumato.statistics;

import java.util.SplittableRandom;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Percentile bootstrap (Efron 1979): a confidence interval of a mean over cases. */
public final class Bootstrap {

	private Bootstrap() {}

	/** Bounds of a mean, low ≤ high, in the unit of the values. */
	public record Interval(double low, double high) {}

	/**
	 * Draws as many cases as there are, with replacement, again and again; the interval lies between the (1 − level)/2 and
	 * (1 + level)/2 quantiles (type 7) of their means. Pixels are not independent: resample cases, never pixels.
	 *
	 * @param values one per case
	 * @param level e.g. 0.95, between 0 and 1
	 * @param resamples how often, e.g. 2000
	 * @param seed equal seeds give equal intervals
	 * @throws UserException without values, with NaN among them, or with a level or number out of range
	 */
	public static Interval ofMean(final double[] values, final double level, final int resamples, final long seed) {
		final Percentile means = means(values, level, resamples, seed);
		return new Interval(means.evaluate(50 * (1 - level)), means.evaluate(50 * (1 + level)));
	}

	/**
	 * As {@link #ofMean}, corrected for bias and skewness (BCa, Efron 1987): of cases of which a few are far worse than the
	 * others, the interval reaches further to that side. The quantiles are Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z))) for z = Φ⁻¹((1 ±
	 * level)/2), where Φ(z₀) is the share of resampled means below the mean (equal ones count half) and
	 * a = Σ(x − x̄)³ / (6 (Σ(x − x̄)²)^1.5).
	 */
	public static Interval ofMeanAccelerated(final double[] values, final double level, final int resamples, final long seed) {
		return accelerated(values, level, means(values, level, resamples, seed).getData());
	}

	/** {@link #ofMeanAccelerated} of means that were resampled before. */
	static Interval accelerated(final double[] values, final double level, final double[] resampled) {
		final Percentile means = percentile(resampled);
		final double mean = StatUtils.mean(values);
		double square = 0, cube = 0;
		for (final double v : values) {
			square += (v - mean) * (v - mean);
			cube += (v - mean) * (v - mean) * (v - mean);
		}
		final double same = 1e-12 * Math.abs(mean);
		// all values are the same: there is nothing to resample
		if (Math.sqrt(square / values.length) <= same) return new Interval(mean, mean);
		double below = 0;
		for (final double m : resampled)
			below += m < mean - same ? 1 : m <= mean + same ? 0.5 : 0;
		final NormalDistribution normal = new NormalDistribution(null, 0, 1);
		// with very few draws all may lie on one side
		final double side = Math.min(resampled.length - 0.5, Math.max(0.5, below)) / resampled.length;
		final double bias = normal.inverseCumulativeProbability(side);
		final double acceleration = cube / (6 * Math.pow(square, 1.5));
		final double[] bounds = new double[2];
		for (int i = 0; i < 2; i++) {
			final double z = bias + normal.inverseCumulativeProbability((1 + (2 * i - 1) * level) / 2);
			final double share = normal.cumulativeProbability(bias + z / (1 - acceleration * z));
			bounds[i] = means.evaluate(Math.min(100, Math.max(1e-9, 100 * share)));
		}
		return new Interval(bounds[0], bounds[1]);
	}

	private static Percentile means(final double[] values, final double level, final int resamples, final long seed) {
		if (values.length == 0) throw new UserException(StatisticsMessages.noValues());
		for (final double v : values)
			if (Double.isNaN(v)) throw new UserException(StatisticsMessages.valueIsNaN());
		if (!(level > 0 && level < 1)) throw new UserException(WrongValue.message("The level", level, "between 0 and 1, e.g. 0.95"));
		if (resamples < 1) throw new UserException(WrongValue.message("The number of resamples", resamples, "at least 1"));
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] means = new double[resamples];
		final double[] drawn = new double[values.length];
		for (int i = 0; i < resamples; i++) {
			for (int j = 0; j < drawn.length; j++)
				drawn[j] = values[random.nextInt(values.length)];
			means[i] = StatUtils.mean(drawn);
		}
		return percentile(means);
	}

	private static Percentile percentile(final double[] data) {
		final Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
		percentile.setData(data);
		return percentile;
	}
}
