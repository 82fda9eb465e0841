package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * How much of the prediction is right: tp / (tp + fp), also called positive predictive value. NaN if the prediction lacks the
 * class.
 */
@Plugin(type = SegmentationMetric.class, name = "precision",
	description = "Share of the prediction that is right, in percent: tp / (tp + fp).")
public final class Precision implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.precision(numClass);
	}

	@Override
	public double ofEmptyMasks() {
		return Double.NaN;
	}

	@Override
	public String column() {
		return "Precision";
	}
}
