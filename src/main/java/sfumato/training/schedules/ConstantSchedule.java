package sfumato.training.schedules;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * A constant rate after a linear warm-up. The warm-up is that of Goyal et al., Accurate, Large Minibatch SGD, 2017.
 *
 * <pre>{@code
 * new ConstantSchedule().factor(50, 100) // 1.0
 * }</pre>
 */
@Plugin(type = Schedule.class, name = "constant", description = "A constant rate, after a linear warm-up.")
public final class ConstantSchedule extends Configured<ConstantSchedule.Options> implements Schedule {

	/**
	 * The options.
	 *
	 * @param warmup share of the steps of the linear warm-up, in [0, 1)
	 */
	public record Options(double warmup) {

		public Options() {
			this(0.01);
		}

		public Options {
			WarmUp.require(warmup);
		}
	}

	public ConstantSchedule() {
		this(new Options());
	}

	public ConstantSchedule(final Options options) {
		super(options);
	}

	@Override
	public double factor(final long iteration, final long iterations) {
		return WarmUp.factor(options.warmup(), iteration, iterations, left -> 1);
	}
}
