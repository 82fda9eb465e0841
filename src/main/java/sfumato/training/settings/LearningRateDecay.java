package sfumato.training.settings;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The learning-rate schedule: a linear warm-up, then polynomial decay.
 *
 * <pre>
 * W = warmup · T
 * factor(it) = max(1e-4, it / W)                     it &lt; W
 *            = (1 − (it − W) / (T − W))^power        it ≥ W
 * </pre>
 *
 * with it counted from 0, so that the last step (it = T − 1) still has a rate greater than 0. Source: the authors' code (the
 * paper says "poly 0.9" and is silent about the warm-up).
 *
 * @param iterations T ≥ 1
 * @param warmup share of the iterations to warm up, in [0, 1)
 * @param power ≥ 0; 0 is a constant rate
 */
public record LearningRateDecay(long iterations, double warmup, double power) {

	/** The relative rate of the first step; a rate of 0 would waste it. */
	private static final double FIRST = 1e-4;

	public LearningRateDecay {
		if (iterations < 1) throw new UserException(SettingsMessages.iterations(iterations));
		if (!(warmup >= 0 && warmup < 1)) throw new UserException(WrongValue.message("warmup", warmup, "at least 0 and less than 1"));
		if (!(power >= 0)) throw new UserException(WrongValue.message("power", power, "0 or greater"));
	}

	/** The factor of the base rate in an iteration, counted from 0; 0 from iteration T on. */
	public double factor(final long iteration) {
		final double w = warmup * iterations;
		if (iteration < w) return Math.max(FIRST, iteration / w);
		return Math.pow(Math.max(0, 1 - (iteration - w) / (iterations - w)), power);
	}
}
