package sfumato.recalibration;

import java.util.Map;

import sfumato.recalibration.Recalibrator.FloatArray;

/**
 * For each class on its own {@code q_c = σ(a_c ln p_c − b_c ln(1 − p_c) + m_c)}, then {@code p' = q / Σ q}. Of two classes the
 * second is moved and the first gets the rest. Immutable.
 */
public final class BetaRecalibration extends PixelRecalibration {

	static final String PARAMETERS = "parameters";

	/** [class][a, b, m] */
	private final double[][] parameters;

	BetaRecalibration(final double[][] parameters) {
		super(parameters.length);
		this.parameters = parameters;
	}

	static BetaRecalibration restore(final Map<String, FloatArray> tensors) {
		final FloatArray tensor = CalibrationPixels.tensor(tensors, PARAMETERS, -1, 3);
		final double[][] parameters = new double[(int) tensor.shape()[0]][3];
		for (int i = 0; i < tensor.values().length; i++)
			parameters[i / 3][i % 3] = tensor.values()[i];
		return new BetaRecalibration(parameters);
	}

	@Override
	void transform(final double[] p, final double[] out) {
		for (int c = 0; c < p.length; c++) {
			final double[] abm = parameters[c];
			out[c] = 1 / (1 + Math.exp(-(abm[0] * CalibrationPixels.log(p[c]) - abm[1] * CalibrationPixels.log(1 - p[c]) +
				abm[2])));
		}
		if (p.length == 2) out[0] = 1 - out[1];
		else normalize(out);
	}

	@Override
	public Map<String, FloatArray> tensors() {
		final float[] values = new float[3 * parameters.length];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) parameters[i / 3][i % 3];
		return Map.of(PARAMETERS, new FloatArray(new long[] { parameters.length, 3 }, values));
	}
}
