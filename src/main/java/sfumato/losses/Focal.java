package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The focal loss: cross-entropy that down-weights well-classified pixels. The mean over the pixels that count of
 *
 * <pre>
 * −Σ_c y_c (1 − p_c)^γ ln p_c
 * </pre>
 *
 * <b>It is wrong on soft labels</b> unless γ = 0, where it is cross entropy: with γ = 2 and a pixel of two classes whose
 * target is 0.9 it is 0.187 where the prediction is the target, and 0.088, its smallest value, at 0.694, so that it drives
 * a network to be less sure than its raters.
 * <p>
 * Source: Lin et al. 2017; on hard labels, for which it was made, only the term of the label is left.
 * <p>
 * At least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new Focal().evaluate(p.log(), y, mask) // 0.1034
 * }</pre>
 */
@Plugin(type = Loss.class, name = "focal",
	description = "Focal loss: cross-entropy that down-weights easy pixels; minimised at the target on hard labels only.")
public final class Focal extends Configured<Focal.Options> implements Loss {

	/** @param gamma γ: 0, which is cross entropy, or at least 1; default 2 */
	public record Options(double gamma) {

		public Options {
			// between 0 and 1 the derivative has no limit where a prediction is certain and right
			if (!(gamma == 0 || gamma >= 1)) throw new UserException(WrongValue.message("gamma", gamma, "0, or 1 or greater"));
		}

		public Options() {
			this(2);
		}
	}

	public Focal() {
		this(new Options());
	}

	public Focal(final Options options) {
		super(options);
	}

	@Override
	public NDArray evaluate(final NDArray logits, final NDArray target, final NDArray mask) {
		final NDArray entropy = logits.logSoftmax(1).mul(target);
		// softmax, because exp of logSoftmax may be greater than 1 by a rounding error, and its power then NaN
		final NDArray perPixel = options.gamma() == 0 ? entropy : entropy.mul(Numbers.power(logits.softmax(1).neg()
			.add(1), options.gamma()));
		return perPixel.sum(new int[] { 1 }, true).neg().mul(mask).sum().div(Numbers.atLeast(mask.sum(),
			1));
	}

	@Override
	public boolean isPixelwise() {
		return true;
	}

	@Override
	public boolean acceptsSoftTargets() {
		return options.gamma() == 0;
	}
}
