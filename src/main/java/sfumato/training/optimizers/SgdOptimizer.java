package sfumato.training.optimizers;

import org.scijava.plugin.Plugin;

import sfumato.engine.Parameters;
import sfumato.engine.Sgd;
import sfumato.engine.WeightUpdate;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Stochastic gradient descent with momentum, as PyTorch has it: v ← momentum·v + g + decay·w, w ← w − rate·v. Source: Sutskever et
 * al., On the Importance of Initialization and Momentum, ICML 2013.
 *
 * <pre>{@code
 * new SgdOptimizer().options().momentum() // 0.9
 * }</pre>
 */
@Plugin(type = Optimizer.class, name = "sgd", description = "Stochastic gradient descent with momentum.")
public final class SgdOptimizer extends Configured<SgdOptimizer.Options> implements Optimizer {

	/**
	 * The options.
	 *
	 * @param momentum factor of the previous velocity, in [0, 1)
	 * @param decay weight decay (L2 regularization), at least 0
	 */
	public record Options(double momentum, double decay) {

		public Options() {
			this(0.9, 5e-4);
		}

		public Options {
			if (!(momentum >= 0 && momentum < 1)) throw new UserException(
				WrongValue.message("momentum", momentum, "at least 0 and less than 1"));
			if (!(decay >= 0)) throw new UserException(WrongValue.message("decay", decay, "0 or greater"));
		}
	}

	public SgdOptimizer() {
		this(new Options());
	}

	public SgdOptimizer(final Options options) {
		super(options);
	}

	@Override
	public WeightUpdate of(final Parameters parameters, final double decoderFactor) {
		return new Sgd(parameters, new Sgd.Options(options.momentum(), options.decay(), decoderFactor));
	}

	@Override
	public double largestRate() {
		return 0.5;
	}
}
