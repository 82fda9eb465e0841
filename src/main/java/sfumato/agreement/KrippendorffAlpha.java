package sfumato.agreement;

import java.util.Arrays;

/** Krippendorff's alpha: 1 − D_o / D_e, observed disagreement over that of values paired at random. */
public final class KrippendorffAlpha {

	private KrippendorffAlpha() {}

	/**
	 * For classes without order ("Computing Krippendorff's Alpha-Reliability", 2011): units with at least two raters count, a
	 * pair of raters in a unit with m raters weighs 1/(m − 1), and values are paired by chance without replacement:
	 * D_o = 1 − Σ_c o_cc/n, D_e = 1 − Σ_c n_c (n_c − 1) / (n (n − 1)).
	 *
	 * @param votes [row][class], how many raters chose the class; raters may be missing
	 * @param counts how many units have the votes of the row
	 * @return at most 1; NaN if no unit has two raters or only one class is used
	 */
	public static double nominal(final int[][] votes, final long[] counts) {
		final long[] pairable = counts.clone();
		double agreed = 0;
		for (int i = 0; i < Math.min(votes.length, counts.length); i++) {
			final int m = Arrays.stream(votes[i]).sum();
			if (m < 2) pairable[i] = 0;
			else agreed += counts[i] * (Votes.agreeingPairs(votes[i]) / (m - 1.0));
		}
		final Votes table = Votes.of(votes, pairable);
		if (table.usesOneClass()) return Double.NaN;
		final double n = Arrays.stream(table.perClass()).sum();
		final double chance = Arrays.stream(table.perClass()).mapToDouble(c -> c / n * ((c - 1) / (n - 1))).sum();
		return 1 - (1 - agreed / n) / (1 - chance);
	}
}
