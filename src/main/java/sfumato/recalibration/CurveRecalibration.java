package sfumato.recalibration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import sfumato.recalibration.Recalibrator.FloatArray;

/**
 * For each class a curve through points, {@code q_c = f_c(p_c)}, straight between them and level beyond the first and the last;
 * then {@code p' = q / Σ q}. Of two classes the second is moved and the first gets the rest. Where two points have one p, the
 * later one holds from there on. Immutable.
 */
public final class CurveRecalibration extends PixelRecalibration {

	private static final String CURVE = "curve_";

	/** [class][p or q][point] */
	private final double[][][] curves;

	CurveRecalibration(final double[][][] curves) {
		super(curves.length);
		this.curves = curves;
	}

	static CurveRecalibration restore(final Map<String, FloatArray> tensors) {
		final double[][][] curves = new double[tensors.size()][][];
		for (int c = 0; c < curves.length; c++) {
			final FloatArray tensor = CalibrationPixels.tensor(tensors, CURVE + c, 2, -1);
			final int n = (int) tensor.shape()[1];
			curves[c] = new double[2][n];
			for (int i = 0; i < 2 * n; i++)
				curves[c][i / n][i % n] = tensor.values()[i];
		}
		return new CurveRecalibration(curves);
	}

	@Override
	void transform(final double[] p, final double[] out) {
		for (int c = 0; c < p.length; c++)
			out[c] = at(curves[c], p[c]);
		if (p.length == 2) out[0] = 1 - out[1];
		else normalize(out);
	}

	private static double at(final double[][] curve, final double p) {
		final double[] x = curve[0], y = curve[1];
		int after = Arrays.binarySearch(x, p);
		if (after >= 0) {
			while (after + 1 < x.length && x[after + 1] == p)
				after++;
			return y[after];
		}
		after = -after - 1;
		if (after == 0) return y[0];
		if (after == x.length) return y[x.length - 1];
		return y[after - 1] + (y[after] - y[after - 1]) * (p - x[after - 1]) / (x[after] - x[after - 1]);
	}

	@Override
	public Map<String, FloatArray> tensors() {
		final Map<String, FloatArray> tensors = new LinkedHashMap<>();
		for (int c = 0; c < curves.length; c++) {
			final int n = curves[c][0].length;
			final float[] values = new float[2 * n];
			for (int i = 0; i < values.length; i++)
				values[i] = (float) curves[c][i / n][i % n];
			tensors.put(CURVE + c, new FloatArray(new long[] { 2, n }, values));
		}
		return tensors;
	}

	/** f_c(p). */
	public double value(final int c, final double p) {
		return at(curves[c], p);
	}
}
