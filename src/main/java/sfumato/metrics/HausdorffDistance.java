package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Hausdorff distance: the largest (or a percentile of the) distance between the surfaces of two masks, in the unit of the image,
 *
 * <pre>
 * max( P_q { d(a, B) : a ∈ A }, P_q { d(b, A) : b ∈ B } )
 * </pre>
 *
 * where A and B are surface pixels and P_q is the q-th percentile: 100 takes the farthest pixel of all, 95 ({@code HD95}) is
 * not upset by a few. Two empty masks have the distance 0; one empty mask has none (NaN), or with {@code missed: PENALTY} the
 * diagonal of the image.
 * <p>
 * Percentiles of the two directions are taken before the larger one is, as in Maier-Hein et al., Metrics reloaded, Nature
 * Methods 21 (2024); programs that mix the two directions first give smaller numbers.
 * <p>
 * At least 0.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new HausdorffDistance(new HausdorffDistance.Options(100, Missed.SKIP)).evaluate(prediction, reference) // 2.0
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "hausdorff",
	description = "Hausdorff distance of the surfaces, at a percentile (e.g. HD95), in the image's unit.")
public final class HausdorffDistance extends SurfaceMetric<HausdorffDistance.Options> {

	/**
	 * @param percentile q, above 0, at most 100; default 95
	 * @param missed what counts where one mask is empty; default {@link Missed#SKIP}
	 */
	public record Options(double percentile, Missed missed) {

		public Options {
			if (!(percentile > 0 && percentile <= 100)) throw new UserException(WrongValue.message("percentile", percentile,
				"above 0 and at most 100"));
		}

		public Options() {
			this(95, Missed.SKIP);
		}
	}

	public HausdorffDistance() {
		this(new Options());
	}

	public HausdorffDistance(final Options options) {
		super(options);
	}

	@Override
	double score(final SurfaceDistances d) {
		return d.bothEmpty() ? 0 : Math.max(SurfaceDistances.percentile(d.toReference(), options.percentile()),
			SurfaceDistances.percentile(d.toPrediction(), options.percentile()));
	}

	@Override
	double ofOneEmpty(final Comparison images) {
		return distance(options.missed(), images);
	}

	@Override
	public String column() {
		final double q = options.percentile();
		return q == 100 ? "HD" : "HD" + (q == Math.rint(q) ? "" + (int) q : "" + q);
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
