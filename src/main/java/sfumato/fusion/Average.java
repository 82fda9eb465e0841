package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code average}: a class has the share n_c / R of the R raters that chose it as its probability; every rater counts the
 * same. This is the soft reference of BDice.
 */
@Plugin(type = LabelFusion.class, name = "average",
	description = "The share of raters that chose a class is its probability.")
public final class Average implements LabelFusion {

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		final double[] alike = new double[raters.size()];
		java.util.Arrays.fill(alike, 1);
		return weighted(raters, alike);
	}

	/** p_c = Σ_r w_r [label_r = c] / Σ_r w_r. */
	static ProbabilityMap weighted(final RaterLabels raters, final double[] weights) {
		final int k = raters.numClasses();
		double total = 0;
		for (final double w : weights)
			total += w;
		final double sum = total;
		return RaterCounts.fill(raters, (labels, values) -> {
			final int n = values.length / k;
			final double[] votes = new double[k];
			for (int i = 0; i < n; i++) {
				java.util.Arrays.fill(votes, 0);
				for (int r = 0; r < labels.length; r++)
					votes[labels[r][i] & 0xFF] += weights[r];
				for (int c = 0; c < k; c++)
					values[c * n + i] = (float) (votes[c] / sum);
			}
		});
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
