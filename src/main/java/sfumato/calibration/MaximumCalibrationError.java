package sfumato.calibration;

import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Maximum calibration error (MCE): the largest difference between accuracy and mean confidence over all bins, max_b |accuracy_b −
 * confidence_b|. A bin with a single pixel counts as much as any other, so look at the diagram, too. Guo et al., On calibration of
 * modern neural networks, ICML 2017.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new MaximumCalibrationError().evaluate(prediction, reference) // 0.15
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "mce",
	description = "Maximum calibration error (MCE): largest difference of accuracy and confidence over the bins, however few pixels a bin" +
		" has.")
public final class MaximumCalibrationError extends Configured<MaximumCalibrationError.Options> implements AdditiveError {

	/**
	 * @param bins how many bins [0, 1] is cut into, from 1 to 1000; default 10
	 * @param binning whether bins are equally wide (default) or hold equally many pixels
	 */
	public record Options(int bins, Binning binning) {

		public Options {
			ReliabilityDiagram.checkBins(bins);
		}

		public Options() {
			this(10, Binning.WIDTH);
		}
	}

	/** Of the same diagram. */
	private final ExpectedCalibrationError expected;

	public MaximumCalibrationError() {
		this(new Options());
	}

	public MaximumCalibrationError(final Options options) {
		super(options);
		expected = new ExpectedCalibrationError(new ExpectedCalibrationError.Options(options.bins(), options.binning(),
			ExpectedCalibrationError.Of.LABEL, 0));
	}

	/** {@inheritDoc} With bins of equal width, as others depend on all pixels. */
	@Override
	public boolean isAdditive() {
		return expected.isAdditive();
	}

	@Override
	public long[] sums(final Comparison image) {
		return expected.sums(image);
	}

	@Override
	public double evaluate(final long[] sums) {
		return ReliabilityDiagram.ofFlat(sums).maximumError();
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		return expected.diagram(images).maximumError();
	}

	@Override
	public String column() {
		return "MCE";
	}
}
