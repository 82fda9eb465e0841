package sfumato.recalibration;

import java.util.LinkedHashMap;
import java.util.Map;

import sfumato.recalibration.Recalibrator.FloatArray;

/**
 * {@code p' = softmax(W ln p + b)} for each pixel. ln p is taken as at least −50. Immutable.
 */
public final class LogitRecalibration extends PixelRecalibration {

	static final String WEIGHTS = "weights", OFFSETS = "offsets";

	private final double[][] weights;
	private final double[] offsets;

	LogitRecalibration(final double[][] weights, final double[] offsets) {
		super(offsets.length);
		this.weights = weights;
		this.offsets = offsets;
	}

	static LogitRecalibration restore(final Map<String, FloatArray> tensors) {
		final FloatArray b = CalibrationPixels.tensor(tensors, OFFSETS, -1);
		final int k = b.values().length;
		final FloatArray w = CalibrationPixels.tensor(tensors, WEIGHTS, k, k);
		final double[][] weights = new double[k][k];
		final double[] offsets = new double[k];
		for (int c = 0; c < k; c++) {
			offsets[c] = b.values()[c];
			for (int d = 0; d < k; d++)
				weights[c][d] = w.values()[c * k + d];
		}
		return new LogitRecalibration(weights, offsets);
	}

	@Override
	void transform(final double[] p, final double[] out) {
		double max = Double.NEGATIVE_INFINITY;
		for (int c = 0; c < out.length; c++) {
			out[c] = offsets[c];
			for (int d = 0; d < p.length; d++)
				if (weights[c][d] != 0) out[c] += weights[c][d] * CalibrationPixels.log(p[d]);
			max = Math.max(max, out[c]);
		}
		for (int c = 0; c < out.length; c++)
			out[c] = Math.exp(out[c] - max);
		normalize(out);
	}

	@Override
	public Map<String, FloatArray> tensors() {
		final int k = numClasses();
		final float[] w = new float[k * k], b = new float[k];
		for (int c = 0; c < k; c++) {
			b[c] = (float) offsets[c];
			for (int d = 0; d < k; d++)
				w[c * k + d] = (float) weights[c][d];
		}
		final Map<String, FloatArray> tensors = new LinkedHashMap<>();
		tensors.put(WEIGHTS, new FloatArray(new long[] { k, k }, w));
		tensors.put(OFFSETS, new FloatArray(new long[] { k }, b));
		return tensors;
	}

	/** W[c][d]. */
	public double weight(final int c, final int d) {
		return weights[c][d];
	}

	/** b[c]. */
	public double offset(final int c) {
		return offsets[c];
	}
}
