package sfumato.calibration;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;

/**
 * A number that says how far probabilities are from the frequencies they promise. Implementations are immutable.
 */
public interface CalibrationError extends SciJavaPlugin {

	/**
	 * Scores one image (a volume is one image). The arg-max of the reference is the label of a pixel (so the strict majority of
	 * a hard reference).
	 *
	 * @return the error as a fraction, 0 is perfect
	 */
	double evaluate(Comparison images);

	/**
	 * {@link #evaluate(Comparison)} of two maps whose pixels all count.
	 *
	 * @throws IllegalArgumentException if the two differ in size or number of classes
	 */
	default double evaluate(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return evaluate(Comparison.of(prediction, reference));
	}

	/** The heading of the error's column in tables, e.g. {@code ECE}. */
	String column();
}
