package sfumato.text;

import java.io.File;
import java.nio.file.Path;

/** Says that a value is outside of what is allowed. */
public final class WrongValue {

	private WrongValue() {}

	/**
	 * Writes the message for a value out of range, e.g. {@code bins is 0 but must be between 1 and 1000.} Texts and files are quoted and
	 * abbreviated.
	 *
	 * @param name the name of the value as the user knows it
	 * @param value the wrong value
	 * @param rule the allowed values, as they follow <i>must be</i>, without a full stop
	 */
	public static String message(final String name, final Object value, final String rule) {
		final boolean quoted = value instanceof CharSequence || value instanceof File || value instanceof Path;
		return name + " is " + (quoted ? "\"" + Excerpt.of(value.toString()) + "\"" : value) + " but must be " + rule + ".";
	}
}
