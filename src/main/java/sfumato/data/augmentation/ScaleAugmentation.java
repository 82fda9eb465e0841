package sfumato.data.augmentation;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Resizes images by a random factor, uniform in [low, high] and one for both axes, before a patch is cropped; images bilinearly, soft
 * targets too, hard ones by nearest neighbour. The paper's range is 0.5 to 2. Source: Wang et al., MICCAI 2023, section 3.
 *
 * <pre>{@code
 * new ScaleAugmentation().options().high() // 2.0
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "scale", description = "Resizes images by a random factor before a patch is cropped.")
public final class ScaleAugmentation extends Configured<ScaleAugmentation.Options> implements GeometricAugmentation {

	/**
	 * The options.
	 *
	 * @param low the smallest factor, at least 0.05
	 * @param high the largest factor, at most 20
	 */
	public record Options(double low, double high) {

		public Options() {
			this(0.5, 2);
		}

		public Options {
			IntensityRange.require(low, high, 0.05, 20, "within 0.05 to 20");
		}
	}

	public ScaleAugmentation() {
		this(new Options());
	}

	public ScaleAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchGeometry geometry, final PatchRandom random) {
		geometry.scale(options.low() + random.scale() * (options.high() - options.low()));
	}
}
