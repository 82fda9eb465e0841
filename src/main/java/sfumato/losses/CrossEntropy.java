package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Cross entropy with soft or hard targets: the mean over the pixels that count of
 *
 * <pre>
 * KL:  T² Σ_c y_c (ln y_c − ln softmax(z/T)_c)        0 at p = y
 * CE:  −T² Σ_c y_c ln softmax(z/T)_c                  the entropy of y at p = y
 * </pre>
 *
 * with 0 ln 0 = 0. Both have the same gradient, and on hard targets and T = 1 they are the same number. The default is the
 * Kullback–Leibler form: a loss of 0 then means "as the raters say".
 * <p>
 * Source: the paper's "CE" term; the authors' code computes the Kullback–Leibler form. The factor T² keeps the size of the
 * gradient independent of the temperature (Hinton et al. 2015).
 * <p>
 * At least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new CrossEntropy().evaluate(p.log(), y, mask) // 0.0629
 * }</pre>
 */
@Plugin(type = Loss.class, name = "cross-entropy",
	description = "Cross-entropy: mean over pixels of the cross entropy (as Kullback-Leibler divergence) of target and prediction.")
public final class CrossEntropy extends Configured<CrossEntropy.Options> implements Loss {

	/** Which constant is subtracted. */
	public enum Form {
		/** Kullback–Leibler divergence: smallest value 0. */
		KL,
		/** Cross entropy proper: smallest value the entropy of the target. */
		CE
	}

	/**
	 * @param form default {@link Form#KL}
	 * @param temperature T &gt; 0 that logits are divided by; the target is expected to be tempered already; default 1
	 */
	public record Options(Form form, double temperature) {

		public Options {
			if (!(temperature > 0)) throw new UserException(WrongValue.message("temperature", temperature, "greater than 0"));
		}

		public Options() {
			this(Form.KL, 1);
		}
	}

	public CrossEntropy() {
		this(new Options());
	}

	public CrossEntropy(final Options options) {
		super(options);
	}

	@Override
	public NDArray evaluate(final NDArray logits, final NDArray target, final NDArray mask) {
		final double t = options.temperature();
		final NDArray logP = (t == 1 ? logits : Numbers.over(logits, t)).logSoftmax(1);
		// the smallest normal number keeps 0 ln 0 finite, and so its product with 0 is 0
		final NDArray difference = options.form() == Form.CE ? logP.neg() : Numbers.atLeast(target, Float.MIN_NORMAL).log().sub(logP);
		final NDArray perPixel = difference.mul(target).sum(new int[] { 1 }, true);
		return Numbers.times(perPixel.mul(mask).sum(), t * t).div(Numbers.atLeast(mask.sum(), 1));
	}

	@Override
	public boolean isPixelwise() {
		return true;
	}

	@Override
	public boolean acceptsSoftTargets() {
		return true;
	}
}
