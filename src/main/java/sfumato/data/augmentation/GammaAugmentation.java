package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Gamma correction of a patch: per channel, grey values are scaled to [0, 1], raised to a random power, uniform in [low, high], and scaled
 * back. The defaults are nnU-Net's. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new GammaAugmentation().options().high() // 1.5
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "gamma", description = "Changes the brightness curve of patches by a random power.")
public final class GammaAugmentation extends Configured<GammaAugmentation.Options> implements IntensityAugmentation {

	/**
	 * The options.
	 *
	 * @param low the smallest power, greater than 0
	 * @param high the largest power
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double low, double high, double probability) {

		public Options() {
			this(0.7, 1.5, 0.3);
		}

		public Options {
			IntensityRange.require(low, high, Double.MIN_NORMAL, 100, "greater than 0 and at most 100");
			IntensityRange.requireProbability(probability);
		}
	}

	public GammaAugmentation() {
		this(new Options());
	}

	public GammaAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchPixels pixels, final RandomGenerator random) {
		if (!IntensityRange.isDrawn(options.probability(), random)) return;
		final double power = IntensityRange.draw(options.low(), options.high(), random);
		for (int c = 0; c < pixels.channels(); c++) {
			final PatchPixels.Summary s = pixels.summary(c);
			final double range = s.maximum() - s.minimum();
			if (range > 0) pixels.change(c, v -> s.minimum() + range * Math.pow((v - s.minimum()) / range, power));
		}
	}
}
