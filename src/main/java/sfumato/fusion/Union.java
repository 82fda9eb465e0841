package sfumato.fusion;

import java.util.Arrays;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code union}: a pixel is foreground if any rater says so. With several classes it gets the foreground class that most
 * raters chose, the lowest among equals; how many chose background does not matter.
 */
@Plugin(type = LabelFusion.class, name = "union", description = "Foreground wherever any rater drew it.")
public final class Union implements LabelFusion {

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		final int k = raters.numClasses();
		return RaterCounts.fill(raters, (labels, values) -> {
			final int n = values.length / k;
			final int[] votes = new int[k];
			for (int i = 0; i < n; i++) {
				Arrays.fill(votes, 0);
				for (final byte[] rater : labels)
					votes[rater[i] & 0xFF]++;
				int best = 1;
				for (int c = 2; c < k; c++)
					if (votes[c] > votes[best]) best = c;
				values[(votes[best] > 0 ? best : 0) * n + i] = 1;
			}
		});
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
