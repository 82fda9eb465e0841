package sfumato.statistics;

import java.util.Arrays;

import org.apache.commons.math3.stat.StatUtils;

/** Effect size of a difference: with many cases even the smallest difference is significant. */
public final class EffectSize {

	private EffectSize() {}

	/** Cohen's d_z: mean over standard deviation (n − 1) of the differences; 0 without any, NaN of a single case. */
	public static double cohenDz(final double[] gains) {
		if (PairedTest.isZero(gains)) return 0;
		if (gains.length < 2) return Double.NaN;
		final double mean = StatUtils.mean(gains);
		final double sd = Math.sqrt(StatUtils.variance(gains, mean));
		return sd <= 1e-12 * Math.abs(mean) ? Math.copySign(Double.POSITIVE_INFINITY, mean) : mean / sd;
	}

	/**
	 * Matched-pairs rank-biserial correlation (Kerby 2014), (W⁺ − W⁻) / (W⁺ + W⁻): 1 if the first is better in each case that
	 * differs, −1 if the second is; ranks as of {@link Wilcoxon} without zeros; 0 if no case differs.
	 */
	public static double rankBiserial(final double[] gains) {
		final double[] d = Arrays.stream(gains).filter(v -> v != 0).toArray();
		if (d.length == 0) return 0;
		final double[] ranks = Ranks.of(Arrays.stream(d).map(Math::abs).toArray());
		double sum = 0;
		for (int i = 0; i < d.length; i++)
			sum += Math.signum(d[i]) * ranks[i];
		return sum / (d.length * (d.length + 1) / 2.0);
	}

	/** Cliff's delta, P(x &gt; y) − P(x &lt; y) for any value of each; it ignores which belong to the same case. */
	public static double cliffsDelta(final double[] x, final double[] y) {
		long above = 0;
		for (final double a : x)
			for (final double b : y)
				above += a > b ? 1 : a < b ? -1 : 0;
		return above / ((double) x.length * y.length);
	}
}
