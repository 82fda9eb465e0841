package sfumato.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Ranks from 1, lowest first; equal values share the mean of theirs. */
final class Ranks {

	private Ranks() {}

	static double[] of(final double[] values) {
		final int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
			.mapToInt(i -> i).toArray();
		final double[] ranks = new double[values.length];
		for (int from = 0, to; from < order.length; from = to) {
			to = from + 1;
			while (to < order.length && values[order[to]] == values[order[from]])
				to++;
			for (int i = from; i < to; i++)
				ranks[order[i]] = (from + 1 + to) / 2.0;
		}
		return ranks;
	}

	/** Σ t³ − t over groups of t equal ranks. */
	static double ties(final double[] ranks) {
		double sum = 0;
		for (final double r : ranks) {
			final double t = IntStream.range(0, ranks.length).filter(i -> ranks[i] == r).count();
			sum += t * t - 1; // as often as t
		}
		return sum;
	}
}
