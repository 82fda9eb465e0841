package sfumato.dialogs;

import java.io.File;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
public final class DialogMessages {

	private DialogMessages() {}

	public static String missing(final String label) {
		return "\"" + label + "\" is required but empty.";
	}

	public static String noImageChosen(final String label) {
		return "\"" + label + "\" is required; choose an open image.";
	}

	public static String noImageOpen(final String command, final String label) {
		return command + " needs an open image (" + label + "), and none is open. Open one first.";
	}

	public static String noFolder(final String label, final File folder) {
		return "\"" + label + "\": there is no folder \"" + Excerpt.of(folder) + "\".";
	}

	public static String noFile(final String label, final File file) {
		return "\"" + label + "\": there is no file \"" + Excerpt.of(file) + "\".";
	}

	static String noFileOrFolder(final String label, final File file) {
		return "\"" + label + "\": there is no file or folder \"" + Excerpt.of(file) + "\".";
	}
}
