package sfumato.calibration;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * A number that says how far probabilities are from the frequencies they promise. Implementations are immutable.
 */
public interface CalibrationError extends SciJavaPlugin {

	/**
	 * Scores images, all their pixels together; a volume is one image. The arg-max of the reference is the label of a pixel (so the
	 * strict majority of a hard reference).
	 *
	 * @param images at least one; all of the same classes
	 * @return the error, 0 is perfect
	 */
	double evaluate(List<Comparison> images);

	/** {@link #evaluate(List)} of one image. */
	default double evaluate(final Comparison image) {
		return evaluate(List.of(image));
	}

	/**
	 * {@link #evaluate(List)} of two maps whose pixels all count.
	 *
	 * @throws UserException if the two differ in size or number of classes
	 */
	default double evaluate(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return evaluate(Comparison.of(prediction, reference));
	}

	/**
	 * {@link #evaluate(List)} of each class by itself, where the error is a mean over classes.
	 *
	 * @return one per class, of the same kind as the error; empty where classes have none of their own
	 */
	default double[] perClass(final List<Comparison> images) {
		return new double[0];
	}

	/**
	 * Whether the reference is taken as it is; else its most probable class is. Of several raters the average is the reference then,
	 * else their majority.
	 */
	default boolean readsSoftReference() {
		return false;
	}

	/** The heading of the error's column in tables, e.g. {@code ECE}. */
	String column();

	/** What the error is multiplied by in tables: 100 for percent, 1 for raw. */
	default double tableFactor() {
		return 100;
	}
}
