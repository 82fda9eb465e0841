package sfumato.statistics;

import java.util.SplittableRandom;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Percentile bootstrap (Efron 1979): how far a mean over cases might lie elsewhere with other cases of the same kind. */
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
	 * @throws IllegalArgumentException without values, with NaN among them, or with a level or number out of range
	 */
	public static Interval ofMean(final double[] values, final double level, final int resamples, final long seed) {
		if (values.length == 0) throw new IllegalArgumentException("There are 0 values; an interval needs at least one.");
		for (final double v : values)
			if (Double.isNaN(v)) throw new IllegalArgumentException("One of the values is NaN; leave out what was not measured.");
		if (!(level > 0 && level < 1)) throw new IllegalArgumentException("The level is " + level +
			" but must be between 0 and 1, e.g. 0.95.");
		if (resamples < 1) throw new IllegalArgumentException("The number of resamples is " + resamples +
			" but must be at least 1.");
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] means = new double[resamples];
		final double[] drawn = new double[values.length];
		for (int i = 0; i < resamples; i++) {
			for (int j = 0; j < drawn.length; j++)
				drawn[j] = values[random.nextInt(values.length)];
			means[i] = StatUtils.mean(drawn);
		}
		final Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
		percentile.setData(means);
		return new Interval(percentile.evaluate(50 * (1 - level)), percentile.evaluate(50 * (1 + level)));
	}
}
