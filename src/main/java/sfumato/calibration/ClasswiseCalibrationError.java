package sfumato.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Classwise calibration error (SCE): the expected calibration error of each class's probability against "the pixel is of this class",
 * averaged over the classes that have a pixel in the reference or any probability in the prediction; if these are background and one
 * other, that of the other. Nixon et al., Measuring calibration in deep learning, CVPR workshops 2019.
 * <p>
 * The authors' code counts a pixel as a hit only if it is also predicted as the class ({@code hit: FOUND}); that is not 0 for a
 * perfectly calibrated model.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new ClasswiseCalibrationError().evaluate(prediction, reference) // 0.125
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "sce",
	description = "Classwise calibration error: mean over the classes of the ECE of each class; with two classes, of the foreground.")
public final class ClasswiseCalibrationError extends Configured<ClasswiseCalibrationError.Options> implements AdditiveError {

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

	public ClasswiseCalibrationError() {
		this(new Options());
	}

	public ClasswiseCalibrationError(final Options options) {
		super(options);
	}

	@Override
	public long[] sums(final Comparison image) {
		return diagrams(List.of(image), options.bins(), Binning.WIDTH, options.hit() == Hit.FOUND).stream().flatMapToLong(d -> Arrays
			.stream(d.toFlat())).toArray();
	}

	@Override
	public double evaluate(final long[] sums) {
		return mean(ofSums(sums));
	}

	@Override
	public double[] perClass(final long[] sums) {
		return each(ofSums(sums));
	}

	private List<ReliabilityDiagram> ofSums(final long[] sums) {
		final int length = ReliabilityDiagram.empty(options.bins()).toFlat().length;
		return IntStream.range(0, sums.length / length).mapToObj(c -> ReliabilityDiagram.ofFlat(Arrays.copyOfRange(sums, c * length, (c +
			1) * length))).toList();
	}

	/** The mean of the errors of classes. */
	static double mean(final List<ReliabilityDiagram> classes) {
		final List<ReliabilityDiagram> present = classes.stream().filter(d -> !d.isOfNothing()).toList();
		// of two classes the answers about the first are the opposite ones
		return present.stream().skip(present.size() == 2 ? 1 : 0).mapToDouble(ReliabilityDiagram::expectedError).average()
			.orElseThrow();
	}

	/** The error of each class. */
	static double[] each(final List<ReliabilityDiagram> classes) {
		return classes.stream().mapToDouble(ReliabilityDiagram::expectedError).toArray();
	}

	/** A diagram per class. */
	static List<ReliabilityDiagram> diagrams(final List<Comparison> images, final int bins, final Binning binning,
		final boolean found)
	{
		return IntStream.range(0, images.get(0).numClasses()).mapToObj(c -> BinaryEvent.ofClass(c, found)).map(q -> ReliabilityDiagram.of(
			images, q, binning.edges(images, q, bins))).toList();
	}

	@Override
	public String column() {
		return "SCE";
	}
}
