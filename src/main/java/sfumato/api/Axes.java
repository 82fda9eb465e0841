package sfumato.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.text.UserException;

/** Named axes of an image, and how they become ours: X, Y, planes, channels. */
final class Axes {

	/** What an image may have. */
	static final String IMAGE = "XYZTC";

	private Axes() {}

	/**
	 * The letters in upper case.
	 *
	 * @param known letters that there may be; X and Y there must be
	 */
	static String checked(final String axes, final RandomAccessibleInterval<?> pixels, final String known) {
		final String letters = axes.strip().toUpperCase(Locale.ROOT);
		final String all = String.join(", ", known.split(""));
		if (letters.length() != pixels.numDimensions()) throw new UserException(ApiMessages.axesNumber(axes, pixels.numDimensions(),
			Arrays.toString(pixels.dimensionsAsLongArray()).replaceAll( "[\\[\\]]", ""), all));
		final Set<Character> found = new HashSet<>();
		for (final char letter : letters.toCharArray())
			if (known.indexOf(letter) < 0 || !found.add(letter)) throw new UserException(ApiMessages.axesTwice(axes, all));
		if (letters.indexOf('X') < 0 || letters.indexOf('Y') < 0) throw new UserException(ApiMessages.axesLackPlane(axes));
		return letters;
	}

	/** The values as (X, Y, C) without Z and T, else (X, Y, plane, C), where planes run over Z and then over T. */
	static RandomAccessibleInterval<FloatType> ordered(final RandomAccessibleInterval<? extends RealType<?>> pixels,
		final String axes)
	{
		RandomAccessibleInterval<FloatType> image = Views.zeroMin(floats(pixels));
		final StringBuilder now = new StringBuilder(axes);
		final String wanted = IMAGE.chars().filter(c -> axes.indexOf(c) >= 0).collect(StringBuilder::new,
			StringBuilder::appendCodePoint, StringBuilder::append).toString();
		for (int d = 0; d < wanted.length(); d++) {
			final int from = now.indexOf(wanted.substring(d, d + 1));
			if (from == d) continue;
			image = Views.permute(image, from, d);
			final char moved = now.charAt(d);
			now.setCharAt(d, now.charAt(from));
			now.setCharAt(from, moved);
		}
		if (axes.indexOf('C') < 0) image = Views.addDimension(image, 0, 0);
		if (axes.indexOf('Z') < 0 || axes.indexOf('T') < 0) return image;
		final RandomAccessibleInterval<FloatType> whole = image;
		final List<RandomAccessibleInterval<FloatType>> frames = new ArrayList<>();
		for (long t = 0; t < whole.dimension(3); t++)
			frames.add(Views.hyperSlice(whole, 3, t));
		return frames.size() == 1 ? frames.get(0) : Views.concatenate(2, frames);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	static RandomAccessibleInterval<FloatType> floats(final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		return pixels.getType() instanceof FloatType ? (RandomAccessibleInterval) pixels : Converters.convert(
			(RandomAccessibleInterval) pixels, new RealFloatConverter(), new FloatType());
	}
}
