package sfumato.data.normalization;

import java.util.Arrays;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.planes.PlaneMessages;
import sfumato.text.UserException;

/** What the normalizations have in common. */
final class Pixels {

	private Pixels() {}

	/** Refuses NaN and infinite values. */
	static void requireFinite(final RandomAccessibleInterval<FloatType> image) {
		final Cursor<FloatType> cursor = Views.flatIterable(image).cursor();
		while (cursor.hasNext()) {
			final float v = cursor.next().get();
			if (Float.isFinite(v)) continue;
			final int n = image.numDimensions() - 1;
			final long[] at = Arrays.copyOf(cursor.positionAsLongArray(), n);
			final String position = Arrays.toString(at).replace('[', '(').replace(']', ')');
			throw new UserException(image.dimension(n) > 1 ? PlaneMessages.notFinite(v, position,
				cursor.getLongPosition(n) + 1) : PlaneMessages.notFinite(v, position));
		}
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
