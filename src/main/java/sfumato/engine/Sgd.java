package sfumato.engine;

import java.util.List;

import ai.djl.pytorch.engine.PtNDArray;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Stochastic gradient descent with momentum, as PyTorch has it (no dampening, no Nesterov):
 *
 * <pre>
 * v &lt;- momentum v + gradient + weightDecay w
 * w &lt;- w - rate v
 * </pre>
 */
public final class Sgd extends WeightUpdate {

	/**
	 * @param momentum factor of the previous velocity, in [0, 1)
	 * @param weightDecay L2 weight decay, at least 0
	 * @param decoderFactor learning-rate multiplier of decoder and heads, above 0
	 */
	public record Options(double momentum, double weightDecay, double decoderFactor) {

		public Options {
			if (!(momentum >= 0 && momentum < 1)) throw new UserException(
				WrongValue.message("momentum", momentum, "at least 0 and below 1"));
			require(weightDecay, decoderFactor);
		}

		public Options() {
			this(0.9, 5e-4, 10);
		}
	}

	/** One pass over weights, gradients and velocities; a velocity that is zero at first gives what PyTorch's first step does. */
	private static final String SOURCE = """
		  def step(self, w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, momentum: float, decay: float) -> NoneType:
		    torch._fused_sgd_(w, g, v, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=False, \
		maximize=False, is_first_step=False, grad_scale=None, found_inf=None)
		    torch._foreach_zero_(g)
		    return None
		""";

	private final double momentum;

	/** An optimizer at rest. */
	public Sgd(final Parameters parameters, final Options options) {
		super(parameters, options.weightDecay(), options.decoderFactor(), List.of(new Kept("", false)), SOURCE);
		momentum = options.momentum();
	}

	@Override
	double[] numbers(final double rate, final double decay) {
		return new double[] { rate, momentum, decay };
	}

	/** Without momentum libtorch refuses velocities. */
	@Override
	List<PtNDArray> passed(final List<PtNDArray> velocities) {
		return momentum == 0 ? List.of() : velocities;
	}
}
