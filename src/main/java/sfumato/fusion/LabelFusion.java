package sfumato.fusion;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

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

	/** Whether the result is always one-hot: one class has probability 1. */
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
