package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Rotates patches about their middle by a random angle, uniform in [−degrees, degrees]. Corners that lie outside of the image are padding,
 * which does not count. Source: Isensee et al., nnU-Net, Nature Methods 2021.
 *
 * <pre>{@code
 * new RotationAugmentation().options().degrees() // 15.0
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "rotate", description = "Rotates patches by a random angle.")
public final class RotationAugmentation extends Configured<RotationAugmentation.Options> implements GeometricAugmentation {

	/**
	 * The options.
	 *
	 * @param degrees the largest angle, in (0, 180]
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double degrees, double probability) {

		public Options() {
			this(15, 1);
		}

		public Options {
			if (!(degrees > 0 && degrees <= 180)) throw new UserException(WrongValue.message("degrees", degrees,
				"greater than 0 and at most 180"));
			IntensityRange.requireProbability(probability);
		}
	}

	public RotationAugmentation() {
		this(new Options());
	}

	public RotationAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchGeometry geometry, final PatchRandom random) {
		final RandomGenerator own = random.next();
		if (IntensityRange.isDrawn(options.probability(), own)) geometry.rotate(Math.toRadians(IntensityRange.draw(-options.degrees(), options
			.degrees(), own)));
	}
}
