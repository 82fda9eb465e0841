package sfumato.recalibration;

import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * {@code temperature}: temperature scaling {@code p' = softmax(ln p / T)}, with the T of the least cross-entropy on the calibration
 * cases. One number, which never changes the most probable class; above 1 it makes predictions less certain (Guo et al., On
 * calibration of modern neural networks, ICML 2017).
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new TemperatureScaling().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "temperature",
	description = "Temperature scaling: divides the logits by one number; never changes the most probable class.")
public final class TemperatureScaling implements Recalibrator {

	@Override
	public LogitRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final int k = pixels.numClasses();
		final double[] inverse = new LogitFit(pixels, (logs, x) -> {
			for (int c = 0; c < k; c++)
				x[c][0] = logs[c];
		}, new double[] { 1 }, new double[] { 1e-12 }).fit();
		final double[][] weights = new double[k][k];
		for (int c = 0; c < k; c++)
			// a negative one would turn all predictions round
			weights[c][c] = Math.max(1e-6, inverse[0]);
		return new LogitRecalibration(weights, new double[k]);
	}

	@Override
	public LogitRecalibration restore(final Map<String, FloatArray> tensors) {
		return LogitRecalibration.restore(tensors);
	}
}
