package sfumato.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.Raters;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * {@code simple(alpha: 1, margin: 0.05)}: selective and iterative method for performance level estimation. Raters who agree
 * too little with the common estimate are dropped, one round after the other:
 *
 * <pre>
 * E = class with most weight (background at a tie)     d_r = Dice(rater r, E)
 * drop r where d_r &lt; mean(d) − max(alpha · sd(d), margin), until nobody is      p_c = Σ_r d_r [label_r = c] / Σ_r d_r
 * </pre>
 *
 * Weights are all 1 in the first round, then the d of the round before; mean and standard deviation (n) are those of the raters
 * that are left, Dice the mean over foreground classes. Langerak et al., IEEE TMI 29 (2010); there is no margin there, and of
 * a few raters who nearly agree the least is always dropped.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Simple().fuse(raters)) // [1, 1, 0.4444, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "simple",
	description = "SIMPLE: drops raters with low agreement and weights the others by Dice.")
public final class Simple extends Configured<Simple.Options> implements PatternFusion {

	/**
	 * @param alpha how many standard deviations below the mean Dice a rater is dropped, at least 0
	 * @param margin how far below the mean Dice it is at least kept, in [0, 1]
	 */
	public record Options(double alpha, double margin) {
		public Options {
			if (!(alpha >= 0)) throw new UserException(WrongValue.message("alpha", alpha, "at least 0"));
			if (!(margin >= 0 && margin <= 1)) throw new UserException(WrongValue.message("margin", margin, "between 0 and 1"));
		}

		public Options() {
			this(1, 0.05);
		}
	}

	public Simple() {
		this(new Options());
	}

	public Simple(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		return Average.weighted(weights(raters));
	}

	/** The raters' final weights: their Dice with the estimate, 0 for those that were dropped. */
	public double[] weights(final Raters raters) {
		final LabelPatterns patterns = LabelPatterns.of(raters.hard());
		double[] weights = new double[raters.size()];
		Arrays.fill(weights, 1);
		boolean[] kept = new boolean[weights.length];
		Arrays.fill(kept, true);
		while (true) {
			final double[] dice = MajorityDice.foregroundDice(MajorityDice.dicePerClass(patterns, weights.length, estimate(
				patterns, weights)));
			final boolean[] left = select(dice, kept);
			final double[] next = IntStream.range(0, dice.length).mapToDouble(r -> left[r] ? dice[r] : 0).toArray();
			if (Arrays.equals(left, kept)) return next;
			kept = left;
			weights = next;
		}
	}

	private boolean[] select(final double[] dice, final boolean[] kept) {
		final double[] d = IntStream.range(0, dice.length).filter(r -> kept[r]).mapToDouble(r -> dice[r]).toArray();
		final double mean = Arrays.stream(d).average().orElseThrow();
		final double sd = Math.sqrt(Arrays.stream(d).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
		final double least = mean - Math.max(options.alpha() * sd, options.margin());
		final boolean[] left = new boolean[kept.length];
		for (int r = 0; r < left.length; r++)
			left[r] = kept[r] && dice[r] >= least;
		return left;
	}

	/** The class with most weight, per pattern. */
	private static int[] estimate(final LabelPatterns patterns, final double[] weights) {
		final PatternFusion.Rule vote = Average.weighted(weights);
		return IntStream.range(0, patterns.size()).map(p -> {
			final double[] share = new double[patterns.numClasses()];
			if (IntStream.range(0, weights.length).allMatch(r -> patterns.label(p, r) < 0)) return 0;
			vote.apply(patterns.labels(p), share);
			final double most = Arrays.stream(share).max().orElseThrow();
			final int[] first = IntStream.range(0, share.length).filter(c -> share[c] >= most - 1e-12).toArray();
			return first.length == 1 ? first[0] : 0;
		}).toArray();
	}

	@Override
	public List<String> report(final Raters raters) {
		final double[] weights = weights(raters);
		return IntStream.range(0, weights.length).mapToObj(r -> weights[r] == 0 ? FusionMessages.dropped(raters.name(r))
			: FusionMessages.weight(raters.name(r), weights[r])).toList();
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
