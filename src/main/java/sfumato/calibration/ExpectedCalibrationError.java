package sfumato.calibration;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * ECE: pixels are sorted by confidence into bins, and the distance between accuracy and mean confidence is averaged over the
 * pixels, Σ_b n_b/N · |accuracy_b − confidence_b|. See {@link ReliabilityDiagram} for what is counted.
 * <p>
 * Where most of an image is certain background, ECE is small whatever happens at the borders; compare it between methods on
 * the same images only. Guo et al., On calibration of modern neural networks, ICML 2017 (15 bins); 10 bins as in the
 * Dice-semimetric-loss paper, MICCAI 2023.
 */
@Plugin(type = CalibrationError.class, name = "ece", description = "Expected calibration error of the most probable class.")
public final class ExpectedCalibrationError implements CalibrationError {

	/**
	 * @param bins how many bins [0, 1] is cut into, from 1 to 1000
	 */
	public record Options(int bins) {

		public Options {
			ReliabilityDiagram.checkBins(bins);
		}

		public Options() {
			this(10);
		}
	}

	private final Options options;

	public ExpectedCalibrationError() {
		this(new Options());
	}

	public ExpectedCalibrationError(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public double evaluate(final Comparison images) {
		return diagram(images).expectedError();
	}

	/** What the error is computed from. */
	public ReliabilityDiagram diagram(final Comparison images) {
		return ReliabilityDiagram.of(images, options.bins());
	}

	@Override
	public String column() {
		return "ECE";
	}
}
