package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Blurs a patch with a Gaussian whose standard deviation is random, uniform in [low, high]; padding has no weight. The defaults are
 * nnU-Net's. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new BlurAugmentation().options().low() // 0.5
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "blur", description = "Blurs patches with a Gaussian of random width.")
public final class BlurAugmentation extends Configured<BlurAugmentation.Options> implements IntensityAugmentation {

	/**
	 * The options.
	 *
	 * @param low the smallest standard deviation in pixels, greater than 0
	 * @param high the largest standard deviation, at most 20
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double low, double high, double probability) {

		public Options() {
			this(0.5, 1, 0.2);
		}

		public Options {
			IntensityRange.require(low, high, Double.MIN_NORMAL, 20, "greater than 0 and at most 20 pixels");
			IntensityRange.requireProbability(probability);
		}
	}

	public BlurAugmentation() {
		this(new Options());
	}

	public BlurAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchPixels pixels, final RandomGenerator random) {
		if (!IntensityRange.isDrawn(options.probability(), random)) return;
		final double sigma = IntensityRange.draw(options.low(), options.high(), random);
		final int reach = (int) Math.ceil(4 * sigma);
		final double[] weights = new double[2 * reach + 1];
		for (int i = -reach; i <= reach; i++)
			weights[reach + i] = Math.exp(-0.5 * i * i / (sigma * sigma));
		for (int c = 0; c < pixels.channels(); c++)
			pixels.smooth(c, weights);
	}
}
