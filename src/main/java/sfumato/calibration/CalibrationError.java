package sfumato.calibration;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;

/**
 * A number that says how far probabilities are from the frequencies they promise. Implementations are immutable.
 */
public interface CalibrationError extends SciJavaPlugin {

	/**
	 * Scores one image (a volume is one image).
	 *
	 * @param reference the truth; its arg-max is the label of a pixel (so the strict majority of a hard reference)
	 * @return the error as a fraction, 0 is perfect
	 * @throws IllegalArgumentException if the two differ in size or number of classes
	 */
	double evaluate(ProbabilityMap prediction, ProbabilityMap reference);

	/** The heading of the error's column in tables, e.g. {@code ECE}. */
	String column();
}
