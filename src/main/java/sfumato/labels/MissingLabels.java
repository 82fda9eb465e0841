package sfumato.labels;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The mark of pixels that a rater has not labelled. Such pixels are no votes for the background: a fusion asks only those who labelled
 * a pixel. Text forms are {@code none}, {@code empty-slices} and a whole number from 1 to 65535.
 *
 * @param value the label value that marks unlabelled pixels; 0 if there is none
 * @param emptySlices whether slices of a volume in which only other raters drew something are unlabelled
 */
public record MissingLabels(int value, boolean emptySlices) {

	/** Every pixel is labelled. */
	public static final MissingLabels NONE = new MissingLabels(0, false);

	/** A slice without foreground, in which another rater has some, is unlabelled. */
	public static final MissingLabels EMPTY_SLICES = new MissingLabels(0, true);

	public MissingLabels {
		if (value < 0 || value > 65535) throw new UserException(WrongValue.message("The value of missing labels", value,
			"between 1 and 65535; 0 is background"));
	}

	/**
	 * Reads the text form.
	 *
	 * @throws UserException if it is none of these
	 */
	public static MissingLabels parse(final String text) {
		final String s = text == null ? "" : text.strip();
		if (s.isEmpty() || s.equalsIgnoreCase("none")) return NONE;
		if (s.equalsIgnoreCase("empty-slices")) return EMPTY_SLICES;
		if (s.matches("[1-9]\\d{0,4}")) return new MissingLabels(Integer.parseInt(s), false);
		throw new UserException(WrongValue.message("missing", s, "none, empty-slices or a value from 1 to 65535"));
	}

	@Override
	public String toString() {
		return emptySlices ? "empty-slices" : value == 0 ? "none" : Integer.toString(value);
	}
}
