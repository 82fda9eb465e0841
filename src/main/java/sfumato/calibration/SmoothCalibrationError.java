package sfumato.calibration;

import java.util.List;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.transform.DctNormalization;
import org.apache.commons.math3.transform.FastCosineTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Smooth ECE: the residual (outcome − confidence) is not binned but smoothed along the confidence with a Gaussian of width σ that is
 * reflected at 0 and 1,
 *
 * <pre>
 * smECE_σ = ∫ | 1/N Σ_i (y_i − f_i) K_σ(t, f_i) | dt,   smECE = smECE_σ at the σ that equals it
 * </pre>
 *
 * so that there is nothing to choose, and a small change of the probabilities is a small change of the error. It is between half of and
 * about twice the distance to the nearest calibrated prediction.
 * <p>
 * A wide Gaussian is reflected many times. All reflections together are a sum of cosines, which is what is computed:
 *
 * <pre>
 * K_σ(t, f) = Σ_m [N(t − f − 2m) + N(t + f − 2m)] = 1 + 2 Σ_k exp(−π² k² σ² / 2) cos(πkf) cos(πkt),   N = Gaussian of width σ
 * </pre>
 *
 * Residuals are kept on a grid of 16385 confidences between which each pixel is spread by cubic interpolation. The result differs from
 * the integral by about 10⁻⁹, and by at most 10⁻⁵ where it is itself below 10⁻⁴.
 * <p>
 * Błasiok and Nakkiran, Smooth ECE: principled reliability diagrams via kernel smoothing, ICLR 2024.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new SmoothCalibrationError().evaluate(prediction, reference) // 0.125
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "smooth-ece",
	description = "Smooth calibration error without bins: kernel-smoothed residuals; the error chooses the kernel width.")
public final class SmoothCalibrationError extends Configured<SmoothCalibrationError.Options> implements CalibrationError {

	/** Intervals of the grid; a power of two for the transform. */
	private static final int GRID = 1 << 14;
	/** How far the width may be from the error. */
	private static final double ACCURACY = 1e-12;

	/** @param of what a probability is held to; default {@link ExpectedCalibrationError.Of#LABEL} */
	public record Options(ExpectedCalibrationError.Of of) {

		public Options() {
			this(ExpectedCalibrationError.Of.LABEL);
		}
	}

	public SmoothCalibrationError() {
		this(new Options());
	}

	public SmoothCalibrationError(final Options options) {
		super(options);
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		final FastCosineTransformer transformer = new FastCosineTransformer(DctNormalization.STANDARD_DCT_I);
		final double[] residuals = residuals(images, options.of().event());
		// the transform halves what stands at both ends
		residuals[0] *= 2;
		residuals[GRID] *= 2;
		final double[] series = transformer.transform(residuals, TransformType.FORWARD);
		// the blurred error is at most 1 and falls with the width, so it crosses it once
		return Math.min(1, new BrentSolver(0, ACCURACY).solve(1000, width -> smoothed(transformer, series, width) - width, 0, 2));
	}

	/** Σ (answer − confidence) / N of the pixels, spread on the grid. */
	private static double[] residuals(final List<Comparison> images, final BinaryEvent event) {
		final double[] residuals = new double[GRID + 1];
		long pixels = 0;
		for (final Comparison image : images)
			for (final double[] part : image.map((p, r, n) -> {
				final double[] sums = new double[GRID + 2];
				for (int i = 0; i < n; i++) {
					final float f = event.probability(p, n, i);
					addToGrid(sums, Math.max(0, Math.min(1, f)), event.outcome(p, r, n, i) - (double) f);
				}
				sums[GRID + 1] = n;
				return sums;
			})) {
				for (int j = 0; j <= GRID; j++)
					residuals[j] += part[j];
				pixels += (long) part[GRID + 1];
			}
		for (int j = 0; j <= GRID; j++)
			residuals[j] /= pixels;
		return residuals;
	}

	/**
	 * Shares a residual among four points of the grid with the weights of cubic interpolation, with which the points' cosines make that
	 * of f. Beyond 0 and 1 cosines are mirrored, and so is the grid.
	 */
	private static void addToGrid(final double[] grid, final double f, final double residual) {
		final double at = f * GRID;
		final int j = (int) at;
		final double u = at - j;
		if (u == 0) {
			grid[j] += residual;
			return;
		}
		grid[Math.abs(j - 1)] -= residual * u * (u - 1) * (u - 2) / 6;
		grid[j] += residual * (u + 1) * (u - 1) * (u - 2) / 2;
		grid[j + 1] -= residual * (u + 1) * u * (u - 2) / 2;
		grid[j + 2 > GRID ? GRID - 1 : j + 2] += residual * (u + 1) * u * (u - 1) / 6;
	}

	/** ∫ |r(t)| dt of the residuals' series, blurred. */
	private static double smoothed(final FastCosineTransformer transformer, final double[] series, final double width) {
		final double[] damped = new double[series.length];
		final double exponent = -Math.PI * Math.PI * width * width / 2;
		for (int k = 0; k < damped.length; k++)
			damped[k] = 2 * series[k] * Math.exp(exponent * k * k);
		final double[] r = transformer.transform(damped, TransformType.FORWARD);
		double sum = (Math.abs(r[0]) + Math.abs(r[GRID])) / -2;
		for (int j = 0; j <= GRID; j++)
			sum += Math.abs(r[j]);
		for (int j = 0; j < GRID; j++)
			if (r[j] * r[j + 1] < 0) sum += signChangeCorrection(Math.abs(r[j]), Math.abs(r[j + 1]));
		return sum / GRID;
	}

	/**
	 * The correction of the trapezoidal rule where r changes its sign between values of these sizes: the two triangles instead of the
	 * trapezoid, and h²/12 times the slope of |r| at the end of one piece and at the begin of the next (Euler and Maclaurin).
	 */
	private static double signChangeCorrection(final double before, final double after) {
		final double rise = before + after;
		return (before * before + after * after) / (2 * rise) - rise / 2 + rise / 6;
	}

	@Override
	public String column() {
		return "smECE" + (options.of() == ExpectedCalibrationError.Of.FOREGROUND ? "_foreground" : "");
	}
}
