package sfumato.data.normalization;

import java.io.IOException;

import org.scijava.plugin.Plugin;

import sfumato.data.normalization.GreyMapping.Line;
import sfumato.methods.Configured;
import sfumato.text.UserException;

/**
 * Percentile normalization, per channel (value − a) / (b − a), where a and b are the percentiles low and high of the whole channel.
 * Nothing is clipped: a few pixels lie below 0 and above 1. Where a = b (few bright dots on a constant background) the minimum and the
 * maximum take their place; a constant channel becomes 0.
 *
 * <pre>{@code
 * var image = ArrayImgs.floats(new float[] { 0, 10, 20, 40 }, 4, 1, 1);
 * new PercentileNormalization().apply(image).getAt(2, 0, 0).get() // 0.4977
 * }</pre>
 */
@Plugin(type = Normalization.class, name = "percentile",
	description = "Scales grey values between two percentiles to [0, 1] per channel, without clipping.")
public final class PercentileNormalization extends Configured<PercentileNormalization.Options> implements Normalization {

	/**
	 * The percentiles.
	 *
	 * @param low percent of the pixels that are darker than what becomes 0; in [0, 100)
	 * @param high percent of the pixels that are darker than what becomes 1; in (low, 100]
	 */
	public record Options(double low, double high) {

		public Options() {
			this(1, 99.8);
		}

		public Options {
			if (!(low >= 0 && low < high && high <= 100)) throw new UserException(NormalizationMessages.percentiles(low, high));
		}
	}

	public PercentileNormalization() {
		this(new Options());
	}

	public PercentileNormalization(final Options options) {
		super(options);
	}

	@Override
	public GreyMapping mapping(final GreyValues image) throws IOException {
		return new GreyMapping(Percentiles.of(image, 0, options.low(), options.high(), 100).stream().map(p -> p[1] == p[2]
			? new Line(p[0], p[3], 0, 1, false) : new Line(p[1], p[2], 0, 1, false)).toList());
	}
}
