package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code intersection}: a pixel belongs to a class if all raters say so, else to the background. What nobody doubts; a
 * single empty mask makes it empty.
 */
@Plugin(type = LabelFusion.class, name = "intersection",
	description = "The class that all raters chose; background where they differ.")
public final class Intersection implements LabelFusion {

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		final int k = raters.numClasses();
		return RaterCounts.fill(raters, (labels, values) -> {
			final int n = values.length / k;
			for (int i = 0; i < n; i++) {
				final byte first = labels[0][i];
				boolean common = true;
				for (final byte[] rater : labels)
					common &= rater[i] == first;
				values[(common ? first & 0xFF : 0) * n + i] = 1;
			}
		});
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
