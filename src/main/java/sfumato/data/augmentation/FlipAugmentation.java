package sfumato.data.augmentation;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Flips half of the patches along an axis: x swaps left and right, y swaps top and bottom. Source: Wang et al., MICCAI 2023, section
 * 3.
 *
 * <pre>{@code
 * new FlipAugmentation().options().axis() // X
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "flip", description = "Flips half of the patches along an axis.")
public final class FlipAugmentation extends Configured<FlipAugmentation.Options> implements GeometricAugmentation {

	/** An axis of an image. */
	public enum Axis {
		/** From left to right. */
		X,
		/** From top to bottom. */
		Y
	}

	/**
	 * The options.
	 *
	 * @param axis x or y
	 */
	public record Options(Axis axis) {

		public Options() {
			this(Axis.X);
		}
	}

	public FlipAugmentation() {
		this(new Options());
	}

	public FlipAugmentation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchGeometry geometry, final PatchRandom random) {
		if (options.axis() == Axis.X && random.flipX() < 0.5) geometry.flipX();
		if (options.axis() == Axis.Y && random.flipY() < 0.5) geometry.flipY();
	}
}
