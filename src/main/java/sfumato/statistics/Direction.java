package sfumato.statistics;

import java.util.Locale;
import java.util.regex.Pattern;

import sfumato.text.Choice;

/** Whether higher values of a metric are better. */
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
		return Choice.of("better", values(), name);
	}

	/** Whether less of this metric is better. */
	public boolean isLowerBetter(final String metric) {
		final String name = metric.strip().toLowerCase(Locale.ROOT);
		return this == LOWER || this == AUTO && (SHORT.matcher(name).matches() || WORD.matcher(name).matches());
	}
}
