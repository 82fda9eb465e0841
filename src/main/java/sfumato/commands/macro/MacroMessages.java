package sfumato.commands.macro;

import sfumato.text.Excerpt;

/** Messages about the options of macros. */
public final class MacroMessages {

	private MacroMessages() {}

	static String formerOption(final String label, final String key, final String todayKey, final String value) {
		return label + " has no option \"" + key + "=\" any more. Write " + todayKey + "=[" + value + "].";
	}

	public static String noOption(final String label, final String option, final String known) {
		return label + " has no option \"" + option + "\". Known: " + known + ".";
	}

	public static String noValue(final String name) {
		return "The option \"" + Excerpt.of(name) + "\" needs a value: " + name + "=…";
	}

	static String noOpenImage(final String label) {
		return label + " needs an open image; open one first (File>Open...).";
	}

	public static String noImage(final String name, final String text, final String... openTitles) {
		return name + ": no open image is called \"" + Excerpt.of(text) + "\", and no image file either. " + (openTitles.length
			== 0 ? "No image is open." : "Open are: " + String.join(", ", openTitles) + ".");
	}

	public static String missing(final String name, final String label, final String description) {
		return "The option \"" + name + "\" of " + label + " is missing (" + description + ").";
	}

	static String notWritable(final String value) {
		return "\"" + Excerpt.of(value) + "\" cannot be written in a macro, because its brackets do not match and it has an " +
			"apostrophe; rename it.";
	}

	static String givenTwice(final String key) {
		return "The option \"" + Excerpt.of(key) + "\" is given twice.";
	}

	static String notClosed(final String key, final String bracket) {
		return "The value of the option \"" + Excerpt.of(key) + "\" lacks its closing " + bracket + ".";
	}

	static String notWrittenDown(final Object file, final String reason) {
		return "How \"" + file + "\" was made could not be written down beside it: " + reason;
	}
}
