package sfumato.metrics;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * A number that says how far a prediction agrees with a reference. Implementations are immutable.
 */
public interface SegmentationMetric extends SciJavaPlugin {

	/**
	 * Scores one image (a volume is one image: its voxels are counted together).
	 *
	 * @return one score per class, as a fraction or, of distances and volumes, in the comparison's unit; index 0 (background) is
	 *         NaN where the metric is not defined for background. NaN elsewhere means that the class could not be scored and is
	 *         left out of means
	 */
	double[] perClass(Comparison images);

	/**
	 * {@link #perClass(Comparison)} of two maps whose pixels all count and are one apart.
	 *
	 * @throws UserException if the two differ in size or number of classes
	 */
	default double[] perClass(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return perClass(Comparison.of(prediction, reference));
	}

	/** {@link #evaluate(Comparison)} of two maps whose pixels all count and are one apart. */
	default double evaluate(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return evaluate(Comparison.of(prediction, reference));
	}

	/** {@link #evaluate(Comparison, CountedClasses)} over the classes that are present. */
	default double evaluate(final Comparison images) {
		return evaluate(images, CountedClasses.PRESENT);
	}

	/**
	 * The score of an image. Of two classes it is that of class 1. Of more it is the mean of {@link #perClass} over the foreground
	 * classes that count; what has no score (NaN) is left out. If no class counts, it is {@link #ofEmptyMasks}.
	 *
	 * @return a fraction or a number in the comparison's unit; NaN if no class has a score
	 */
	default double evaluate(final Comparison images, final CountedClasses classes) {
		return mean(perClass(images), counted(images, classes));
	}

	/**
	 * The classes that the mean is over.
	 *
	 * @return true at each foreground class that counts; of two classes always at class 1
	 */
	default boolean[] counted(final Comparison images, final CountedClasses classes) {
		return ConfusionMatrix.of(images).counted(classes);
	}

	/** Makes one number of the scores of the classes that count. */
	default double mean(final double[] perClass, final boolean[] counted) {
		double sum = 0;
		int n = 0;
		boolean any = false;
		for (int c = 1; c < perClass.length; c++) {
			if (!counted[c]) continue;
			any = true;
			if (Double.isNaN(perClass[c])) continue;
			sum += perClass[c];
			n++;
		}
		return !any ? ofEmptyMasks() : n == 0 ? Double.NaN : sum / n;
	}

	/** The score of a class that is in neither of the two maps; NaN if it has none. */
	default double ofEmptyMasks() {
		return perfect();
	}

	/** The heading of the metric's column in tables, e.g. {@code BDice}. */
	String column();

	/** What a fraction is multiplied by in tables: 100 for percent, 1 for raw. */
	default double tableFactor() {
		return 100;
	}

	/** How many decimals a table shows. */
	default int decimals() {
		return tableFactor() == 100 ? 2 : 4;
	}

	/** The metrics that stand side by side in a table when this one is asked for: itself, unless it is short for several. */
	default List<SegmentationMetric> parts() {
		return List.of(this);
	}

	/**
	 * The score of a prediction that equals its reference: 1, or 0 of distances and errors, which are better the smaller they are;
	 * NaN of a number that is neither good nor bad.
	 */
	default double perfect() {
		return 1;
	}

	/** Whether the metric says something only if the reference is soft; with a hard reference it is left out, with a note. */
	default boolean needsSoftReference() {
		return false;
	}

	/**
	 * Whether the probabilities of the reference are taken as they are; else its most probable class is. Of several raters the average
	 * is the reference then, else their majority.
	 */
	default boolean readsSoftReference() {
		return needsSoftReference();
	}
}
