package sfumato.training;

import java.util.HashMap;
import java.util.Map;

import sfumato.data.sampling.Patch;

/** Counts how many patches of each epoch show each class. Patches are made on several threads, and some of the next epoch in advance. */
final class ShownClasses {

	private final int classes;
	private final Map<Integer, int[]> counts = new HashMap<>();

	ShownClasses(final int classes) {
		this.classes = classes;
	}

	/** Counts a patch, whose target must not be smoothed yet. */
	void add(final int epoch, final Patch patch) {
		final boolean[] shows = new boolean[classes];
		final int n = patch.width() * patch.height();
		for (int k = 0; k < classes; k++)
			for (int i = 0; i < n && !shows[k]; i++)
				shows[k] = patch.mask()[i] > 0 && patch.target()[k * n + i] > 0;
		synchronized (counts) {
			final int[] count = counts.computeIfAbsent(epoch, e -> new int[1 + classes]);
			count[0]++;
			for (int k = 0; k < classes; k++)
				if (shows[k]) count[1 + k]++;
		}
	}

	/** The number of patches of an epoch, then for each class how many of them show it. Forgets the epochs before. */
	int[] of(final int epoch) {
		synchronized (counts) {
			counts.keySet().removeIf(e -> e < epoch);
			return counts.getOrDefault(epoch, new int[1 + classes]).clone();
		}
	}
}
