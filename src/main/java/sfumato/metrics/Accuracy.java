package sfumato.metrics;

import org.scijava.plugin.Plugin;

/**
 * Pixel accuracy: the share of pixels whose arg-max is correct, background included. Where objects are small it is close to 1 whatever
 * is predicted; use {@link Dice} then.
 * <p>
 * The score of a class is the share of pixels for which "is it of this class?" is answered rightly, (tp + tn) / all;
 * {@link #evaluate} counts pixels with the right class and is not the mean of these, except that with two classes all three
 * are the same.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Accuracy().evaluate(prediction, reference) // 0.7
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "accuracy",
	description = "Accuracy: share of pixels with the correct class, in percent, background included.")
public final class Accuracy implements CountMetric {

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		return counts.accuracy(numClass);
	}

	@Override
	public double evaluate(final ConfusionMatrix counts, final CountedClasses classes) {
		return counts.accuracy();
	}

	@Override
	public String column() {
		return "Accuracy";
	}
}
