package sfumato.text;

import java.io.File;
import java.nio.file.Path;

/** Says that a value is outside of what is allowed. */
public final class WrongValue {

	private WrongValue() {}

	/**
	 * For instance {@code bins is 0 but must be between 1 and 1000.} Texts and files stand in quotation marks and are shortened.
	 *
	 * @param name what the user calls the value
	 * @param value what it is
	 * @param rule what it must be, as it goes on after <i>must be</i>, without a full stop
	 */
	public static String message(final String name, final Object value, final String rule) {
		final boolean quoted = value instanceof CharSequence || value instanceof File || value instanceof Path;
		return name + " is " + (quoted ? "\"" + Excerpt.of(value.toString()) + "\"" : value) + " but must be " + rule + ".";
	}
}
