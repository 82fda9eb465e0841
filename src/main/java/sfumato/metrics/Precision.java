package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * How much of the prediction is right: tp / (tp + fp), also called positive predictive value. NaN if the prediction lacks the
 * class.
 */
@Plugin(type = SegmentationMetric.class, name = "precision", description = "Share of the prediction that is right.")
public final class Precision implements SegmentationMetric {

	@Override
	public double[] perClass(final Comparison images) {
		final ConfusionMatrix counts = ConfusionMatrix.of(images);
		return counts.perClass(counts::precision);
	}

	@Override
	public String column() {
		return "Precision";
	}
}
