package sfumato.commands;

import sfumato.text.Excerpt;

/** Messages about all commands. */
public final class CommandMessages {

	private CommandMessages() {}

	static String emptyImage(final String name, final String title) {
		return name + " is \"" + Excerpt.of(title) + "\", which has no pixels any more: it was closed, or its file was not an image. Open it" +
			" again.";
	}

	static String noPreference(final String name, final String memory, final String idle, final String variables) {
		return "There is no preference \"" + Excerpt.of(name) + "\" for the child process. Known:  " + memory + ", " + idle + ", " +
			variables + ".";
	}

	public static String unexpected(final String label, final Object error) {
		return label + " failed unexpectedly (" + error + "); the log has the details.";
	}

	public static String cancelled(final String label) {
		return label + " was cancelled.";
	}

	public static String cases(final String label, final String names) {
		return label + ": cases " + names;
	}

	static String outlasts(final String label) {
		return "The macro has ended, but " + label + " goes on; Plugins>Sfumato>Train>Watch Training... shows it and can cancel it.";
	}
}
