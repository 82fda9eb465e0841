package sfumato.training.schedules;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The linear warm-up that all schedules begin with.
 *
 * <pre>
 * W = warmup · T
 * factor(it) = max(1e-4, it / W)     it &lt; W
 * </pre>
 */
final class WarmUp {

	/** The relative rate of the first step; a rate of 0 would waste it. */
	private static final double FIRST = 1e-4;

	/** What follows the warm-up. */
	interface Decay {

		/** @param left the share of the steps after the warm-up that are left, in [0, 1] */
		double factor(double left);
	}

	private WarmUp() {}

	static void require(final double warmup) {
		if (!(warmup >= 0 && warmup < 1)) throw new UserException(WrongValue.message("warmup", warmup, "at least 0 and less than 1"));
	}

	/** The factor of a step, of the warm-up or of what follows it. */
	static double factor(final double warmup, final long iteration, final long iterations, final Decay decay) {
		final double w = warmup * iterations;
		if (iteration < w) return Math.max(FIRST, iteration / w);
		return decay.factor(Math.max(0, 1 - (iteration - w) / (iterations - w)));
	}
}
