package sfumato.fusion;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;

/**
 * Fuses the labels of several raters to one probability map.
 * <p>
 * Implementations are immutable. Loops over pixels run on the threads of
 * {@link net.imglib2.parallel.Parallelization#getTaskExecutor()}.
 */
public interface LabelFusion extends SciJavaPlugin {

	/**
	 * Fuses the raters of one image.
	 *
	 * @return a map of the raters' dimensions and classes, which is NaN at unlabelled pixels
	 */
	default ProbabilityMap fuse(final Raters raters) {
		// a rater who has labelled nothing here must not change what a method draws or estimates
		final Raters some = raters.onlyLabelling();
		return some.size() == 0 ? ProbabilityMap.unlabelled(raters.dimensions(), raters.classes()) : some.mask(probabilities(some));
	}

	/**
	 * What a method does; {@link #fuse} is what others call. Each rater has labelled at least one pixel. A method that has no use for probabilities takes {@link Raters#hard}.
	 *
	 * @return a new map of the raters' dimensions and classes; what it holds at unlabelled pixels does not matter
	 */
	ProbabilityMap probabilities(Raters raters);

	/**
	 * The method's estimates of the raters, one sentence each, for the log: weights, performance, or the chosen rater.
	 * Empty for a method to which all are alike.
	 */
	default List<String> report(final Raters raters) {
		return List.of();
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
