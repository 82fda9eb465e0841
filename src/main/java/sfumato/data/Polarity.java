package sfumato.data;

import java.util.Locale;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The value of a mask that means object. */
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
		throw new UserException(WrongValue.message("polarity", name, "one of normal, inverted, auto"));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
