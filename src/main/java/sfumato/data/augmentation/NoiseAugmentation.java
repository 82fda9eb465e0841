package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Adds normally distributed noise to each pixel and channel. Its standard deviation is a random share, uniform in [0, deviation], of the
 * channel's own in the patch, so that it does not depend on the normalization. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new NoiseAugmentation().options().deviation() // 0.3
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "noise", description = "Adds normally distributed noise to patches.")
public final class NoiseAugmentation extends Configured<NoiseAugmentation.Options> implements IntensityAugmentation {

	/**
	 * The options.
	 *
	 * @param deviation the largest standard deviation, as a share of that of the channel; greater than 0
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double deviation, double probability) {

		public Options() {
			this(0.3, 0.1);
		}

		public Options {
			if (!(deviation > 0)) throw new UserException(WrongValue.message("deviation", deviation, "greater than 0"));
			IntensityRange.requireProbability(probability);
		}
	}

	public NoiseAugmentation() {
		this(new Options());
	}

	public NoiseAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchPixels pixels, final RandomGenerator random) {
		if (!IntensityRange.isDrawn(options.probability(), random)) return;
		final double share = IntensityRange.draw(0, options.deviation(), random);
		for (int c = 0; c < pixels.channels(); c++) {
			final double deviation = share * pixels.summary(c).deviation();
			pixels.change(c, v -> v + deviation * random.nextGaussian());
		}
	}
}
