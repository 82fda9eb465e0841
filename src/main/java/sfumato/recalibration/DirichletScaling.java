package sfumato.recalibration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * {@code dirichlet(lambda: 1e-3)}: {@code p' = softmax(W ln p + b)} with a full matrix, least cross entropy plus λ/2 times the
 * squares of the entries beside the diagonal and of b (Kull et al., Beyond temperature scaling, NeurIPS 2019). Corrects one
 * class by what is said of another.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new DirichletScaling().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "dirichlet",
	description = "Dirichlet calibration: a linear map of the logits of all classes; lambda regularises the off-diagonal weights.")
public final class DirichletScaling extends Configured<DirichletScaling.Options> implements Recalibrator {

	/**
	 * @param lambda how strongly entries beside the diagonal and offsets are held at 0, at least 0
	 */
	public record Options(double lambda) {

		public Options {
			if (!(lambda >= 0)) throw new UserException(WrongValue.message("lambda", lambda, "at least 0"));
		}

		public Options() {
			this(1e-3);
		}
	}

	public DirichletScaling() {
		this(new Options());
	}

	public DirichletScaling(final Options options) {
		super(options);
	}

	@Override
	public LogitRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final int k = pixels.numClasses();
		final double[] start = new double[k * k + k], ridge = new double[k * k + k];
		Arrays.fill(ridge, Math.max(1e-9, options.lambda()));
		for (int c = 0; c < k; c++) {
			start[c * k + c] = 1;
			ridge[c * k + c] = 1e-9;
		}
		final double[] theta = new LogitFit(pixels, (logs, x) -> {
			for (int c = 0; c < k; c++) {
				System.arraycopy(logs, 0, x[c], c * k, k);
				x[c][k * k + c] = 1;
			}
		}, start, ridge).fit();
		final double[][] weights = new double[k][];
		for (int c = 0; c < k; c++)
			weights[c] = Arrays.copyOfRange(theta, c * k, c * k + k);
		return new LogitRecalibration(weights, Arrays.copyOfRange(theta, k * k, theta.length));
	}

	@Override
	public LogitRecalibration restore(final Map<String, FloatArray> tensors) {
		return LogitRecalibration.restore(tensors);
	}
}
