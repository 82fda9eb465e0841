package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Matthews correlation coefficient of "is of the class" in prediction and reference: from −1 over 0, which is chance, to 1. Other
 * than Dice it looks at the background, too. See {@link ConfusionMatrix#matthewsCorrelation} for empty masks.
 */
@Plugin(type = SegmentationMetric.class, name = "mcc",
	description = "Matthews correlation coefficient, from -1 to 1.")
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
