package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The Dice semimetric losses (DML): Dice losses that are minimised at the soft target.
 * <p>
 * For one class, x and y being its probabilities and targets over all pixels of the region that count, |·| their sum,
 *
 * <pre>
 * DML1 = 1 − (Σ min(x,y) + s) / (½|x| + ½|y| + s)   = ½|x−y| / (½|x| + ½|y| + s)
 * DML2 = 1 − (⟨x,y⟩ + s) / (⟨x,y⟩ + ½|x−y| + s)     = ½|x−y| / (⟨x,y⟩ + ½|x−y| + s)
 * </pre>
 *
 * and the loss is the mean over the active classes. With s = 0: both are 0 exactly at x = y, equal to the soft Dice loss
 * 1 − 2⟨x,y⟩/(|x|+|y|) if x or y is hard, DML1 ≤ DML2, and d(a,c) ≤ 3/2 (d(a,b) + d(b,c)).
 * <p>
 * The right-hand forms are computed: they have no difference of large sums, so that the loss is exactly 0, with gradient
 * exactly 0, at x = y, and never negative.
 * <p>
 * Source: Wang et al., MICCAI 2023, equation 4; pooling over the batch and s as in the authors' configuration.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new DiceSemimetric().evaluate(p.log(), y, mask) // 0.0521
 * }</pre>
 */
@Plugin(type = Loss.class, name = "dice-semimetric",
	description = "Dice semimetric loss (DML1, DML2): equals soft Dice on hard labels; minimised at the soft target.")
public final class DiceSemimetric extends RegionLoss<DiceSemimetric.Options> {

	/** Which of the two losses. */
	public enum Variant {
		/** Intersection Σ min(x, y); the paper's default. */
		DML1,
		/** Intersection ⟨x, y⟩. */
		DML2
	}

	/**
	 * @param variant default {@link Variant#DML1}
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1. It sets how hard a class that is absent from the target
	 *          is pushed down. The theorems hold for 0
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
			this(Variant.DML1, 1, ActiveClasses.ALL);
		}

		public Options(final Variant variant, final double smooth, final ActiveClasses active) {
			this(variant, smooth, active, "batch", "equal", false);
		}

		private RegionOptions region() {
			return RegionOptions.of(smooth, active, reduction, weights, log);
		}
	}

	public DiceSemimetric() {
		this(new Options());
	}

	public DiceSemimetric(final Options options) {
		super(options, options.region());
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return options.variant() == Variant.DML1 ? Overlap.byMinimum(x, y, 0.5, 0.5) : Overlap.byProduct(x, y, 0.5, 0.5);
	}

	@Override
	public boolean acceptsSoftTargets() {
		return true;
	}
}
