package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Cohen's kappa: the chance-corrected agreement of two masks; at most 1. Of several classes it is the kappa of all of them at once,
 * which is not the mean of the classes' own.
 *
 * <pre>
 * κ = (p_o − p_e) / (1 − p_e),   p_o = share of equal labels,   p_e = Σ_c share of c in the prediction · share of c in the reference
 * </pre>
 *
 * From −1 to 1, 0 being chance. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new CohensKappa().evaluate(prediction, reference) // 0.3478
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "kappa", description = "Cohen's kappa: agreement corrected for chance, at most 1.")
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
