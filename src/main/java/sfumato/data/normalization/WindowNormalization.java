package sfumato.data.normalization;

import java.util.Collections;

import org.scijava.plugin.Plugin;

import sfumato.data.normalization.GreyMapping.Line;
import sfumato.methods.Configured;
import sfumato.text.UserException;

/**
 * Window normalization (CT windowing): grey values between low and high are mapped to [−1, 1]; values outside are clipped. For CT,
 * whose values mean something: the default suits a liver in Hounsfield units (LiTS), −200 … 300 a kidney (KiTS19).
 *
 * <pre>{@code
 * var image = ArrayImgs.floats(new float[] { 0, 10, 20, 40 }, 4, 1, 1);
 * new WindowNormalization().apply(image).getAt(2, 0, 0).get() // -0.2
 * }</pre>
 */
@Plugin(type = Normalization.class, name = "window",
	description = "CT windowing: scales grey values between low and high to [-1, 1] and clips values outside.")
public final class WindowNormalization extends Configured<WindowNormalization.Options> implements Normalization {

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
			if (!(low < high) || !Double.isFinite(high - low)) throw new UserException(NormalizationMessages.lowAndHigh(low, high));
		}
	}

	public WindowNormalization() {
		this(new Options());
	}

	public WindowNormalization(final Options options) {
		super(options);
	}

	@Override
	public GreyMapping mapping(final GreyValues image) {
		return new GreyMapping(Collections.nCopies(image.channels(), new Line(options.low(), options.high(), -1, 1, true)));
	}

	@Override
	public boolean isRelative() {
		return false;
	}

	/** Padding is as dark as the window goes. */
	@Override
	public float padValue() {
		return -1;
	}
}
