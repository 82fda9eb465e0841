package sfumato.data.augmentation;

/**
 * The grey values of a patch.
 *
 * @param values (C, H, W) after normalization
 * @param inside (H, W): false in the padding; null without padding
 * @param channels C
 * @param width W
 * @param height H
 */
public record PatchPixels(float[] values, boolean[] inside, int channels, int width, int height) {

	/** A function of a grey value. */
	interface Change {

		double of(double value);
	}

	/**
	 * Minimum, maximum, mean and standard deviation of a channel.
	 *
	 * @param count the number of pixels
	 */
	record Summary(double minimum, double maximum, double mean, double deviation, int count) {}

	private boolean isInside(final int pixel) {
		return inside == null || inside[pixel];
	}

	/** Of a channel, without padding. */
	Summary summary(final int channel) {
		final int n = width * height;
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY, sum = 0;
		int count = 0;
		for (int i = 0; i < n; i++) {
			if (!isInside(i)) continue;
			final double v = values[channel * n + i];
			least = Math.min(least, v);
			most = Math.max(most, v);
			sum += v;
			count++;
		}
		final double mean = count == 0 ? 0 : sum / count;
		double squares = 0;
		for (int i = 0; i < n; i++)
			if (isInside(i)) squares += (values[channel * n + i] - mean) * (values[channel * n + i] - mean);
		return new Summary(least, most, mean, count == 0 ? 0 : Math.sqrt(squares / count), count);
	}

	/** Changes each value of a channel. */
	void change(final int channel, final Change change) {
		final int n = width * height;
		for (int i = 0; i < n; i++)
			if (isInside(i)) values[channel * n + i] = (float) change.of(values[channel * n + i]);
	}

	/** Replaces each value of a channel by the weighted mean of those around it in its row and column; padding has no weight. */
	void smooth(final int channel, final double[] weights) {
		smooth(channel, weights, 1, width, width, height);
		smooth(channel, weights, width, height, 1, width);
	}

	/** Along lines of a length, whose pixels are a step apart; the lines are a stride apart. */
	private void smooth(final int channel, final double[] weights, final int step, final int length, final int stride, final int lines) {
		final int reach = weights.length / 2, start = channel * width * height;
		final float[] line = new float[length];
		for (int l = 0; l < lines; l++) {
			for (int i = 0; i < length; i++) {
				double sum = 0, total = 0;
				for (int k = Math.max(-reach, -i); k <= Math.min(reach, length - 1 - i); k++) {
					final int pixel = l * stride + (i + k) * step;
					if (!isInside(pixel)) continue;
					sum += weights[reach + k] * values[start + pixel];
					total += weights[reach + k];
				}
				line[i] = total > 0 ? (float) (sum / total) : 0;
			}
			for (int i = 0; i < length; i++)
				if (isInside(l * stride + i * step)) values[start + l * stride + i * step] = line[i];
		}
	}
}
