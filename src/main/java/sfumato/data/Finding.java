package sfumato.data;

import java.util.Locale;

/**
 * A finding of the dataset check.
 *
 * @param caseName the case
 * @param rater the name of the rater, or of two who are equal ({@code 2 and 7}); empty if it is about the case as a whole
 * @param kind what sort of thing
 * @param detail what was found, a sentence
 */
public record Finding(String caseName, String rater, Kind kind, String detail) {

	/** The kinds of findings. */
	public enum Kind {
		/** No image, two images, no raters. */
		INCOMPLETE,
		/** A file that cannot be read, or is no label map. */
		UNREADABLE,
		/** Image and label maps of different sizes. */
		SIZE,
		/** An image and a label map that lie in different places. */
		GEOMETRY,
		/** Values that no label map has. */
		STRAY,
		/** The mask is inverted. */
		INVERTED,
		/** Nothing is marked. */
		EMPTY,
		/** Two raters who marked the same pixels. */
		IDENTICAL,
		/** A rater who outlined something else than the others. */
		OUTLIER,
		/** A rater of other cases who has nothing here. */
		MISSING;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}
	}
}
