package sfumato.calibration;

import org.scijava.plugin.Plugin;

import sfumato.labels.PixelBlocks;
import sfumato.recalibration.KernelRecalibration;

/**
 * Negative log-likelihood (NLL, cross-entropy, log loss): the mean over pixels of −ln of the probability of the true class; with
 * {@code soft: true} of −Σ_c y_c ln p_c with the soft reference y. Probabilities are taken as at least e⁻⁵⁰, so that a pixel that was
 * certain and wrong costs 50 and not infinitely much.
 * <p>
 * From 0 to 50. Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new NegativeLogLikelihood().evaluate(prediction, reference) // 0.6841
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "nll",
	description = "Negative log-likelihood (NLL): mean of −ln of the probability of the true class; at most 50 per pixel.")
public final class NegativeLogLikelihood extends PixelMean {

	public NegativeLogLikelihood() {
		this(new Options());
	}

	public NegativeLogLikelihood(final Options options) {
		super(options);
	}

	@Override
	double of(final float[] p, final float[] r, final int n, final int i) {
		if (!options.soft()) return -KernelRecalibration.log(p[PixelBlocks.argMax(r, n, i) * n + i]);
		double sum = 0;
		for (int at = i; at < p.length; at += n)
			if (r[at] > 0) sum -= r[at] * KernelRecalibration.log(p[at]);
		return sum;
	}

	@Override
	public String column() {
		return "NLL";
	}
}
