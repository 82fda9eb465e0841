package sfumato.data;

import java.util.Arrays;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converter;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;

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
			throw new IllegalArgumentException("The image has the value " + v + " at " + Arrays.toString(at).replace('[', '(')
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

	/** Writes every pixel's converted value to the same place of another image. */
	static void map(final RandomAccessibleInterval<FloatType> from, final RandomAccessibleInterval<FloatType> to,
		final Converter<FloatType, FloatType> converter)
	{
		final Cursor<FloatType> in = Views.flatIterable(from).cursor();
		for (final FloatType out : Views.flatIterable(to))
			converter.convert(in.next(), out);
	}

	/** Writes {@code (value − zero) / (one − zero)}, or 0 everywhere if both are equal. */
	static void mapLinearly(final RandomAccessibleInterval<FloatType> from, final RandomAccessibleInterval<FloatType> to,
		final double zero, final double one)
	{
		final double factor = one > zero ? 1 / (one - zero) : 0;
		map(from, to, (in, out) -> out.set((float) ((in.get() - zero) * factor)));
	}
}
