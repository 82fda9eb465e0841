package sfumato.text;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the constants of enums by their names, as macros write them. */
public final class Choice {

	private Choice() {}

	/**
	 * Finds a constant by its name, ignoring case.
	 *
	 * @param key the key of the option, for the message
	 * @throws UserException if no constant has this name; lists all names
	 */
	public static <E> E of(final String key, final E[] constants, final String name) {
		return Stream.of(constants).filter(c -> c.toString().equalsIgnoreCase(name.strip())).findFirst().orElseThrow(
			() -> new UserException(WrongValue.message(key, name, "one of " + Stream.of(constants).map(c ->
				c.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")))));
	}
}
