package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code majority}: probability 1 for the class that most raters chose, and for background where several classes share the
 * first place. With two classes this is the strict majority: of six raters four have to agree on the foreground, 3 : 3 is
 * background.
 */
@Plugin(type = LabelFusion.class, name = "majority", description = "The class that most raters chose; background at a tie.")
public final class Majority implements LabelFusion {

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		final int k = raters.numClasses();
		return RaterCounts.fill(raters, (labels, values) -> {
			final int n = values.length / k;
			final int[] votes = new int[k];
			for (int i = 0; i < n; i++)
				values[RaterCounts.majority(labels, i, votes) * n + i] = 1;
		});
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
