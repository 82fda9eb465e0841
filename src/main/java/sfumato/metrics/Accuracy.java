package sfumato.metrics;

import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;

/**
 * The share of pixels whose arg-max is right, background included. Where objects are small it is close to 1 whatever is
 * predicted; use {@link Dice} then.
 * <p>
 * The score of a class is the share of pixels for which "is it of this class?" is answered rightly, (tp + tn) / all;
 * {@link #evaluate} counts pixels with the right class and is not the mean of these, except that with two classes all three
 * are the same.
 */
@Plugin(type = SegmentationMetric.class, name = "accuracy", description = "Share of pixels with the right class.")
public final class Accuracy implements SegmentationMetric {

	@Override
	public double[] perClass(final ProbabilityMap prediction, final ProbabilityMap reference) {
		final ConfusionMatrix counts = ConfusionMatrix.of(prediction, reference);
		return IntStream.range(0, counts.numClasses()).mapToDouble(counts::accuracy).toArray();
	}

	@Override
	public double evaluate(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return ConfusionMatrix.of(prediction, reference).accuracy();
	}

	@Override
	public String column() {
		return "Accuracy";
	}
}
