package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * Average symmetric surface distance: the mean, over the surface pixels of both masks, of the distance to the other surface, in
 * the unit of the image:
 *
 * <pre>
 * ( Σ_{a∈A} d(a, B) + Σ_{b∈B} d(b, A) ) / (|A| + |B|)
 * </pre>
 *
 * Two empty masks have the distance 0; one empty mask has none (NaN), or with {@code missed: PENALTY} the diagonal of the image.
 * <p>
 * At least 0. Heimann et al., IEEE TMI 28 (2009).
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new AverageSurfaceDistance().evaluate(prediction, reference) // 1.25
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "surface-distance",
	description = "Average symmetric surface distance (ASSD) of prediction and reference, in the image's unit.")
public final class AverageSurfaceDistance extends SurfaceMetric<AverageSurfaceDistance.Options> {

	/** @param missed what counts where one mask is empty; default {@link Missed#SKIP} */
	public record Options(Missed missed) {

		public Options() {
			this(Missed.SKIP);
		}
	}

	public AverageSurfaceDistance() {
		this(new Options());
	}

	public AverageSurfaceDistance(final Options options) {
		super(options);
	}

	@Override
	double score(final SurfaceDistances d) {
		return d.stream().average().orElse(0);
	}

	@Override
	double ofOneEmpty(final Comparison images) {
		return distance(options.missed(), images);
	}

	@Override
	public String column() {
		return "ASSD";
	}

	@Override
	public double tableFactor() {
		return 1;
	}

	@Override
	public double perfect() {
		return 0;
	}
}
