package sfumato.recalibration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * {@code vector-scaling}: {@code p' = softmax(a_c ln p_c + b_c)} with a scale and an offset per class that have the least cross
 * entropy on the calibration cases (Guo et al., ICML 2017). Corrects classes that are predicted too often or too seldom.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new VectorScaling().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "vector-scaling", description = "Vector scaling: a scale and a shift per class, on the logits.")
public final class VectorScaling implements Recalibrator {

	@Override
	public LogitRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final int k = pixels.numClasses();
		final double[] start = new double[2 * k], ridge = new double[2 * k];
		Arrays.fill(start, 0, k, 1);
		// one offset more than the data can tell
		Arrays.fill(ridge, 1e-9);
		final double[] theta = new LogitFit(pixels, (logs, x) -> {
			for (int c = 0; c < k; c++) {
				x[c][c] = logs[c];
				x[c][k + c] = 1;
			}
		}, start, ridge).fit();
		final double[][] weights = new double[k][k];
		for (int c = 0; c < k; c++)
			weights[c][c] = theta[c];
		return new LogitRecalibration(weights, Arrays.copyOfRange(theta, k, 2 * k));
	}

	@Override
	public LogitRecalibration restore(final Map<String, FloatArray> tensors) {
		return LogitRecalibration.restore(tensors);
	}
}
