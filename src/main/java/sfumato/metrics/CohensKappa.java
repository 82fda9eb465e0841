package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * Cohen's kappa: by how much two masks agree beyond what they would by chance; at most 1. Of several classes it is the kappa of
 * all of them at once, which is not the mean of the classes' own.
 */
@Plugin(type = SegmentationMetric.class, name = "kappa", description = "Agreement beyond chance, from -1 to 1.")
public final class CohensKappa implements SegmentationMetric {

	@Override
	public double[] perClass(final Comparison images) {
		final ConfusionMatrix counts = ConfusionMatrix.of(images);
		return counts.perClass(counts::kappa);
	}

	@Override
	public double evaluate(final Comparison images) {
		final ConfusionMatrix counts = ConfusionMatrix.of(images);
		return counts.numClasses() == 2 ? counts.kappa(1) : counts.kappa();
	}

	@Override
	public String column() {
		return "Kappa";
	}

	@Override
	public double tableFactor() {
		return 1;
	}
}
