package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The soft Dice loss, for comparison. <b>It is wrong on soft labels</b>: of one pixel with target 0.5 it is 0.5 where the
 * prediction is the target, and 1/3 where the prediction is 1 (s = 0), so that it drives a network to be surer than its
 * raters. {@link DiceSemimetric} equals it on hard labels.
 *
 * <pre>
 * SDL = 1 − (⟨x,y⟩ + s) / (½|x| + ½|y| + s)
 * </pre>
 *
 * Source: Wang et al., MICCAI 2023, equation 1 and the counter-example after it.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new SoftDice().evaluate(p.log(), y, mask) // 0.156
 * }</pre>
 */
@Plugin(type = Loss.class, name = "soft-dice",
	description = "Soft Dice loss, for comparison; minimised at the target on hard labels only.")
public final class SoftDice extends PlainRegionLoss {

	public SoftDice() {
		this(new Options());
	}

	public SoftDice(final Options options) {
		super(options);
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return Overlap.soft(x, y, 0.5, 0.5);
	}

	@Override
	public boolean acceptsSoftTargets() {
		return false;
	}
}
