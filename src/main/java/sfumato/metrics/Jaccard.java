package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Jaccard index (IoU) of the arg-max of both maps: Jaccard = tp / (tp + fp + fn) = |A ∩ B| / |A ∪ B|. Two empty masks score 1, one
 * empty mask 0. Jaccard = Dice / (2 − Dice).
 * <p>
 * From 0 to 1. Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11 (1912).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Jaccard().evaluate(prediction, reference) // 0.4
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "jaccard",
	description = "Jaccard index (IoU) of two masks, in percent: tp / (tp + fp + fn).")
public final class Jaccard implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.jaccard(numClass);
	}

	@Override
	public String column() {
		return "Jaccard";
	}
}
