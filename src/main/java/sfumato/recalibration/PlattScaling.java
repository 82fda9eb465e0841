package sfumato.recalibration;

import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * {@code platt}: {@code q_c = σ(a_c ln(p_c / (1 − p_c)) + m_c)} for each class against all others, then normalised (Platt,
 * 1999, on the logit of the probability). a and m have the least cross entropy on the calibration cases.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new PlattScaling().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "platt", description = "Platt scaling: a logistic curve per class, on the logit.")
public final class PlattScaling implements Recalibrator {

	@Override
	public BetaRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final double[][] parameters = new double[pixels.numClasses()][];
		for (int c = 0; c < parameters.length; c++) {
			final double[] am = new LogitFit(pixels.against(c), (logs, x) -> {
				x[1][0] = logs[1] - logs[0];
				x[1][1] = 1;
			}, new double[] { 1, 0 }, new double[] { 1e-9, 1e-9 }).fit();
			parameters[c] = new double[] { am[0], am[0], am[1] };
		}
		return new BetaRecalibration(parameters);
	}

	@Override
	public BetaRecalibration restore(final Map<String, FloatArray> tensors) {
		return BetaRecalibration.restore(tensors);
	}
}
