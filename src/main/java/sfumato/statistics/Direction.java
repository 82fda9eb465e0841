package sfumato.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import sfumato.text.UserException;

/** Whether more of a metric is better. */
public enum Direction {
	/** As of Dice. */
	HIGHER,
	/** As of an error. */
	LOWER,
	/**
	 * By the name: errors, distances, losses and deviations are better if lower (ECE and its kin, Brier, NLL, HD and HD95, ASD,
	 * ASSD, MSD, RMSE, MAE, and names with error, loss, distance, hausdorff, entropy, deviation or time); all others if higher.
	 */
	AUTO;

	/** Whole words, after which no letter follows: ECE_raw, HD95 and top-label ECE, but not PEACE. */
	private static final Pattern SHORT = Pattern.compile("(?:.*[-_ ])?(?:ece|smece|mce|ace|sce|tace|brier|nll|ce|bce|hd|asd|assd|" +
		"msd|masd|rmse|mse|mae|fpr|fnr)(?![a-z]).*");
	private static final Pattern WORD = Pattern.compile(".*(?:error|loss|distance|hausdorff|entropy|deviation|time|seconds).*");

	/** The direction of that name. */
	public static Direction of(final String name) {
		for (final Direction d : values())
			if (d.name().equalsIgnoreCase(name.strip())) return d;
		throw new UserException("better must be one of " + String.join(", ", Arrays.stream(values()).map(
			d -> d.name().toLowerCase(Locale.ROOT)).toList()) + ", but is \"" + name + "\".");
	}

	/** Whether less of this metric is better. */
	public boolean isLowerBetter(final String metric) {
		final String name = metric.strip().toLowerCase(Locale.ROOT);
		return this == LOWER || this == AUTO && (SHORT.matcher(name).matches() || WORD.matcher(name).matches());
	}
}
