package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Volumetric similarity of two masks, independent of position: 1 − |fn − fp| / (2tp + fp + fn). Two empty masks score 1, one empty
 * mask 0.
 * <p>
 * Taha and Hanbury, Metrics for evaluating 3D medical image segmentation, BMC Medical Imaging 15 (2015).
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new VolumeSimilarity().evaluate(prediction, reference) // 0.8571
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "volume-similarity",
	description = "Volumetric similarity, regardless of position, in percent: 1 − |fn − fp| / (2tp + fp + fn).")
public final class VolumeSimilarity implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.volumeSimilarity(numClass);
	}

	@Override
	public String column() {
		return "VolumeSimilarity";
	}
}
