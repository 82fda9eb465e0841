package sfumato.training.schedules;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Cosine annealing after a linear warm-up of W = warmup · T steps: factor = end + (1 − end) · (1 + cos(π (it − W) / (T − W))) / 2. Without
 * warm-up it is PyTorch's {@code CosineAnnealingLR}. Source: Loshchilov and Hutter, SGDR, ICLR 2017, without restarts.
 *
 * <pre>{@code
 * new CosineSchedule(new CosineSchedule.Options(0, 0)).factor(25, 100) // 0.8536
 * }</pre>
 */
@Plugin(type = Schedule.class, name = "cosine", description = "Decay of the rate along half a cosine, after a linear warm-up.")
public final class CosineSchedule extends Configured<CosineSchedule.Options> implements Schedule {

	/**
	 * The options.
	 *
	 * @param end the factor at the end, in [0, 1]
	 * @param warmup share of the steps of the linear warm-up, in [0, 1)
	 */
	public record Options(double end, double warmup) {

		public Options() {
			this(0, 0.01);
		}

		public Options {
			if (!(end >= 0 && end <= 1)) throw new UserException(WrongValue.message("end", end, "between 0 and 1"));
			WarmUp.require(warmup);
		}
	}

	public CosineSchedule() {
		this(new Options());
	}

	public CosineSchedule(final Options options) {
		super(options);
	}

	@Override
	public double factor(final long iteration, final long iterations) {
		return WarmUp.factor(options.warmup(), iteration, iterations, left -> options.end() + (1 - options.end()) * (1 + Math.cos(Math.PI * (1 - left))) / 2);
	}
}
