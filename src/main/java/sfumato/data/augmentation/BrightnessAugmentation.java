package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Multiplies the normalized grey values of a patch by a random factor, uniform in [low, high] and one for all channels. The defaults are
 * nnU-Net's. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new BrightnessAugmentation().options().high() // 1.25
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "brightness", description = "Multiplies the grey values of patches by a random factor.")
public final class BrightnessAugmentation extends Configured<BrightnessAugmentation.Options> implements IntensityAugmentation {

	/**
	 * The options.
	 *
	 * @param low the smallest factor, greater than 0
	 * @param high the largest factor
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double low, double high, double probability) {

		public Options() {
			this(0.75, 1.25, 0.15);
		}

		public Options {
			IntensityRange.require(low, high, Double.MIN_NORMAL, 100, "greater than 0 and at most 100");
			IntensityRange.requireProbability(probability);
		}
	}

	public BrightnessAugmentation() {
		this(new Options());
	}

	public BrightnessAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchPixels pixels, final RandomGenerator random) {
		if (!IntensityRange.isDrawn(options.probability(), random)) return;
		final double factor = IntensityRange.draw(options.low(), options.high(), random);
		for (int c = 0; c < pixels.channels(); c++)
			pixels.change(c, v -> factor * v);
	}
}
