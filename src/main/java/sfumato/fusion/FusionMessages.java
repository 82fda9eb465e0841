package sfumato.fusion;

import java.util.Locale;

/** Messages about label fusions and what they report. */
public final class FusionMessages {

	private FusionMessages() {}

	static String zeroOverlapMissing() {
		return "zeroOverlap is missing; say ZERO or ONE.";
	}

	static String tieMissing() {
		return "tie is missing; say BACKGROUND, UNDECIDED or LOWEST.";
	}

	static String priorMissing() {
		return "prior and region are missing.";
	}

	public static String dropped(final String rater) {
		return "Rater " + rater + " was dropped.";
	}

	public static String weight(final String rater, final double weight) {
		return String.format(Locale.ROOT, "Rater %s: weight %.4f", rater, weight);
	}

	public static String converged(final int iterations) {
		return "STAPLE converged after " + iterations + " iterations.";
	}

	public static String notConverged(final int iterations, final float change) {
		return "STAPLE has not converged after " + iterations + " iterations; a performance still changes by " + change +
			". Raise iterations or tolerance.";
	}

	public static String atChance(final String rater) {
		return "Rater " + rater + " agrees with the estimate no better than chance; there it does not count.";
	}

	public static String atChanceInSomeClass(final String rater) {
		return "Rater " + rater + " agrees with the estimate no better than chance in some class; there it does not count.";
	}

	public static String performance(final String rater, final double sensitivity, final double specificity) {
		return String.format(Locale.ROOT, "Rater %s: sensitivity %.4f, specificity %.4f", rater, sensitivity, specificity);
	}

	public static String performance(final String rater, final int classNumber, final double sensitivity, final double
		specificity)
	{
		return String.format(Locale.ROOT, "Rater %s, class %d: sensitivity %.4f, specificity %.4f", rater, classNumber,
			sensitivity, specificity);
	}
}
