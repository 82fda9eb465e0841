package sfumato.calibration;

import java.util.stream.IntStream;

import org.apache.commons.math3.special.Gamma;

import net.imglib2.parallel.Parallelization;

import sfumato.recalibration.KernelRecalibration;
import sfumato.recalibration.KernelSum;
import sfumato.recalibration.LogitCurve;

/**
 * Predicted probabilities f of an event with its outcomes: a kernel estimate from all other pixels gives the frequency of the event at
 * each pixel's probability.
 *
 * @param f probabilities
 * @param yes answers
 */
record BinaryProbabilities(float[] f, boolean[] yes) {

	/** Up to this number of pixels, direct sums are as fast as curves. */
	private static final int FEW = 1000;
	/** A sum that is the pixel's own kernel to such a share is not known well enough without it. */
	private static final double OWN = 0.9;

	/** 1/n Σ_j |π_j − f_j|^p with the estimate π_j that leaves pixel j out. */
	double error(final double h, final int norm) {
		final KernelSum[] sums = { sum(h, false), sum(h, true) };
		final boolean curved = f.length > FEW;
		final LogitCurve[] curves = new LogitCurve[2];
		for (int c = 0; c < 2; c++) {
			final KernelSum sum = sums[c];
			if (curved && !sum.isEmpty()) curves[c] = new LogitCurve((t, node) -> sum.addTo(node, 1, t));
		}
		return Parallelization.getTaskExecutor().forEachApply(IntStream.range(0, f.length).boxed().toList(), j -> {
			final double t = logit(f[j]);
			final double[] logs = new double[2];
			for (int c = 0; c < 2; c++)
				logs[c] = log(sums[c], curves[c], j, yes[j] == (c == 1), t);
			// of nobody else's answers nothing can be said
			if (logs[0] == Double.NEGATIVE_INFINITY && logs[1] == logs[0]) return 0.0;
			return Math.pow(Math.abs(1 / (1 + Math.exp(logs[0] - logs[1])) - f[j]), norm);
		}).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
	}

	/** The logarithm of the sum of kernels of one answer at pixel j, without its own if it is among them. */
	private static double log(final KernelSum sum, final LogitCurve curve, final int j, final boolean isOwn, final double t) {
		if (sum.isEmpty()) return Double.NEGATIVE_INFINITY;
		if (curve == null) return sum.without(isOwn ? j : -1, t);
		final double all = curve.at(t);
		if (!isOwn) return all;
		final double share = Math.exp(sum.term(j, t) - all);
		return share < OWN ? all + Math.log1p(-share) : sum.without(j, t);
	}

	private static double logit(final float p) {
		return KernelRecalibration.log(p) - Math.max(Math.log1p(-p), KernelRecalibration.LEAST_LOG);
	}

	/** Of the pixels with one of the answers. */
	private KernelSum sum(final double h, final boolean answer) {
		final double[][] exponents = new double[2][f.length];
		final double[] offsets = new double[f.length];
		for (int i = 0; i < f.length; i++) {
			final double a = f[i] / h, b = (1.0 - f[i]) / h;
			exponents[0][i] = b;
			exponents[1][i] = a;
			offsets[i] = yes[i] == answer ? Gamma.logGamma(a + b + 2) - Gamma.logGamma(a + 1) - Gamma.logGamma(b + 1)
				: Double.NEGATIVE_INFINITY;
		}
		return new KernelSum(exponents, offsets);
	}
}
