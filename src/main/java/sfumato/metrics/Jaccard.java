package sfumato.metrics;

import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;

/**
 * Overlap of the arg-max of both maps: Jaccard = tp / (tp + fp + fn) = |A ∩ B| / |A ∪ B|, also called IoU. Two empty masks
 * score 1, one empty mask 0. Jaccard = Dice / (2 − Dice).
 */
@Plugin(type = SegmentationMetric.class, name = "jaccard",
	description = "Overlap of two masks: shared area by joint area (IoU).")
public final class Jaccard implements SegmentationMetric {

	@Override
	public double[] perClass(final ProbabilityMap prediction, final ProbabilityMap reference) {
		final ConfusionMatrix counts = ConfusionMatrix.of(prediction, reference);
		return IntStream.range(0, counts.numClasses()).mapToDouble(counts::jaccard).toArray();
	}

	@Override
	public String column() {
		return "Jaccard";
	}
}
