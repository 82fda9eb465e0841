package sfumato.files;

import java.nio.file.Path;
import java.util.List;

import net.imglib2.type.numeric.real.FloatType;

/**
 * Whole numbers that a program has stored behind {@code scl_slope}: label maps that were numbers with a fraction in memory are scaled to
 * use all of the 8 or 16 bits of the file, and come back a little off (1.0000153 for 1).
 * <p>
 * A value stands for the nearest whole number if it is off by half a slope and by {@value #TOLERANCE} at most. An image is read as whole
 * numbers if all of its values stand for one, from 0 to 65535, and there are {@value #MANY} different ones at most; else, as
 * probabilities and grey values behind a slope, it stays as it is.
 */
final class WholeNumbers {

	/** Values that are off by more are no whole numbers. */
	static final double TOLERANCE = 0.01;

	/** More different values are no labels. */
	static final int MANY = 256;

	private static final int VALUES = 65536;

	private WholeNumbers() {}

	/** How far values may be off; 0 if the file has whole numbers anyway, or stores numbers with fractions. */
	static double tolerance(final NiftiHeader header) {
		final boolean stored = header.type() != NiftiHeader.Type.FLOAT32 && header.type() != NiftiHeader.Type.FLOAT64;
		final boolean whole = header.slope() == Math.rint(header.slope()) && header.intercept() == Math.rint(header.intercept());
		return stored && !whole ? Math.min(Math.abs(header.slope()) / 2, TOLERANCE) : 0;
	}

	/** The whole number that a value stands for; the value itself if it stands for none. */
	static float nearest(final float value, final double tolerance) {
		final float whole = (float) Math.rint(value);
		return Math.abs((double) value - whole) <= tolerance + Math.ulp(value) ? whole : value;
	}

	/**
	 * Puts back the whole numbers of an image.
	 *
	 * @param values of the image; they are changed only if all stand for whole numbers
	 * @param notes receives a note if any value was changed
	 */
	static void restore(final NiftiHeader header, final Iterable<FloatType> values, final Path path, final List<String> notes) {
		final double tolerance = tolerance(header);
		if (tolerance == 0) return;
		final boolean[] seen = new boolean[VALUES];
		int different = 0, most = 0;
		double off = 0;
		for (final FloatType v : values) {
			final float whole = nearest(v.get(), tolerance);
			if (!(whole >= 0 && whole < VALUES && whole == (int) whole)) return;
			off = Math.max(off, Math.abs((double) v.get() - whole));
			if (seen[(int) whole]) continue;
			seen[(int) whole] = true;
			most = Math.max(most, (int) whole);
			if (++different > MANY) return;
		}
		if (off == 0) return;
		for (final FloatType v : values)
			v.set(nearest(v.get(), tolerance));
		notes.add(NiftiMessages.wholeNumbers(path.getFileName(), most, header.slope(), off));
	}
}
