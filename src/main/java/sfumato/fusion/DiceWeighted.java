package sfumato.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.methods.Configured;
import sfumato.text.UserException;

/**
 * {@code dice-weighted(zeroOverlap: ZERO)}: a weighted average, a rater's weight being the Dice coefficient with the majority of this
 * image,
 *
 * <pre>
 * d_r = Dice(rater r, majority)      p_c = Σ_r d_r [label_r = c] / Σ_r d_r
 * </pre>
 *
 * with the mean Dice of the foreground classes where there are several ({@link MajorityDice}). Two empty masks have Dice
 * 1. If no rater has any weight, all count the same. Both d_r and p are over the pixels that a rater labelled.
 * <p>
 * Of the Dice-semimetric-loss paper (MICCAI 2023). Its authors' code gives a rater without any overlap the weight 1, the
 * opposite of what the paper says; {@link ZeroOverlap#ONE} does the same, to reproduce its numbers.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new DiceWeighted().fuse(raters)) // [1, 0.7297, 0.3243, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "dice-weighted", description = "Weighted average of the raters; a rater's weight is the Dice" +
	" coefficient with the majority.")
public final class DiceWeighted extends Configured<DiceWeighted.Options> implements PatternFusion {

	/** The weight of a rater with a Dice of 0. */
	public enum ZeroOverlap {
		/** Weight 0, as in the paper. */
		ZERO,
		/** As much as full agreement, as the authors' code has it. */
		ONE
	}

	/**
	 * @param zeroOverlap the weight of a rater that nowhere agrees with the majority on a foreground class
	 */
	public record Options(ZeroOverlap zeroOverlap) {

		public Options {
			if (zeroOverlap == null) throw new UserException(FusionMessages.zeroOverlapMissing());
		}

		public Options() {
			this(ZeroOverlap.ZERO);
		}
	}

	public DiceWeighted() {
		this(new Options());
	}

	public DiceWeighted(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		return Average.weighted(weights(raters));
	}

	/** {@inheritDoc} The weights of raters who gave probabilities are those of their most probable classes. */
	@Override
	public ProbabilityMap probabilities(final Raters raters) {
		return raters instanceof final SoftRaters soft ? Average.weighted(soft, weights(soft)) : PatternFusion.super.probabilities(
			raters);
	}

	/** The raters' weights d_r, not normalised: one per rater, in [0, 1], not all 0. */
	public double[] weights(final Raters raters) {
		final double[][] dice = MajorityDice.dicePerClass(raters);
		final double none = options.zeroOverlap() == ZeroOverlap.ONE ? 1 : 0;
		final double[] weights = Arrays.stream(dice).mapToDouble(classes -> MajorityDice.foregroundMean(classes, d -> d == 0 ? none
			: d)).toArray();
		if (Arrays.stream(weights).allMatch(w -> w == 0)) Arrays.fill(weights, 1);
		return weights;
	}

	@Override
	public List<String> report(final Raters raters) {
		final double[] weights = weights(raters);
		return IntStream.range(0, weights.length).mapToObj(r -> String.format(Locale.ROOT, "Rater %s: weight %.4f", raters.name(
			r), weights[r])).toList();
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
