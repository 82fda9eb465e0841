package sfumato.metrics;

import java.util.stream.IntStream;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/** A metric of the distances between two surfaces. Not defined for background, whose surface is that of the objects. */
abstract sealed class SurfaceMetric<O extends Record> extends Configured<O> implements SegmentationMetric
	permits HausdorffDistance, AverageSurfaceDistance, NormalizedSurfaceDice
{

	SurfaceMetric(final O options) {
		super(options);
	}

	/** The score of two masks of which both or neither are empty. */
	abstract double score(SurfaceDistances distances);

	/** The score of an empty mask beside one that is not. */
	abstract double ofOneEmpty(Comparison images);

	/** A distance where one of two masks is empty. */
	static double distance(final Missed missed, final Comparison images) {
		return missed == Missed.SKIP ? Double.NaN : images.diagonal();
	}

	@Override
	public double[] perClass(final Comparison images) {
		return IntStream.range(0, images.numClasses()).mapToDouble(c -> {
			if (c == 0) return Double.NaN;
			final SurfaceDistances distances = SurfaceDistances.of(images, c);
			return distances.oneEmpty() ? ofOneEmpty(images) : score(distances);
		}).toArray();
	}
}
