package sfumato.standalone;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
public final class RunnerMessages {

	private RunnerMessages() {}

	public static String exit() {
		return "the macro stopped with exit(message).";
	}

	static String noLanguage(final String ending) {
		return "there is no language for \"" + ending + "\" files on the class path. ImageJ macros (.ijm) always run; for " +
			"Groovy add org.scijava:scripting-groovy.";
	}

	static String noKey(final String pair) {
		return "\"" + Excerpt.of(pair) + "\" is not of the form key=value.";
	}
}
