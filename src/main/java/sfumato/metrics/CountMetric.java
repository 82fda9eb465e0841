package sfumato.metrics;

import sfumato.labels.Comparison;

/**
 * A metric of the {@linkplain ConfusionMatrix counts} of an image, and so also of those of several images together, {@code
 * evaluate(a.plus(b))}.
 */
public interface CountMetric extends SegmentationMetric {

	/** The score of one class, as a fraction; NaN: none. */
	double score(ConfusionMatrix counts, int numClass);

	/** As {@link SegmentationMetric#evaluate(Comparison)}. */
	default double evaluate(final ConfusionMatrix counts) {
		double sum = 0;
		int n = 0;
		for (int c = 1; c < counts.numClasses(); c++) {
			final double score = score(counts, c);
			if (Double.isNaN(score)) continue;
			sum += score;
			n++;
		}
		return n == 0 ? Double.NaN : sum / n;
	}

	@Override
	default double[] perClass(final Comparison images) {
		final ConfusionMatrix counts = ConfusionMatrix.of(images);
		return counts.perClass(c -> score(counts, c));
	}

	@Override
	default double evaluate(final Comparison images) {
		return evaluate(ConfusionMatrix.of(images));
	}
}
