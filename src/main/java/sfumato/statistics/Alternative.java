package sfumato.statistics;

import sfumato.text.UserException;

/** What a test asks of two methods. */
public enum Alternative {
	/** Do they differ? */
	TWO_SIDED,
	/** Is the first better than the second? */
	GREATER;

	/** p of what lies in the tails, each with what was observed; at most 1. */
	double pValue(final double upper, final double lower) {
		return Math.min(1, this == GREATER ? upper : 2 * Math.min(upper, lower));
	}

	/** Refuses an option that was left out. */
	static void require(final Alternative alternative) {
		if (alternative == null) throw new UserException(StatisticsMessages.alternativeMissing());
	}
}
