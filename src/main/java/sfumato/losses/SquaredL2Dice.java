package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The Dice loss with a squared denominator. It is 0 exactly at x = y and so minimised at the soft target, but on hard labels it is not the
 * soft Dice loss where x is soft: its gradient vanishes as x approaches y.
 *
 * <pre>
 * L = 1 − (⟨x,y⟩ + s) / (½‖x‖² + ½‖y‖² + s)   = ½‖x−y‖² / (½‖x‖² + ½‖y‖² + s)
 * </pre>
 *
 * Source: Milletari et al. 2016 (V-Net), with s as in the other losses; norm = 2 of the code of Wang et al., MICCAI 2023.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new SquaredL2Dice().evaluate(p.log(), y, mask) // 0.0062
 * }</pre>
 */
@Plugin(type = Loss.class, name = "squared-l2-dice",
	description = "Dice loss with squared denominator: minimised at the soft target; differs from soft Dice on hard labels.")
public final class SquaredL2Dice extends PlainRegionLoss {

	public SquaredL2Dice() {
		this(new Options());
	}

	public SquaredL2Dice(final Options options) {
		super(options);
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return Overlap.squared(x, y);
	}

	@Override
	public boolean acceptsSoftTargets() {
		return true;
	}
}
