package sfumato.text;

/** Messages about text files, JSON, memory and what the system says. */
public final class TextMessages {

	private TextMessages() {}

	public static String openQuotation(final Object file, final int line) {
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

	public static String noFile(final Object file) {
		return "There is no file \"" + file + "\".";
	}

	static String notAFile(final Object file) {
		return "\"" + file + "\" is not a file.";
	}

	static String tooLarge(final Object file, final int mostBytes, final long memory) {
		return "\"" + file + "\" is a text of more than " + (mostBytes >> 20) + " MB, which is more than is read with Java's " +
			"memory of " + memory + " MB.";
	}

	static String badEscape(final Object file) {
		return "\"" + file + "\" is damaged: a backslash and u are not followed by four digits.";
	}

	public static String notUtf8(final Object file) {
		return "\"" + file + "\" is not a text file in UTF-8.";
	}

	public static String notEnoughMemory(final String numbers, final String advice) {
		return "There is not enough memory: " + numbers + ". Choose fewer or smaller images, or a smaller batch, patch or " +
			"tile, or " + advice + ".";
	}

	public static String gpuMemory(final String wanted, final String all, final String left) {
		return wanted + " more were asked for, and of the GPU's " + all + " there are " + left + " left";
	}

	public static String memoryAsked(final String wanted) {
		return wanted + " more were asked for, ";
	}

	public static String noEngine() {
		return "cuDNN has no way to compute in what the GPU has left, ";
	}

	public static String javaMemory(final String used, final String most) {
		return "Java uses " + used + " of at most " + most;
	}

	public static String computerMemory(final String all, final String left) {
		return ", and of the computer's " + all + " there are " + left + " left";
	}

	public static String closePrograms() {
		return "close other programs";
	}

	public static String otherComputer() {
		return "use a computer with more memory";
	}

	public static String moreForJava(final long megabytes) {
		return "let Java take more, e.g. " + megabytes + " MB: in Fiji by Edit > Options > Memory & Threads..., in the " +
			"child process by the preference \"memory\" (see docs/child-process.md), else by the option -Xmx" + megabytes +
			"m of java";
	}

	public static String doesNotFit(final long megabytes) {
		return "It does not fit into Java's memory of " + megabytes + " MB.";
	}

	public static String nestedTooDeeply() {
		return "It is nested too deeply.";
	}

	public static String neitherReadNorWritten(final String file, final String reason) {
		return "\"" + file + "\" cannot be read or written: " + reason + ".";
	}

	public static String noName(final String name, final String reason) {
		return "\"" + Excerpt.of(name) + "\" cannot be the name of a file or folder: " + reason + ".";
	}

	public static String unexpected(final String error) {
		return "unexpectedly: " + error;
	}

	public static String accessDenied() {
		return "access is denied";
	}

	public static String noSuchFile() {
		return "there is no such file or folder";
	}

	public static String existsAlready() {
		return "it exists already";
	}

	public static String noReason() {
		return "the system does not say why";
	}

	public static String notEnoughMemory(final String numbers) {
		return "There is not enough memory: " + numbers + ".";
	}

	public static String noFolder(final Object folder) {
		return "There is no folder \"" + folder + "\".";
	}
}
