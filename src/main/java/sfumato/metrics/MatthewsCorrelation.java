package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Matthews correlation coefficient (MCC) of prediction and reference of a class: from −1 over 0, which is chance, to 1. Other than
 * Dice it looks at the background, too. See {@link ConfusionMatrix#matthewsCorrelation} for empty masks.
 *
 * <pre>
 * MCC = (tp · tn − fp · fn) / √((tp + fp)(tp + fn)(tn + fp)(tn + fn))
 * </pre>
 *
 * From −1 to 1. Matthews, Biochimica et Biophysica Acta 405 (1975).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new MatthewsCorrelation().evaluate(prediction, reference) // 0.3563
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "mcc",
	description = "Matthews correlation coefficient (MCC), from -1 to 1.")
public final class MatthewsCorrelation implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.matthewsCorrelation(numClass);
	}

	@Override
	public String column() {
		return "MCC";
	}

	@Override
	public double tableFactor() {
		return 1;
	}
}
