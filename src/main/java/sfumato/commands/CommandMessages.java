package sfumato.commands;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
final class CommandMessages {

	private CommandMessages() {}

	static String noPreference(final String name, final String memory, final String idle, final String variables) {
		return "There is no preference \"" + Excerpt.of(name) + "\" for the child process. Known:  " + memory + ", " + idle + ", " +
			variables + ".";
	}
}
