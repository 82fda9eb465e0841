package sfumato.training;

import java.util.List;

/**
 * Receives training events, e.g. for plots. All events are plain data, so that they can be sent to another process.
 * <p>
 * Called on the training's thread, which waits: listeners that draw do so on another thread. {@link #end} is not called for a training
 * that fails or is cancelled. A listener that throws gets no further events, and the training continues.
 */
public interface TrainingListener {

	/**
	 * The start of a training.
	 *
	 * @param epochs in all
	 * @param stepsPerEpoch of the optimizer
	 * @param imagesPerStep patches
	 * @param terms names of the terms of the loss, as in the history
	 * @param humanDice the inter-rater agreement (human ceiling): mean Dice of the raters with their majority on the validation cases, a
	 *          fraction; NaN without such cases
	 * @param first the first step, counted from 0; greater than 0 for a resumed training
	 * @param history what was measured before the interruption
	 */
	record Begin(int epochs, int stepsPerEpoch, int imagesPerStep, List<String> terms, double humanDice, long first,
		List<History.Row> history)
	{}

	/**
	 * A completed step.
	 *
	 * @param epoch counted from 1
	 * @param step done so far, counted from 1, over all epochs
	 * @param loss of this step
	 * @param rate of the encoder in this step
	 * @param imagesPerSecond since the training started or resumed, without pauses
	 * @param secondsLeft if it goes on like this
	 */
	record Step(int epoch, long step, double loss, double rate, double imagesPerSecond, double secondsLeft) {}

	/**
	 * The current prediction of one plane of a validation case; the same plane every time.
	 *
	 * @param epoch counted from 1
	 * @param name of the case, with the plane if it has several
	 * @param width W in pixels
	 * @param height H in pixels
	 * @param image grey values of the first channel as they are in the file (H, W)
	 * @param target per class the share of raters (H, W)
	 * @param prediction per class the probability (H, W)
	 */
	record Preview(int epoch, String name, int width, int height, float[] image, float[][] target, float[][] prediction) {}

	/** The training with this name is next; not called for a single training. */
	default void next(final String name) {}

	/** The training starts or resumes. */
	default void begin(final Begin begin) {}

	/** A step of the optimizer is done. */
	default void step(final Step step) {}

	/** An epoch is done, or the training ended within one; the rows are what was measured in it. */
	default void epoch(final int epoch, final List<History.Row> rows) {}

	/** A validation is done. */
	default void preview(final Preview preview) {}

	/** The training has ended; the weights are returned next. */
	default void end(final StopReason ending) {}

	/** A listener that ignores all events. */
	static TrainingListener none() {
		return new TrainingListener() {};
	}
}
