package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The focal Tversky loss: the {@link Tversky} loss of each class raised to a power γ ≥ 1, which up-weights badly segmented classes.
 *
 * <pre>
 * L = (1 − T)^γ,   T = (I + s) / (I + α·fp + β·fn + s)
 * </pre>
 *
 * It is minimised at the soft target, as {@link Tversky} is. The exponent is γ as in the code of Wang et al., MICCAI 2023; where it
 * is 1/γ (Abraham &amp; Khan 2019, γ = 4/3), errors that are small count more instead.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new FocalTversky().evaluate(p.log(), y, mask) // 0.0106
 * }</pre>
 */
@Plugin(type = Loss.class, name = "focal-tversky",
	description = "Focal Tversky loss, minimised at the soft target: a power of the Tversky loss that up-weights hard classes.")
public final class FocalTversky extends RegionLoss<FocalTversky.Options> {

	/**
	 * @param alpha weight of false positives, ≥ 0; default 0.3
	 * @param beta weight of false negatives, ≥ 0; default 0.7. One of the two must be greater than 0
	 * @param gamma γ ≥ 1; default 1.5
	 * @param variant default {@link Tversky.Variant#MINIMUM}
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1
	 * @param active default {@link ActiveClasses#ALL}
	 * @param reduction {@code batch} (default), {@code image}, {@code class} or a weighted sum of them
	 * @param weights {@code equal} (default), or one number per class
	 * @param log whether it is a power of −ln T instead of 1 − T; default false
	 */
	public record Options(double alpha, double beta, double gamma, Tversky.Variant variant, double smooth,
		ActiveClasses active, String reduction, String weights, boolean log)
	{

		public Options {
			Tversky.Options.requireWeights(alpha, beta);
			final RegionOptions region = RegionOptions.of(smooth, active, reduction, weights, log, gamma);
			reduction = region.reduction().toString();
			weights = region.weights().toString();
		}

		public Options() {
			this(0.3, 0.7, 1.5, Tversky.Variant.MINIMUM, 1, ActiveClasses.ALL, "batch", "equal", false);
		}

		private RegionOptions region() {
			return RegionOptions.of(smooth, active, reduction, weights, log, gamma);
		}
	}

	public FocalTversky() {
		this(new Options());
	}

	public FocalTversky(final Options options) {
		super(options, options.region());
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return Tversky.overlap(options.variant(), x, y, options.alpha(), options.beta());
	}

	/** As {@link Tversky#acceptsSoftTargets()}. */
	@Override
	public boolean acceptsSoftTargets() {
		return options.alpha() > 0 && options.beta() > 0;
	}
}
