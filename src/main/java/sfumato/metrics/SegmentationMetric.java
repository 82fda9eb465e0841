package sfumato.metrics;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;

/**
 * A number that says how far a prediction agrees with a reference. Implementations are immutable.
 */
public interface SegmentationMetric extends SciJavaPlugin {

	/**
	 * Scores one image (a volume is one image: its voxels are counted together).
	 *
	 * @return one score per class, as a fraction; index 0 (background) is NaN where the metric is not defined for background.
	 *         NaN elsewhere means that the class could not be scored and is left out of means
	 * @throws IllegalArgumentException if the two differ in size or number of classes
	 */
	double[] perClass(ProbabilityMap prediction, ProbabilityMap reference);

	/**
	 * The mean of {@link #perClass} over the foreground classes (NaN left out; NaN if none is left).
	 */
	default double evaluate(final ProbabilityMap prediction, final ProbabilityMap reference) {
		final double[] scores = perClass(prediction, reference);
		double sum = 0;
		int n = 0;
		for (int c = 1; c < scores.length; c++)
			if (!Double.isNaN(scores[c])) {
				sum += scores[c];
				n++;
			}
		return n == 0 ? Double.NaN : sum / n;
	}

	/** The heading of the metric's column in tables, e.g. {@code BDice}. */
	String column();

	/** What a fraction is multiplied by in tables: 100 for percent, 1 for raw. */
	default double tableFactor() {
		return 100;
	}

	/** Whether the metric says something only if the reference is soft; with a hard reference it is left out, with a note. */
	default boolean needsSoftReference() {
		return false;
	}
}
