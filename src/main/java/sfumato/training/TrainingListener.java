package sfumato.training;

import java.util.List;

/**
 * Receives training events, e.g. for plots. Everything it is told is plain data, so that it can be told to another process, too.
 * <p>
 * Called on the training's thread, which waits meanwhile: whoever draws takes a note and draws elsewhere. A training that fails
 * or is cancelled does not reach {@link #end}. A listener that throws hears no more, and the training goes on.
 */
public interface TrainingListener {

	/**
	 * What is going to happen.
	 *
	 * @param epochs in all
	 * @param stepsPerEpoch of the optimizer
	 * @param imagesPerStep patches
	 * @param terms names of the terms of the loss, as in the history
	 * @param humanDice the raters' own mean Dice with their majority on the validation cases, a fraction: what to expect of a
	 *          perfect imitator; NaN without such cases
	 * @param first the step with which it begins, counted from 0; greater than 0 if it goes on after an interruption
	 * @param history what was measured before the interruption
	 */
	record Begin(int epochs, int stepsPerEpoch, int imagesPerStep, List<String> terms, double humanDice, long first,
		List<History.Row> history)
	{}

	/**
	 * What a step came to.
	 *
	 * @param epoch counted from 1
	 * @param step done so far, counted from 1, over all epochs
	 * @param loss of this step
	 * @param rate of the encoder in this step
	 * @param imagesPerSecond since the training began or went on, pauses left out
	 * @param secondsLeft if it goes on like this
	 */
	record Step(int epoch, long step, double loss, double rate, double imagesPerSecond, double secondsLeft) {}

	/**
	 * One plane of a validation case as the network sees it now; the same plane every time.
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

	/** Of several trainings the one with this name is next; not told where there is one only. */
	default void next(final String name) {}

	/** The training begins, or goes on. */
	default void begin(final Begin begin) {}

	/** A step of the optimizer is done. */
	default void step(final Step step) {}

	/** An epoch is done, or the training ended within one; the rows are what was measured in it. */
	default void epoch(final int epoch, final List<History.Row> rows) {}

	/** A validation is done. */
	default void preview(final Preview preview) {}

	/** The training has ended, and the weights are about to be handed over. */
	default void end(final StopReason ending) {}

	/** Nobody listens. */
	static TrainingListener none() {
		return new TrainingListener() {};
	}
}
