package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Cohen's kappa: by how much two masks agree beyond what they would by chance; at most 1. Of several classes it is the kappa of
 * all of them at once, which is not the mean of the classes' own.
 */
@Plugin(type = SegmentationMetric.class, name = "kappa", description = "Cohen's kappa: agreement beyond chance, at most 1.")
public final class CohensKappa implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.kappa(numClass);
	}

	@Override
	public double evaluate(final ConfusionMatrix counts, final CountedClasses classes) {
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
