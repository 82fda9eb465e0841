package sfumato.calibration;

import java.util.List;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * SCE: the expected calibration error of each class' probability, as the answer to "is it of this class?", averaged over the
 * classes; of two classes that of the foreground. Nixon et al., Measuring calibration in deep learning, CVPR workshops 2019.
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
		return Question.ofClasses(images.get(0).numClasses(), found).stream().mapToDouble(q -> error(images, q, bins, binning))
			.average().orElseThrow();
	}

	static double[] each(final List<Comparison> images, final int bins, final Binning binning, final boolean found) {
		return IntStream.range(0, images.get(0).numClasses()).mapToDouble(c -> error(images, Question.ofClass(c, found), bins,
			binning)).toArray();
	}

	private static double error(final List<Comparison> images, final Question question, final int bins, final Binning binning) {
		return ReliabilityDiagram.of(images, question, binning.edges(images, question, bins)).expectedError();
	}

	@Override
	public String column() {
		return "SCE";
	}
}
