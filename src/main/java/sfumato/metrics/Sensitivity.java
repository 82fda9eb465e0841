package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Sensitivity (recall): the share of the reference that is found, tp / (tp + fn). NaN if the reference lacks the class.
 * <p>
 * From 0 to 1. Yerushalmy, Public Health Reports 62 (1947).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Sensitivity().evaluate(prediction, reference) // 0.5
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "sensitivity",
	description = "Sensitivity (recall), in percent: tp / (tp + fn).")
public final class Sensitivity implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.sensitivity(numClass);
	}

	@Override
	public double ofEmptyMasks() {
		return Double.NaN;
	}

	@Override
	public String column() {
		return "Sensitivity";
	}
}
