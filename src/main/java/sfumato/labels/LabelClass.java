package sfumato.labels;

import java.util.List;
import java.util.stream.IntStream;

import sfumato.text.UserException;

/**
 * A class of a segmentation: its name and its colour. Its number is its position in the list of classes; number 0 is background.
 *
 * @param name as shown in tables and legends
 * @param rgb 0xRRGGBB
 */
public record LabelClass(String name, int rgb) {

	/** Okabe and Ito's colours, which colour-blind people can distinguish (orange first, black for background). */
	private static final int[] COLORS = { 0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00,
		0xCC79A7 };

	public LabelClass {
		if (name == null || name.isBlank()) throw new UserException(LabelMessages.classWithoutName());
		if (rgb < 0 || rgb > 0xFFFFFF) throw new UserException(LabelMessages.colour(name, rgb));
	}

	/** Names and colours for n ≥ 2 classes of which nothing is known: background, foreground or background, class 1, … */
	public static List<LabelClass> defaults(final int n) {
		if (n < 2) throw new UserException(LabelMessages.tooFewClasses(n));
		return IntStream.range(0, n).mapToObj(c -> new LabelClass(c == 0 ? "background" : n == 2 ? "foreground" : "class " +
			c, c < COLORS.length ? COLORS[c] : java.awt.Color.HSBtoRGB(c * 0.618034f, 0.8f, 0.9f) & 0xFFFFFF)).toList();
	}

	/** These classes and, behind them, as many without a name as it takes to make n; nameless ones stay nameless. */
	public static List<LabelClass> extended(final List<LabelClass> known, final int n) {
		final List<LabelClass> all = defaults(n);
		if (areNameless(known)) return all;
		return IntStream.range(0, n).mapToObj(c -> c < known.size() ? known.get(c) : all.get(c)).toList();
	}

	/** Whether all classes have their {@linkplain #defaults default} names. */
	public static boolean areNameless(final List<LabelClass> classes) {
		return classes.equals(defaults(classes.size()));
	}
}
