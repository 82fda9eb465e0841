package sfumato.data.normalization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes exact percentiles of images of any size without sorting or storing the values. Bits of a float, read as a number, have the
 * order of the floats, so counting the upper and then the lower 16 bits finds the value of any rank in two passes. Where all values
 * are whole numbers of 16 bits, as cameras give them, they are counted one by one in the first.
 */
final class Percentiles {

	/** Whole numbers that are counted one by one, signed and unsigned. */
	private static final int LEAST = Short.MIN_VALUE, MOST = 0xFFFF;

	/** The values of one channel, counted. */
	private final long[] upper = new long[1 << 16];
	/** Null as soon as there is another than a whole number. */
	private long[] whole = new long[MOST - LEAST + 1];
	/** The lower halves of values, by the upper half; those that ranks are looked for in. */
	private final Map<Integer, long[]> lower = new TreeMap<>();
	private long n;

	private Percentiles() {}

	/**
	 * The percentiles of every channel, interpolated between neighbours in rank: with
	 * n pixels sorted as v_0 … v_{n−1}, the value at position percent/100 · (n − 1).
	 *
	 * @param percents each in [0, 100]
	 * @return by channel, in the order of the percents
	 */
	static List<double[]> of(final GreyValues image, final double... percents) throws IOException {
		final List<Percentiles> channels = new ArrayList<>();
		for (int c = 0; c < image.channels(); c++)
			channels.add(new Percentiles());
		image.forEach((c, values, count) -> channels.get(c).countUpper(values, count));
		boolean again = false;
		for (final Percentiles c : channels)
			again |= c.prepareLower(percents);
		if (again) image.forEach((c, values, count) -> channels.get(c).countLower(values, count));
		return channels.stream().map(c -> Arrays.stream(percents).map(c::percentile).toArray()).toList();
	}

	private void countUpper(final float[] values, final int count) {
		n += count;
		for (int i = 0; i < count; i++) {
			final float v = values[i];
			upper[key(v) >>> 16]++;
			if (whole == null) continue;
			final int w = (int) v;
			if (w == v && w >= LEAST && w <= MOST) whole[w - LEAST]++;
			else whole = null;
		}
	}

	/** @return whether the values have to be seen once more */
	private boolean prepareLower(final double[] percents) {
		if (whole != null) return false;
		for (final double percent : percents)
			for (long rank = (long) Math.floor(position(percent)); rank <= Math.ceil(position(percent)); rank++)
				lower.put(bin(upper, new long[] { rank }), new long[1 << 16]);
		return true;
	}

	private void countLower(final float[] values, final int count) {
		for (int i = 0; i < count; i++) {
			final int key = key(values[i]);
			final long[] counts = lower.get(key >>> 16);
			if (counts != null) counts[key & 0xFFFF]++;
		}
	}

	private double position(final double percent) {
		return percent / 100 * (n - 1);
	}

	private double percentile(final double percent) {
		final double position = position(percent);
		final long rank = (long) Math.floor(position);
		final double low = ranked(rank);
		return position == rank ? low : low + (position - rank) * (ranked(rank + 1) - low);
	}

	private double ranked(final long rank) {
		final long[] left = { rank };
		if (whole != null) return bin(whole, left) + (double) LEAST;
		final int high = bin(upper, left);
		return value(high << 16 | bin(lower.get(high), left));
	}

	/** The bin that holds the pixel of a rank, which is reduced by all pixels in the bins before. */
	private static int bin(final long[] counts, final long[] rank) {
		int bin = 0;
		while (rank[0] >= counts[bin])
			rank[0] -= counts[bin++];
		return bin;
	}

	/** Without sign the keys are ordered as the floats are. */
	private static int key(final float v) {
		final int bits = Float.floatToRawIntBits(v);
		return bits < 0 ? ~bits : bits | 0x80000000;
	}

	private static float value(final int key) {
		return Float.intBitsToFloat(key < 0 ? key & 0x7FFFFFFF : ~key);
	}
}
