package sfumato.calibration;

import java.util.List;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * SCE: the expected calibration error of each class' probability, as the answer to "is it of this class?", averaged over the
 * classes that have a pixel in the reference or any probability in the prediction; if these are background and one other, that of the
 * other. Nixon et al., Measuring calibration in deep learning, CVPR workshops 2019.
 * <p>
 * The authors' code counts a pixel as a hit only if it is also predicted as the class ({@code hit: FOUND}); that is not 0 for a
 * perfectly calibrated model.
 */
@Plugin(type = CalibrationError.class, name = "sce",
	description = "ECE of the probability of each class, mean over the classes (of two, that of the foreground).")
public final class ClasswiseCalibrationError implements CalibrationError {

	/** When a pixel is a hit. */
	public enum Hit {
		/** If it is of the class. */
		CLASS,
		/** If it is of the class and was predicted as such. */
		FOUND
	}

	/**
	 * @param bins how many bins [0, 1] is cut into, from 1 to 1000; default 10
	 * @param hit default {@link Hit#CLASS}
	 */
	public record Options(int bins, Hit hit) {

		public Options {
			ReliabilityDiagram.checkBins(bins);
		}

		public Options() {
			this(10, Hit.CLASS);
		}
	}

	private final Options options;

	public ClasswiseCalibrationError() {
		this(new Options());
	}

	public ClasswiseCalibrationError(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		return mean(images, options.bins(), Binning.WIDTH, options.hit() == Hit.FOUND);
	}

	@Override
	public double[] perClass(final List<Comparison> images) {
		return each(images, options.bins(), Binning.WIDTH, options.hit() == Hit.FOUND);
	}

	static double mean(final List<Comparison> images, final int bins, final Binning binning, final boolean found) {
		final List<ReliabilityDiagram> present = IntStream.range(0, images.get(0).numClasses()).mapToObj(c -> diagram(images, c, bins,
			binning, found)).filter(d -> !d.isOfNothing()).toList();
		// of two classes the answers about the first are the opposite ones
		return present.stream().skip(present.size() == 2 ? 1 : 0).mapToDouble(ReliabilityDiagram::expectedError).average()
			.orElseThrow();
	}

	static double[] each(final List<Comparison> images, final int bins, final Binning binning, final boolean found) {
		return IntStream.range(0, images.get(0).numClasses()).mapToDouble(c -> diagram(images, c, bins, binning, found)
			.expectedError()).toArray();
	}

	private static ReliabilityDiagram diagram(final List<Comparison> images, final int c, final int bins, final Binning binning,
		final boolean found)
	{
		final Question question = Question.ofClass(c, found);
		return ReliabilityDiagram.of(images, question, binning.edges(images, question, bins));
	}

	@Override
	public String column() {
		return "SCE";
	}
}
