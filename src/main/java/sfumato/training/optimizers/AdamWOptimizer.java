package sfumato.training.optimizers;

import org.scijava.plugin.Plugin;

import sfumato.engine.AdamW;
import sfumato.engine.Parameters;
import sfumato.engine.WeightUpdate;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * AdamW: Adam with decoupled weight decay, as PyTorch has it. It needs smaller learning rates than SGD; the authors' later experiments use
 * 6e-5. Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR 2019; {@link AdamW} has the formula.
 *
 * <pre>{@code
 * new AdamWOptimizer().options().beta2() // 0.999
 * }</pre>
 */
@Plugin(type = Optimizer.class, name = "adamw", description = "Adam with decoupled weight decay; takes rates around 1e-4.")
public final class AdamWOptimizer extends Configured<AdamWOptimizer.Options> implements Optimizer {

	/**
	 * The options, with PyTorch's defaults.
	 *
	 * @param beta1 decay of the mean of the gradients, in [0, 1)
	 * @param beta2 decay of the mean of their squares, in [0, 1)
	 * @param epsilon added to the root of the mean square, greater than 0
	 * @param decay decoupled weight decay, at least 0
	 */
	public record Options(double beta1, double beta2, double epsilon, double decay) {

		public Options() {
			this(0.9, 0.999, 1e-8, 0.01);
		}

		public Options {
			requireShare("beta1", beta1);
			requireShare("beta2", beta2);
			if (!(epsilon > 0)) throw new UserException(WrongValue.message("epsilon", epsilon, "greater than 0"));
			if (!(decay >= 0)) throw new UserException(WrongValue.message("decay", decay, "0 or greater"));
		}

		private static void requireShare(final String name, final double value) {
			if (!(value >= 0 && value < 1)) throw new UserException(WrongValue.message(name, value, "at least 0 and less than 1"));
		}
	}

	public AdamWOptimizer() {
		this(new Options());
	}

	public AdamWOptimizer(final Options options) {
		super(options);
	}

	@Override
	public WeightUpdate of(final Parameters parameters, final double decoderFactor) {
		return new AdamW(parameters, new AdamW.Options(options.beta1(), options.beta2(), options.epsilon(), options.decay(), decoderFactor));
	}

	@Override
	public double largestRate() {
		return 2e-3;
	}
}
