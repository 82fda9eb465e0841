package sfumato.data.normalization;

import java.util.Arrays;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/** What the normalizations have in common. */
public final class Pixels {

	private Pixels() {}

	/** Refuses NaN and infinite values. */
	static void requireFinite(final RandomAccessibleInterval<FloatType> image) {
		final Cursor<FloatType> cursor = Views.flatIterable(image).cursor();
		while (cursor.hasNext()) {
			final float v = cursor.next().get();
			if (Float.isFinite(v)) continue;
			final int n = image.numDimensions() - 1;
			final long[] at = Arrays.copyOf(cursor.positionAsLongArray(), n);
			throw new UserException("The image has the value " + v + " at " + Arrays.toString(at).replace('[', '(')
				.replace(']', ')') + (image.dimension(n) > 1 ? " of channel " + (cursor.getLongPosition(n) + 1) : "") +
				"; replace such pixels, for instance by 0, before.");
		}
	}

	static int numChannels(final RandomAccessibleInterval<FloatType> image) {
		return (int) image.dimension(image.numDimensions() - 1);
	}

	/** One channel of an image, whatever its lowest coordinates are. */
	static RandomAccessibleInterval<FloatType> channel(final RandomAccessibleInterval<FloatType> image, final int c) {
		final int last = image.numDimensions() - 1;
		return Views.hyperSlice(image, last, image.min(last) + c);
	}

	/** A new image of the same dimensions, starting at 0. */
	static RandomAccessibleInterval<FloatType> like(final RandomAccessibleInterval<FloatType> image) {
		return ProbabilityMap.create(new FloatType(), image.dimensionsAsLongArray());
	}

	/** The values of an image in memory, one row of blocks after the other. */
	public static GreyValues greyValues(final RandomAccessibleInterval<FloatType> image) {
		return new GreyValues() {

			@Override
			public int channels() {
				return numChannels(image);
			}

			@Override
			public void forEach(final Block block) {
				final float[] values = new float[1 << 12];
				for (int c = 0; c < channels(); c++) {
					int n = 0;
					for (final FloatType v : Views.flatIterable(channel(image, c))) {
						values[n++] = v.get();
						if (n < values.length) continue;
						block.accept(c, values, n);
						n = 0;
					}
					block.accept(c, values, n);
				}
			}
		};
	}

	/** Writes every pixel's mapped value to the same place of another image. */
	static void map(final RandomAccessibleInterval<FloatType> from, final RandomAccessibleInterval<FloatType> to,
		final GreyMapping.Line line)
	{
		final Cursor<FloatType> in = Views.flatIterable(from).cursor(), out = Views.flatIterable(to).cursor();
		final float[] values = new float[1 << 12];
		for (long left = from.size(); left > 0; left -= values.length) {
			final int n = (int) Math.min(values.length, left);
			for (int i = 0; i < n; i++)
				values[i] = in.next().get();
			line.apply(values, 0, n);
			for (int i = 0; i < n; i++)
				out.next().set(values[i]);
		}
	}
}
