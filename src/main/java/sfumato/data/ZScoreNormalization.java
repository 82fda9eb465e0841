package sfumato.data;

import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** (value − mean) / standard deviation, both of the whole channel; a constant channel becomes 0. */
@Plugin(type = Normalization.class, name = "z-score",
	description = "Mean 0 and standard deviation 1 in every channel.")
public final class ZScoreNormalization implements Normalization {

	@Override
	public RandomAccessibleInterval<FloatType> apply(final RandomAccessibleInterval<FloatType> image) {
		Pixels.requireFinite(image);
		final RandomAccessibleInterval<FloatType> result = Pixels.like(image);
		for (int c = 0; c < Pixels.numChannels(image); c++) {
			final RandomAccessibleInterval<FloatType> channel = Pixels.channel(image, c);
			final double mean = mean(channel, 0, 1);
			// two passes: the sum of squares less the square of the sum would cancel where the mean is large
			final double deviation = Math.sqrt(mean(channel, mean, 2));
			Pixels.mapLinearly(channel, Pixels.channel(result, c), mean, mean + deviation);
		}
		return result;
	}

	private static double mean(final RandomAccessibleInterval<FloatType> channel, final double center, final int power) {
		double sum = 0;
		long n = 0;
		for (final FloatType v : Views.flatIterable(channel)) {
			final double d = v.get() - center;
			sum += power == 2 ? d * d : d;
			n++;
		}
		return sum / n;
	}
}
