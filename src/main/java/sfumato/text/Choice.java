package sfumato.text;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the constants of enums by their names, as macros write them. */
public final class Choice {

	private Choice() {}

	/**
	 * The constant of a name, case-insensitive.
	 *
	 * @param key what is chosen, for the message
	 * @throws UserException naming those that there are
	 */
	public static <E> E of(final String key, final E[] constants, final String name) {
		return Stream.of(constants).filter(c -> c.toString().equalsIgnoreCase(name.strip())).findFirst().orElseThrow(
			() -> new UserException(WrongValue.message(key, name, "one of " + Stream.of(constants).map(c ->
				c.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")))));
	}
}
