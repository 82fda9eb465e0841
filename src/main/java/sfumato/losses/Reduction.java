package sfumato.losses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sfumato.methods.MethodSpec;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The regions over which a region loss is computed, and their reduction to one value: a weighted sum of
 *
 * <table>
 * <caption>Reductions</caption>
 * <tr><td>{@code batch}</td><td>D</td><td>one region per class: its pixels in the whole batch; mean over the active
 * classes</td></tr>
 * <tr><td>{@code image}</td><td>I</td><td>one region per image and class; mean over the active classes of each image, then
 * over the images that have one</td></tr>
 * <tr><td>{@code class}</td><td>C</td><td>the same regions; mean over the images in which a class is active, then over the
 * classes that are active somewhere</td></tr>
 * </table>
 *
 * in text form, e.g. {@code batch} or {@code 0.5*image + 0.5*class}.
 *
 * @param batch weight of D, 0 to leave it out
 * @param image weight of I
 * @param perClass weight of C
 */
record Reduction(double batch, double image, double perClass) {

	/**
	 * Reads the text form.
	 *
	 * @throws UserException in a sentence for the user
	 */
	static Reduction parse(final String text) {
		double d = 0, i = 0, c = 0;
		for (final MethodSpec.Term term : MethodSpec.parseSum(text))
			switch (term.method().toString().toLowerCase(Locale.ROOT)) {
				case "batch" -> d += term.weight();
				case "image" -> i += term.weight();
				case "class" -> c += term.weight();
				default -> throw new UserException(WrongValue.message("reduction", text, "batch, image, class or a weighted " +
					"sum of them, e.g. 0.5*image + 0.5*class"));
			}
		return new Reduction(d, i, c);
	}

	/** The text form, in the order of the table. */
	@Override
	public String toString() {
		final List<String> terms = new ArrayList<>();
		add(terms, batch, "batch");
		add(terms, image, "image");
		add(terms, perClass, "class");
		return String.join(" + ", terms);
	}

	private static void add(final List<String> terms, final double weight, final String name) {
		if (weight > 0) terms.add(new MethodSpec.Term(weight, MethodSpec.parse(name)).toString());
	}
}
