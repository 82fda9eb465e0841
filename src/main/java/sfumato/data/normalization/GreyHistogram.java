package sfumato.data.normalization;

import java.io.IOException;
import java.util.Arrays;

/**
 * The histogram of grey values of one channel.
 *
 * @param min the least value
 * @param max the greatest
 * @param counts of equally wide bins from min to max
 */
public record GreyHistogram(double min, double max, long[] counts) {

	/** The histograms of all channels, in two passes. */
	public static GreyHistogram[] of(final GreyValues image, final int bins) throws IOException {
		final double[] min = new double[image.channels()], max = new double[image.channels()];
		Arrays.fill(min, Double.POSITIVE_INFINITY);
		Arrays.fill(max, Double.NEGATIVE_INFINITY);
		image.forEach((c, values, n) -> {
			for (int i = 0; i < n; i++) {
				min[c] = Math.min(min[c], values[i]);
				max[c] = Math.max(max[c], values[i]);
			}
		});
		final long[][] counts = new long[image.channels()][bins];
		image.forEach((c, values, n) -> {
			final double scale = max[c] > min[c] ? bins / (max[c] - min[c]) : 0;
			for (int i = 0; i < n; i++)
				counts[c][(int) Math.min(bins - 1, (values[i] - min[c]) * scale)]++;
		});
		final GreyHistogram[] histograms = new GreyHistogram[image.channels()];
		Arrays.setAll(histograms, c -> new GreyHistogram(min[c], max[c], counts[c]));
		return histograms;
	}
}
