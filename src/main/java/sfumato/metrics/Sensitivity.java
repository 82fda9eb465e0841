package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * How much of the reference is found: tp / (tp + fn), also called recall. NaN if the reference lacks the class.
 */
@Plugin(type = SegmentationMetric.class, name = "sensitivity", description = "Share of the reference that is found (recall).")
public final class Sensitivity implements SegmentationMetric {

	@Override
	public double[] perClass(final Comparison images) {
		final ConfusionMatrix counts = ConfusionMatrix.of(images);
		return counts.perClass(counts::sensitivity);
	}

	@Override
	public String column() {
		return "Sensitivity";
	}
}
