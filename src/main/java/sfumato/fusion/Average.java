package sfumato.fusion;

import java.util.Arrays;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;

/**
 * {@code average}: a class has the share n_c / R of the R raters that chose it as its probability; every rater counts the
 * same, and one that has not labelled the pixel does not count. This is the soft reference of BDice. Of raters that give
 * probabilities it is their mean.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Average().fuse(raters)) // [1, 0.6667, 0.3333, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "average",
	description = "Average of the raters: the probability of a class is the share of raters who chose it.")
public final class Average implements PatternFusion {

	@Override
	public Rule rule(final HardRaters raters) {
		return weighted(alike(raters.size()));
	}

	@Override
	public ProbabilityMap probabilities(final Raters raters) {
		return raters instanceof final SoftRaters soft ? weighted(soft, alike(soft.size())) : PatternFusion.super.probabilities(
			raters);
	}

	private static double[] alike(final int n) {
		final double[] weights = new double[n];
		Arrays.fill(weights, 1);
		return weights;
	}

	/** p_c = Σ_r w_r [label_r = c] / Σ_r w_r over those who labelled the pixel, who count alike if none of them has weight. */
	static Rule weighted(final double[] weights) {
		return (labels, p) -> {
			double sum = 0;
			for (int r = 0; r < labels.length; r++)
				if ((labels[r] & 0xFF) != HardRaters.UNLABELED) sum += weights[r];
			for (int r = 0; r < labels.length; r++)
				if ((labels[r] & 0xFF) != HardRaters.UNLABELED) p[labels[r] & 0xFF] += sum == 0 ? 1 : weights[r];
			normalize(p);
		};
	}

	/** p_c = Σ_r w_r p_rc / Σ_r w_r over the raters who labelled the pixel, with equal weights if all weights are 0. */
	static ProbabilityMap weighted(final SoftRaters raters, final double[] weights) {
		return MapBlocks.fuse(raters, (maps, p) -> {
			add(maps, weights, p);
			if (Arrays.stream(p).sum() == 0) mean(maps, p);
			else normalize(p);
		});
	}

	/** The mean of the raters who labelled a pixel; p must be 0 before. */
	static void mean(final double[][] maps, final double[] p) {
		add(maps, alike(maps.length), p);
		normalize(p);
	}

	private static void add(final double[][] maps, final double[] weights, final double[] p) {
		for (int r = 0; r < maps.length; r++)
			if (!Double.isNaN(maps[r][0])) for (int c = 0; c < p.length; c++)
				p[c] += weights[r] * maps[r][c];
	}

	private static void normalize(final double[] p) {
		final double sum = Arrays.stream(p).sum();
		for (int c = 0; c < p.length; c++)
			p[c] /= sum;
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
