package sfumato.fusion;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;
import sfumato.labels.RaterMaps;

/**
 * Makes one probability map of what several raters drew.
 * <p>
 * Implementations are immutable. Loops over pixels run on the threads of
 * {@link net.imglib2.parallel.Parallelization#getTaskExecutor()}.
 */
public interface LabelFusion extends SciJavaPlugin {

	/**
	 * Fuses the raters of one image.
	 *
	 * @return a map of the raters' dimensions and classes
	 */
	ProbabilityMap fuse(RaterLabels raters);

	/**
	 * Fuses raters who gave probabilities. Unless a method says more, it takes the most probable class of each.
	 *
	 * @return a map of the raters' dimensions and classes
	 */
	default ProbabilityMap fuse(final RaterMaps raters) {
		return fuse(raters.argMax());
	}

	/**
	 * What the method found of the raters, one sentence each, for the log: their weights, performance, or who was drawn.
	 * Empty for a method to which all are alike.
	 */
	default List<String> report(final RaterLabels raters) {
		return List.of();
	}

	/** As {@link #report(RaterLabels)}, of raters who gave probabilities. */
	default List<String> report(final RaterMaps raters) {
		return report(raters.argMax());
	}

	/** Whether the result for label maps is always one-hot: one class has probability 1. */
	boolean isHard();

	/**
	 * The same method drawing with another seed, or the method itself if it draws nothing. Training calls this for a fresh
	 * draw of a random method per epoch.
	 */
	default LabelFusion withSeed(final long seed) {
		return this;
	}

	/** Whether {@link #fuse} depends on a seed. */
	default boolean isRandom() {
		return false;
	}
}
