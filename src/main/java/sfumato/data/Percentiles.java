package sfumato.data;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Exact percentiles of images of any size without sorting: bits of a float, read as a number, have the order of the floats,
 * so counting the upper and then the lower 16 bits finds the value of any rank in two passes.
 */
final class Percentiles {

	private Percentiles() {}

	/**
	 * The value below which so many percent of the pixels lie, interpolated between neighbours in rank: with n pixels sorted
	 * as v_0 … v_{n−1}, the value at position percent/100 · (n − 1).
	 *
	 * @param percent in [0, 100]
	 */
	static double of(final RandomAccessibleInterval<FloatType> image, final double percent) {
		final long[] upper = new long[1 << 16];
		long n = 0;
		for (final FloatType v : Views.flatIterable(image)) {
			upper[key(v.get()) >>> 16]++;
			n++;
		}
		final double position = percent / 100 * (n - 1);
		final long rank = (long) Math.floor(position);
		final double low = ranked(image, upper, rank);
		return position == rank ? low : low + (position - rank) * (ranked(image, upper, rank + 1) - low);
	}

	private static double ranked(final RandomAccessibleInterval<FloatType> image, final long[] upper, final long rank) {
		final long[] left = { rank };
		final int high = bin(upper, left);
		final long[] lower = new long[1 << 16];
		for (final FloatType v : Views.flatIterable(image)) {
			final int key = key(v.get());
			if (key >>> 16 == high) lower[key & 0xFFFF]++;
		}
		return value(high << 16 | bin(lower, left));
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
