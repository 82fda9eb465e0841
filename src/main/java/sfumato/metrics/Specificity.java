package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Specificity: the share of pixels of other classes that are not predicted as the class, tn / (tn + fp). Close to 1 whatever is
 * predicted where objects are small. NaN if all of the reference is of the class.
 * <p>
 * From 0 to 1. Yerushalmy, Public Health Reports 62 (1947).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Specificity().evaluate(prediction, reference) // 0.8333
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "specificity",
	description = "Specificity, in percent: tn / (tn + fp).")
public final class Specificity implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.specificity(numClass);
	}

	@Override
	public String column() {
		return "Specificity";
	}
}
