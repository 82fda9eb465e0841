package sfumato.metrics;

import sfumato.labels.Comparison;

/** A metric that is computed from the {@linkplain ConfusionMatrix confusion matrix} of an image. */
public interface CountMetric extends AdditiveMetric {

	/** The score of one class, as a fraction; NaN: none. */
	double score(ConfusionMatrix counts, int numClass);

	/** As {@link SegmentationMetric#evaluate(Comparison, CountedClasses)}. */
	default double evaluate(final ConfusionMatrix counts, final CountedClasses classes) {
		return mean(counts.perClass(c -> score(counts, c)), counts.counted(classes));
	}

	/** {@link #evaluate(ConfusionMatrix, CountedClasses)} of the classes that are present. */
	default double evaluate(final ConfusionMatrix counts) {
		return evaluate(counts, CountedClasses.PRESENT);
	}

	@Override
	default long[] sums(final Comparison images) {
		return ConfusionMatrix.of(images).toSums();
	}

	@Override
	default double[] perClass(final long[] sums) {
		final ConfusionMatrix counts = ConfusionMatrix.ofSums(sums);
		return counts.perClass(c -> score(counts, c));
	}

	@Override
	default boolean[] counted(final long[] sums, final CountedClasses classes) {
		return ConfusionMatrix.ofSums(sums).counted(classes);
	}

	@Override
	default double evaluate(final long[] sums, final CountedClasses classes) {
		return evaluate(ConfusionMatrix.ofSums(sums), classes);
	}
}
