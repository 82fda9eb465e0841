package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

import sfumato.text.UserException;

/**
 * The Tversky loss in a form that is minimised at the soft target: false positives and false negatives have different weights.
 *
 * <pre>
 * L = 1 − (I + s) / (I + α·fp + β·fn + s),   fp = Σ max(x−y, 0),   fn = Σ max(y−x, 0)
 *     MINIMUM: I = Σ min(x,y)       PRODUCT: I = ⟨x,y⟩
 * </pre>
 *
 * α = β = ½ is {@link DiceSemimetric} and α = β = 1 is {@link JaccardMetric}: DML1 and JML1 with {@link Variant#MINIMUM},
 * DML2 and JML2 with {@link Variant#PRODUCT}. If both are greater than 0 the loss is 0 exactly at x = y. It is not symmetric
 * unless α = β. On hard labels it is the usual Tversky loss, whose intersection ⟨x,y⟩ and errors ⟨x,1−y⟩, ⟨1−x,y⟩ are wrong
 * on soft ones.
 * <p>
 * Source: Salehi et al. 2017; the compatible form is that of the code of Wang et al., MICCAI 2023.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new Tversky().evaluate(p.log(), y, mask) // 0.0479
 * }</pre>
 */
@Plugin(type = Loss.class, name = "tversky",
	description = "Tversky loss, minimised at the soft target: weights false positives and false negatives differently.")
public final class Tversky extends RegionLoss<Tversky.Options> {

	/** The form of the intersection. */
	public enum Variant {
		/** Σ min(x, y). */
		MINIMUM,
		/** ⟨x, y⟩. */
		PRODUCT
	}

	/**
	 * @param alpha weight of false positives, ≥ 0; default 0.3
	 * @param beta weight of false negatives, ≥ 0; default 0.7. One of the two must be greater than 0
	 * @param variant default {@link Variant#MINIMUM}
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1
	 * @param active default {@link ActiveClasses#ALL}
	 * @param reduction {@code batch} (default), {@code image}, {@code class} or a weighted sum of them
	 * @param weights {@code equal} (default), or one number per class
	 * @param log whether the loss is −ln of the score instead of 1 − score; default false
	 */
	public record Options(double alpha, double beta, Variant variant, double smooth, ActiveClasses active, String reduction,
		String weights, boolean log)
	{

		public Options {
			requireWeights(alpha, beta);
			final RegionOptions region = RegionOptions.of(smooth, active, reduction, weights, log);
			reduction = region.reduction().toString();
			weights = region.weights().toString();
		}

		public Options() {
			this(0.3, 0.7, Variant.MINIMUM, 1, ActiveClasses.ALL, "batch", "equal", false);
		}

		static void requireWeights(final double alpha, final double beta) {
			if (!(alpha >= 0 && beta >= 0 && alpha + beta > 0)) throw new UserException(
				LossMessages.alphaAndBeta(alpha, beta));
		}

		private RegionOptions region() {
			return RegionOptions.of(smooth, active, reduction, weights, log);
		}
	}

	public Tversky() {
		this(new Options());
	}

	public Tversky(final Options options) {
		super(options, options.region());
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return overlap(options.variant(), x, y, options.alpha(), options.beta());
	}

	/** Outside the enum, which must load without a tensor engine. */
	static Overlap overlap(final Variant variant, final NDArray x, final NDArray y, final double alpha, final double beta) {
		return variant == Variant.MINIMUM ? Overlap.byMinimum(x, y, alpha, beta) : Overlap.byProduct(x, y, alpha, beta);
	}

	/** Without one of the two kinds of error the loss is 0 away from the target, too. */
	@Override
	public boolean acceptsSoftTargets() {
		return options.alpha() > 0 && options.beta() > 0;
	}
}
