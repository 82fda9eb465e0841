package sfumato.recalibration;

import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * {@code histogram(bins: 15)}: for each class the mean target of the calibration pixels in each of so many equal bins of p, then
 * normalised (Zadrozny and Elkan, ICML 2001). A bin without pixels keeps its middle. Makes steps: neighbouring pixels may jump.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new HistogramBinning().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "histogram",
	description = "Histogram binning: replaces a probability by the mean label of its bin; a step function.")
public final class HistogramBinning extends Configured<HistogramBinning.Options> implements Recalibrator {

	/**
	 * @param bins of equal width between 0 and 1, from 1 to 1000
	 */
	public record Options(int bins) {

		public Options {
			if (bins < 1 || bins > 1000) throw new UserException(WrongValue.message("bins", bins, "between 1 and 1000"));
		}

		public Options() {
			this(15);
		}
	}

	public HistogramBinning() {
		this(new Options());
	}

	public HistogramBinning(final Options options) {
		super(options);
	}

	@Override
	public CurveRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final double[][][] curves = new double[pixels.numClasses()][][];
		for (int c = 0; c < curves.length; c++)
			curves[c] = steps(pixels, c);
		return new CurveRecalibration(curves);
	}

	/** Two points per bin, its edges, with one value. */
	private double[][] steps(final CalibrationPixels pixels, final int c) {
		final int n = options.bins();
		final double[] sum = new double[n], weight = new double[n];
		for (int i = 0; i < pixels.size(); i++) {
			final int bin = Math.min(n - 1, (int) (pixels.probabilities()[i][c] * n));
			sum[bin] += pixels.weights()[i] * pixels.targets()[i][c];
			weight[bin] += pixels.weights()[i];
		}
		final double[][] curve = new double[2][2 * n];
		for (int bin = 0; bin < n; bin++)
			for (int edge = 0; edge < 2; edge++) {
				// as a file keeps them, so that the edges of neighbours stay equal
				curve[0][2 * bin + edge] = (float) ((double) (bin + edge) / n);
				curve[1][2 * bin + edge] = weight[bin] == 0 ? (bin + 0.5) / n : sum[bin] / weight[bin];
			}
		return curve;
	}

	@Override
	public CurveRecalibration restore(final Map<String, FloatArray> tensors) {
		return CurveRecalibration.restore(tensors);
	}
}
