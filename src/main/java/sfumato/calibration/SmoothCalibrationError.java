package sfumato.calibration;

import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * Smooth ECE: instead of being sorted into bins, what is wrong (answer − confidence) is blurred along the confidence by a Gaussian of
 * width σ, reflected at 0 and 1,
 *
 * <pre>
 * smECE_σ = ∫ | 1/N Σ_i (y_i − f_i) K_σ(t, f_i) | dt,   smECE = smECE_σ at the σ that equals it
 * </pre>
 *
 * so that there is nothing to choose, and a small change of the probabilities is a small change of the error. It is between half of and
 * about twice the distance to the nearest calibrated prediction.
 * <p>
 * Sums are kept in 4096 cells of confidence. Błasiok and Nakkiran, Smooth ECE: principled reliability diagrams via kernel smoothing,
 * ICLR 2024.
 */
@Plugin(type = CalibrationError.class, name = "smooth-ece",
	description = "Without bins: what is wrong is blurred along the confidence, as far as it is itself.")
public final class SmoothCalibrationError implements CalibrationError {

	private static final int CELLS = 4096;
	/** A Gaussian is cut off where it is e⁻¹⁸ of its height. */
	private static final double REACH = 6;

	/** @param of what a probability is held to; default {@link ExpectedCalibrationError.Of#LABEL} */
	public record Options(ExpectedCalibrationError.Of of) {

		public Options() {
			this(ExpectedCalibrationError.Of.LABEL);
		}
	}

	private final Options options;

	public SmoothCalibrationError() {
		this(new Options());
	}

	public SmoothCalibrationError(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		final double[] wrong = wrong(images, options.of().question());
		double low = 0, high = 1;
		// the blurred error falls with the width, so it crosses it once
		while (high - low > 1e-9) {
			final double width = (low + high) / 2;
			if (blurred(wrong, width) > width) low = width;
			else high = width;
		}
		return high;
	}

	/** Σ (answer − confidence) / N of the pixels in each cell. */
	private static double[] wrong(final List<Comparison> images, final Question question) {
		final double[] wrong = new double[CELLS];
		long pixels = 0;
		for (final Comparison image : images)
			for (final double[] part : image.map((p, r, n) -> {
				final double[] sums = new double[CELLS + 1];
				for (int i = 0; i < n; i++) {
					final float f = question.probability(p, n, i);
					sums[Math.max(0, Math.min(CELLS - 1, (int) (f * CELLS)))] += question.answer(p, r, n, i) - f;
				}
				sums[CELLS] = n;
				return sums;
			})) {
				for (int c = 0; c < CELLS; c++)
					wrong[c] += part[c];
				pixels += (long) part[CELLS];
			}
		for (int c = 0; c < CELLS; c++)
			wrong[c] /= pixels;
		return wrong;
	}

	/** Σ of the absolute values of the cells, blurred. */
	private static double blurred(final double[] wrong, final double width) {
		final int reach = (int) Math.min(CELLS, Math.ceil(REACH * width * CELLS));
		final double[] kernel = new double[reach + 1];
		double total = 0;
		for (int d = 0; d <= reach; d++) {
			final double z = d / (width * CELLS);
			kernel[d] = Math.exp(-z * z / 2);
			total += (d == 0 ? 1 : 2) * kernel[d];
		}
		final double[] out = new double[CELLS];
		for (int c = 0; c < CELLS; c++) {
			if (wrong[c] == 0) continue;
			final double w = wrong[c] / total;
			out[c] += w * kernel[0];
			for (int d = 1; d <= reach; d++) {
				out[reflected(c + d)] += w * kernel[d];
				out[reflected(c - d)] += w * kernel[d];
			}
		}
		double sum = 0;
		for (final double v : out)
			sum += Math.abs(v);
		return sum;
	}

	private static int reflected(final int cell) {
		return cell < 0 ? -1 - cell : cell >= CELLS ? 2 * CELLS - 1 - cell : cell;
	}

	@Override
	public String column() {
		return "smECE" + (options.of() == ExpectedCalibrationError.Of.FOREGROUND ? "_foreground" : "");
	}
}
