package sfumato.engine;

import java.util.List;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Adam with decoupled weight decay, as PyTorch has it. In step t, counted from 1:
 *
 * <pre>
 * w &lt;- w - rate weightDecay w
 * m &lt;- beta1 m + (1 - beta1) gradient
 * v &lt;- beta2 v + (1 - beta2) gradient²
 * w &lt;- w - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR 2019.
 */
public final class AdamW extends WeightUpdate {

	/**
	 * @param beta1 decay of the mean of the gradients, in [0, 1)
	 * @param beta2 decay of the mean of their squares, in [0, 1)
	 * @param epsilon added to the root of the mean square, above 0
	 * @param weightDecay decoupled weight decay, at least 0
	 * @param decoderFactor learning-rate multiplier of decoder and heads, above 0
	 */
	public record Options(double beta1, double beta2, double epsilon, double weightDecay, double decoderFactor) {

		public Options {
			requireShare("beta1", beta1);
			requireShare("beta2", beta2);
			if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("epsilon", epsilon, "greater than 0"));
			require(weightDecay, decoderFactor);
		}

		private static void requireShare(final String name, final double value) {
			if (!(value >= 0 && value < 1)) throw new UserException(WrongValue.message(name, value, "at least 0 and below 1"));
		}
	}

	private static final String SOURCE = """
		  def step(self, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor], rate: float, \
		beta1: float, beta2: float, epsilon: float, decay: float) -> NoneType:
		    torch._foreach_add_(t, 1)
		    torch._fused_adamw_(w, g, m, v, [], t, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, \
		amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
		    torch._foreach_zero_(g)
		    return None
		""";

	private final Options options;

	/** An optimizer before its first step. */
	public AdamW(final Parameters parameters, final Options options) {
		super(parameters, options.weightDecay(), options.decoderFactor(), List.of(new Kept(".mean", false), new Kept(".square", false),
			new Kept(".steps", true)), SOURCE);
		this.options = options;
	}

	@Override
	double[] numbers(final double rate, final double decay) {
		return new double[] { rate, options.beta1(), options.beta2(), options.epsilon(), decay };
	}
}
