package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Changes the contrast of a patch: v ← (v − mean)·f + mean per channel, clipped to the range that the channel had, with a random factor f,
 * uniform in [low, high]. The defaults are nnU-Net's. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new ContrastAugmentation().options().low() // 0.75
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "contrast", description = "Stretches or compresses the grey values of patches about their mean.")
public final class ContrastAugmentation extends Configured<ContrastAugmentation.Options> implements IntensityAugmentation {

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

	public ContrastAugmentation() {
		this(new Options());
	}

	public ContrastAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchPixels pixels, final RandomGenerator random) {
		if (!IntensityRange.isDrawn(options.probability(), random)) return;
		final double factor = IntensityRange.draw(options.low(), options.high(), random);
		for (int c = 0; c < pixels.channels(); c++) {
			final PatchPixels.Summary s = pixels.summary(c);
			pixels.change(c, v -> Math.max(s.minimum(), Math.min(s.maximum(), (v - s.mean()) * factor + s.mean())));
		}
	}
}
