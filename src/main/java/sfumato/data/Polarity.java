package sfumato.data;

import java.util.Locale;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Which of the two values of a mask is the object. */
public enum Polarity {

	/** 0 is background, as everywhere. */
	NORMAL,

	/** 0 is the object, and the other value background. */
	INVERTED,

	/**
	 * Inverted where a mask of two values looks so: more than half of its pixels and three quarters of those at the edges of
	 * the image are not 0. Every mask that was inverted is named in the notes.
	 */
	AUTO;

	/**
	 * The polarity of a name as macros write it.
	 *
	 * @throws UserException naming those that there are
	 */
	public static Polarity of(final String name) {
		for (final Polarity polarity : values())
			if (polarity.toString().equals(name.strip())) return polarity;
		throw new UserException("polarity must be one of normal, inverted, auto, but is \"" + Excerpt.of(name) + "\".");
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
