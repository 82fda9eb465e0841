package sfumato.data;

import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Grey values between low and high, mapped to [−1, 1]; values outside are cut off. For CT, whose values mean something: the
 * default suits a liver in Hounsfield units (LiTS), −200 … 300 a kidney (KiTS19).
 */
@Plugin(type = Normalization.class, name = "window",
	description = "Grey values between low and high to [-1, 1], values outside cut off; for CT.")
public final class WindowNormalization implements Normalization {

	/**
	 * The window.
	 *
	 * @param low the value that becomes −1, as all below
	 * @param high the value that becomes 1, as all above
	 */
	public record Options(double low, double high) {

		public Options() {
			this(-60, 140);
		}

		public Options {
			if (!(low < high) || !Double.isFinite(high - low)) throw new IllegalArgumentException("low is " + low +
				" but must be below high, which is " + high + ".");
		}
	}

	private final Options options;

	public WindowNormalization() {
		this(new Options());
	}

	public WindowNormalization(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public RandomAccessibleInterval<FloatType> apply(final RandomAccessibleInterval<FloatType> image) {
		Pixels.requireFinite(image);
		final RandomAccessibleInterval<FloatType> result = Pixels.like(image);
		final double low = options.low(), factor = 2 / (options.high() - low);
		Pixels.map(image, result, (in, out) -> out.set((float) Math.max(-1, Math.min(1, (in.get() - low) * factor - 1))));
		return result;
	}

	/** Padding is as dark as the window goes. */
	@Override
	public float padValue() {
		return -1;
	}
}
