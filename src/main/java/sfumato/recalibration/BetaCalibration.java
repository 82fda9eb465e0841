package sfumato.recalibration;

import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * {@code beta}: {@code q_c = σ(a_c ln p_c − b_c ln(1 − p_c) + m_c)} with a, b ≥ 0 for each class against all others, then
 * normalised (Kull, Silva Filho, Flach, Beta calibration, AISTATS 2017). Bends the two ends of the scale on their own, which
 * {@code platt} cannot.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new BetaCalibration().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "beta",
	description = "Beta calibration: a beta curve per class, which corrects both ends of the scale separately.")
public final class BetaCalibration implements Recalibrator {

	@Override
	public BetaRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final double[][] parameters = new double[pixels.numClasses()][];
		for (int c = 0; c < parameters.length; c++)
			parameters[c] = fit(pixels.against(c));
		return new BetaRecalibration(parameters);
	}

	/** As in the paper: a coefficient that comes out negative is 0, and the others are fitted again. */
	private static double[] fit(final CalibrationPixels pixels) {
		double[] abm = fit(pixels, true, true);
		if (abm[0] < 0) abm = fit(pixels, false, true);
		else if (abm[1] < 0) abm = fit(pixels, true, false);
		return new double[] { Math.max(0, abm[0]), Math.max(0, abm[1]), abm[2] };
	}

	private static double[] fit(final CalibrationPixels pixels, final boolean a, final boolean b) {
		return new LogitFit(pixels, (logs, x) -> {
			x[1][0] = a ? logs[1] : 0;
			x[1][1] = b ? -logs[0] : 0;
			x[1][2] = 1;
		}, new double[] { a ? 1 : 0, b ? 1 : 0, 0 }, new double[] { 1e-9, 1e-9, 1e-9 }).fit();
	}

	@Override
	public BetaRecalibration restore(final Map<String, FloatArray> tensors) {
		return BetaRecalibration.restore(tensors);
	}
}
