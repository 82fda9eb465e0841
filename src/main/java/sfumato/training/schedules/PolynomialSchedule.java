package sfumato.training.schedules;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Polynomial decay after a linear warm-up of W = warmup · T steps: factor = (1 − (it − W) / (T − W))^power, so that the last step
 * (it = T − 1) still has a rate greater than 0. Without warm-up it is PyTorch's {@code PolynomialLR}. Source: the authors' code (the paper
 * says "poly 0.9" and is silent about the warm-up). The decay is that of Chen et al., DeepLab, IEEE TPAMI 2018.
 *
 * <pre>{@code
 * new PolynomialSchedule(new PolynomialSchedule.Options(0.9, 0)).factor(50, 100) // 0.5359
 * }</pre>
 */
@Plugin(type = Schedule.class, name = "polynomial", description = "Polynomial decay of the rate to 0, after a linear warm-up.")
public final class PolynomialSchedule extends Configured<PolynomialSchedule.Options> implements Schedule {

	/**
	 * The options.
	 *
	 * @param power at least 0; 0 is a constant rate
	 * @param warmup share of the steps of the linear warm-up, in [0, 1)
	 */
	public record Options(double power, double warmup) {

		public Options() {
			this(0.9, 0.01);
		}

		public Options {
			if (!(power >= 0)) throw new UserException(WrongValue.message("power", power, "0 or greater"));
			WarmUp.require(warmup);
		}
	}

	public PolynomialSchedule() {
		this(new Options());
	}

	public PolynomialSchedule(final Options options) {
		super(options);
	}

	@Override
	public double factor(final long iteration, final long iterations) {
		return WarmUp.factor(options.warmup(), iteration, iterations, left -> Math.pow(left, options.power()));
	}
}
