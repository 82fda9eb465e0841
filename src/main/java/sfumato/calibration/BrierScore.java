package sfumato.calibration;

import org.scijava.plugin.Plugin;

import sfumato.labels.PixelBlocks;

/**
 * Brier score: the mean over pixels of Σ_c (p_c − y_c)², from 0 to 2, where y is 1 for the reference's most probable class and 0 for
 * the others, or the reference as it is ({@code soft: true}). It is smallest where probabilities are right, so it measures calibration
 * and sharpness at once.
 * <p>
 * Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950); some divide by the number of
 * classes or look at the foreground only, which of two classes gives half of this.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new BrierScore().evaluate(prediction, reference) // 0.47
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "brier",
	description = "Brier score: mean squared difference of probabilities and reference, 0 … 2; soft takes the soft reference as target.")
public final class BrierScore extends PixelMean {

	public BrierScore() {
		this(new Options());
	}

	public BrierScore(final Options options) {
		super(options);
	}

	@Override
	double of(final float[] p, final float[] r, final int n, final int i) {
		final int label = PixelBlocks.argMax(r, n, i);
		double sum = 0;
		for (int c = 0, at = i; at < p.length; c++, at += n) {
			final double difference = (double) p[at] - (options.soft() ? r[at] : c == label ? 1 : 0);
			sum += difference * difference;
		}
		return sum;
	}

	@Override
	public String column() {
		return "Brier";
	}
}
