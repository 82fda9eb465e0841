package sfumato.losses;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Options that all region losses share; separate from {@link RegionLoss}, because options must load without a tensor engine. The
 * record {@code Options} of each such loss makes one of these of its own components.
 *
 * @param smooth s ≥ 0, in units of agreeing pixels
 * @param active which classes the mean is taken over
 * @param reduction over which pixels a region extends
 * @param weights of the classes
 * @param log whether the loss is −ln of the score instead of 1 − score
 * @param gamma ≥ 1: the power that the loss of each region is raised to
 */
record RegionOptions(double smooth, ActiveClasses active, Reduction reduction, ClassWeights weights, boolean log,
	double gamma)
{

	RegionOptions {
		if (!(smooth >= 0)) throw new UserException(WrongValue.message("smooth", smooth, "0 or greater"));
		if (log && smooth == 0) throw new UserException(
			LossMessages.smoothOfLog());
		if (!(gamma >= 1)) throw new UserException(WrongValue.message("gamma", gamma, "1 or greater"));
	}

	/** Without a power. */
	static RegionOptions of(final double smooth, final ActiveClasses active, final String reduction, final String weights,
		final boolean log)
	{
		return of(smooth, active, reduction, weights, log, 1);
	}

	static RegionOptions of(final double smooth, final ActiveClasses active, final String reduction, final String weights,
		final boolean log, final double gamma)
	{
		return new RegionOptions(smooth, active, Reduction.parse(reduction), ClassWeights.parse(weights), log, gamma);
	}
}
