package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The Jaccard metric losses (JML): Jaccard (intersection over union) losses that are minimised at the soft target.
 *
 * <pre>
 * JML1 = 1 − (Σ min(x,y) + s) / (Σ max(x,y) + s)    = |x−y| / (Σ max(x,y) + s)
 * JML2 = 1 − (⟨x,y⟩ + s) / (⟨x,y⟩ + |x−y| + s)      = |x−y| / (⟨x,y⟩ + |x−y| + s)
 * </pre>
 *
 * with x, y and |·| as in {@link DiceSemimetric}, to which they are related by DML = JML / (2 − JML). With s = 0 both are
 * metrics: 0 exactly at x = y, symmetric, and d(a,c) ≤ d(a,b) + d(b,c); they equal the {@link SoftJaccard soft Jaccard loss}
 * if x or y is hard, and JML1 ≤ JML2.
 * <p>
 * Source: Wang et al., "Jaccard Metric Losses", as given in Wang et al., MICCAI 2023, equation 3.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new JaccardMetric().evaluate(p.log(), y, mask) // 0.0988
 * }</pre>
 */
@Plugin(type = Loss.class, name = "jaccard-metric",
	description = "Jaccard metric loss (JML1, JML2): equals soft Jaccard on hard labels; minimised at the soft target.")
public final class JaccardMetric extends RegionLoss<JaccardMetric.Options> {

	/** Which of the two losses. */
	public enum Variant {
		/** Intersection Σ min(x, y). */
		JML1,
		/** Intersection ⟨x, y⟩. */
		JML2
	}

	/**
	 * @param variant default {@link Variant#JML1}
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1
	 * @param active default {@link ActiveClasses#ALL}
	 * @param reduction {@code batch} (default), {@code image}, {@code class} or a weighted sum of them
	 * @param weights {@code equal} (default), or one number per class
	 * @param log whether the loss is −ln of the score instead of 1 − score; default false
	 */
	public record Options(Variant variant, double smooth, ActiveClasses active, String reduction, String weights,
		boolean log)
	{

		public Options {
			final RegionOptions region = RegionOptions.of(smooth, active, reduction, weights, log);
			reduction = region.reduction().toString();
			weights = region.weights().toString();
		}

		public Options() {
			this(Variant.JML1, 1, ActiveClasses.ALL, "batch", "equal", false);
		}

		private RegionOptions region() {
			return RegionOptions.of(smooth, active, reduction, weights, log);
		}
	}

	public JaccardMetric() {
		this(new Options());
	}

	public JaccardMetric(final Options options) {
		super(options, options.region());
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return options.variant() == Variant.JML1 ? Overlap.byMinimum(x, y, 1, 1) : Overlap.byProduct(x, y, 1, 1);
	}

	@Override
	public boolean acceptsSoftTargets() {
		return true;
	}
}
