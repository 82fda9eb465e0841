package sfumato.standalone;

import sfumato.text.Excerpt;

/** Messages about macros that run without Fiji. */
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

	public static String usage() {
		return "Say which macro to run: FILE.ijm key=value,key=value";
	}

	public static String noFile(final Object file, final Object folder) {
		return "There is no file " + file + " in " + folder + ".";
	}

	public static String interrupted(final Object fileName) {
		return fileName + " was interrupted.";
	}
}
