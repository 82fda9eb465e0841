package sfumato.engine;

import java.util.random.RandomGenerator;

/**
 * The mode of a network: evaluation, where every image is computed separately; or training, with batch statistics, running averages
 * and dropout.
 *
 * @param training which of the two
 * @param random draws the channels to drop in training; unused in evaluation
 */
public record Mode(boolean training, RandomGenerator random) {

	/** Every image by itself, with running statistics and without dropout. */
	public static Mode evaluation() {
		return new Mode(false, null);
	}

	/** With batch statistics, running statistics updated in place, and dropout from {@code random}. */
	public static Mode training(final RandomGenerator random) {
		return new Mode(true, random);
	}
}
