package sfumato.text;

/** Messages to people, for the classes of this package and for tests. */
public final class TextMessages {

	private TextMessages() {}

	static String openQuotation(final Object file, final int line) {
		return "\"" + file + "\" has a quotation mark in line " + line + " that is never closed.";
	}

	static String cells(final Object row, final int columns) {
		return row + " are not the " + columns + " cells of a row";
	}

	public static String badJson(final String where, final String reason) {
		return where + " is not valid JSON: " + reason + ".";
	}

	public static String noJsonObject(final String where) {
		return where + " does not hold a JSON object.";
	}

	static String tooDeep(final String where, final int most) {
		return where + " is nested more than " + most + " brackets deep, which nothing that is read here is.";
	}

	static String hugeNumber(final String where, final String text) {
		return where + " holds the number " + Excerpt.of(text) + ", which is beyond all that numbers are read for.";
	}

	public static String unwritable(final Object target, final String reason) {
		return "\"" + target + "\" cannot be written: " + reason + ".";
	}

	static String noFile(final Object file) {
		return "There is no file \"" + file + "\".";
	}

	static String notAFile(final Object file) {
		return "\"" + file + "\" is not a file.";
	}

	static String tooLarge(final Object file, final int megabytes, final long memory) {
		return "\"" + file + "\" is a text of more than " + (megabytes >> 20) + " MB, which is more than is read with Java's " +
			"memory of " + memory + " MB.";
	}

	static String badEscape(final Object file) {
		return "\"" + file + "\" is damaged: a backslash and u are not followed by four digits.";
	}

	public static String notUtf8(final Object file) {
		return "\"" + file + "\" is not a text file in UTF-8.";
	}
}
