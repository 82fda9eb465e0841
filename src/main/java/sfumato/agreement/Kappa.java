package sfumato.agreement;

import java.util.Arrays;

import sfumato.text.UserException;

/** Kappa, (P_o − P_e) / (1 − P_e): observed agreement P_o beyond the P_e that chance would give; NaN if P_e is 1. */
public final class Kappa {

	private Kappa() {}

	/**
	 * Cohen (1960): P_o = Σ_c n_cc/N, P_e = Σ_c n_c·/N · n_·c/N.
	 *
	 * @param confusion [class of one rater][class of the other], how many units
	 * @return −1 … 1; NaN without units or if both raters use one and the same class only
	 * @throws UserException if the table is not square or holds a negative count
	 */
	public static double cohen(final long[][] confusion) {
		final int k = confusion.length;
		final long[] rows = new long[k], columns = new long[k];
		long total = 0, agreed = 0;
		for (int a = 0; a < k; a++) {
			if (confusion[a].length != k) throw new UserException(AgreementMessages.tableShape(a, confusion[a].length, k));
			for (int b = 0; b < k; b++) {
				final long n = Votes.requireCount(confusion[a][b]);
				rows[a] += n;
				columns[b] += n;
				total += n;
			}
			agreed += confusion[a][a];
		}
		double chance = 0;
		for (int c = 0; c < k; c++)
			chance += (double) rows[c] / total * ((double) columns[c] / total);
		// in whole numbers: 1 − chance may be a rounding error
		boolean oneClass = false;
		for (int c = 0; c < k; c++)
			oneClass |= rows[c] == total && columns[c] == total;
		return oneClass ? Double.NaN : ((double) agreed / total - chance) / (1 - chance);
	}

	/**
	 * Fleiss (1971): P_o is the mean over units of Σ_c n_c (n_c − 1) / (n (n − 1)), P_e = Σ_c p_c², where p_c is the share of
	 * class c in all votes.
	 *
	 * @param votes [row][class], how many raters chose the class
	 * @param counts how many units have the votes of the row
	 * @return at most 1; NaN without units, with a single rater or if only one class is used
	 * @throws UserException if units differ in their number of raters
	 */
	public static double fleiss(final int[][] votes, final long[] counts) {
		final Votes table = Votes.of(votes, counts);
		long units = 0;
		int raters = -1;
		double observed = 0;
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] == 0) continue;
			final int n = Arrays.stream(votes[i]).sum();
			if (raters >= 0 && n != raters) throw new UserException(AgreementMessages.unequalRaters(raters, n));
			raters = n;
			units += counts[i];
			observed += counts[i] * (double) Votes.agreeingPairs(votes[i]);
		}
		if (raters < 2 || table.usesOneClass()) return Double.NaN;
		observed /= (double) units * raters * (raters - 1);
		double chance = 0;
		for (final long n : table.perClass()) {
			final double share = n / ((double) units * raters);
			chance += share * share;
		}
		return (observed - chance) / (1 - chance);
	}
}
