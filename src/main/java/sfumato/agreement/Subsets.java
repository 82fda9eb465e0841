package sfumato.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Subsets of size k of n elements, each as ascending indices. */
final class Subsets {

	private Subsets() {}

	/** So many sets at random, among which some may be equal; each set once where there are no more. */
	static List<int[]> draw(final int n, final int k, final int draws, final Random random) {
		final List<int[]> sets = new ArrayList<>();
		if (count(n, k, draws) <= draws) {
			all(n, k, 0, new int[k], 0, sets);
			return sets;
		}
		for (int d = 0; d < draws; d++) {
			final int[] set = new int[k];
			// every index is taken with the share of places left, which makes all sets equally probable
			for (int i = 0, taken = 0; taken < k; i++)
				if (random.nextInt(n - i) < k - taken) set[taken++] = i;
			sets.add(set);
		}
		return sets;
	}

	/** How many sets there are, or some number above the limit. */
	private static long count(final int n, final int k, final int limit) {
		long count = 1;
		for (int i = 1; i <= Math.min(k, n - k) && count <= limit; i++)
			count = count * (n - i + 1) / i;
		return count;
	}

	private static void all(final int n, final int k, final int from, final int[] set, final int taken,
		final List<int[]> sets)
	{
		if (taken == k) {
			sets.add(set.clone());
			return;
		}
		for (int i = from; i <= n - k + taken; i++) {
			set[taken] = i;
			all(n, k, i + 1, set, taken + 1, sets);
		}
	}
}
