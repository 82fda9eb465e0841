package sfumato.calibration;

import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Adaptive calibration error (ACE): {@link ClasswiseCalibrationError} with equal-mass bins, so that the many confident pixels of an
 * image do not leave the others one or two bins. Nixon et al., Measuring calibration in deep learning, CVPR workshops 2019.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new AdaptiveCalibrationError(new AdaptiveCalibrationError.Options(2)).evaluate(prediction, reference) // 0.125
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "ace",
	description = "Adaptive calibration error (ACE): ECE of each class in bins with equally many pixels.")
public final class AdaptiveCalibrationError extends Configured<AdaptiveCalibrationError.Options> implements CalibrationError {

	/** @param bins how many bins the pixels are shared by, from 1 to 1000; default 15 */
	public record Options(int bins) {

		public Options {
			ReliabilityDiagram.checkBins(bins);
		}

		public Options() {
			this(15);
		}
	}

	public AdaptiveCalibrationError() {
		this(new Options());
	}

	public AdaptiveCalibrationError(final Options options) {
		super(options);
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		return ClasswiseCalibrationError.mean(diagrams(images));
	}

	@Override
	public double[] perClass(final List<Comparison> images) {
		return ClasswiseCalibrationError.each(diagrams(images));
	}

	private List<ReliabilityDiagram> diagrams(final List<Comparison> images) {
		return ClasswiseCalibrationError.diagrams(images, options.bins(), Binning.MASS, false);
	}

	@Override
	public String column() {
		return "ACE";
	}
}
