package sfumato.statistics;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

import sfumato.text.Choice;

/** Multiple-testing correction of p-values. Corrected p may still be held to 0.05. */
public enum Correction {
	/** Nothing. */
	NONE,
	/** p m: that any of m is a false alarm has at most the level as probability. */
	BONFERRONI,
	/** The same, less strictly (Holm 1979): the i-th smallest is multiplied by m − i + 1. */
	HOLM,
	/** Of those called significant, the expected share of false alarms is at most the level (1995): p_(i) m / i. */
	BENJAMINI_HOCHBERG;

	/** The correction of that name, e.g. {@code benjamini-hochberg}. */
	public static Correction of(final String name) {
		return Choice.of("correction", values(), name);
	}

	/** The corrected values, each in its place and at most 1; they keep the order of the given ones. */
	public double[] apply(final double[] p) {
		final int m = p.length;
		final double[] corrected = p.clone();
		if (this == NONE) return corrected;
		final int[] order = IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(i -> i)
			.toArray();
		double last = this == BENJAMINI_HOCHBERG ? 1 : 0;
		for (int i = 0; i < m; i++) {
			// downwards or upwards, so that the order stays
			final int rank = this == BENJAMINI_HOCHBERG ? m - 1 - i : i;
			final double value = p[order[rank]] * factor(rank, m);
			last = this == BENJAMINI_HOCHBERG ? Math.min(last, value) : Math.min(1, Math.max(last, value));
			corrected[order[rank]] = last;
		}
		return corrected;
	}

	private double factor(final int rank, final int m) {
		return this == BENJAMINI_HOCHBERG ? (double) m / (rank + 1) : this == HOLM ? m - rank : m;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
