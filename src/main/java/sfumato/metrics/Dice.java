package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Dice coefficient (F1 score) of the arg-max of both maps: Dice = 2tp / (2tp + fp + fn) = 2|A ∩ B| / (|A| + |B|). Two empty masks
 * score 1, one empty mask 0. Against a soft reference use {@link BinarizedDice}, which looks at more than one level.
 * <p>
 * Dice, Measures of the amount of ecologic association between species, Ecology 26 (1945).
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Dice().evaluate(prediction, reference) // 0.5714
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "dice",
	description = "Dice coefficient (F1 score) of two masks, in percent: 2tp / (2tp + fp + fn).")
public final class Dice implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.dice(numClass);
	}

	@Override
	public String column() {
		return "Dice";
	}
}
