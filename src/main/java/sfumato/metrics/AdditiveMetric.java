package sfumato.metrics;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;

/** A metric that is computed from sums over pixels, and so also for pooled pixels of several images. */
public interface AdditiveMetric extends SegmentationMetric, Additive {

	/** As {@link SegmentationMetric#perClass(Comparison)} of what the sums were taken over. */
	double[] perClass(long[] sums);

	/** As {@link SegmentationMetric#counted} of what the sums were taken over. */
	boolean[] counted(long[] sums, CountedClasses classes);

	/** As {@link SegmentationMetric#evaluate(Comparison, CountedClasses)} of what the sums were taken over. */
	default double evaluate(final long[] sums, final CountedClasses classes) {
		return mean(perClass(sums), counted(sums, classes));
	}

	@Override
	default double[] perClass(final Comparison images) {
		return perClass(sums(images));
	}

	@Override
	default boolean[] counted(final Comparison images, final CountedClasses classes) {
		return counted(sums(images), classes);
	}

	@Override
	default double evaluate(final Comparison images, final CountedClasses classes) {
		return evaluate(sums(images), classes);
	}
}
