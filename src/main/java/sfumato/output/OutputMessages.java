package sfumato.output;

import sfumato.text.Excerpt;

/** Messages about places and names of outputs. */
public final class OutputMessages {

	private OutputMessages() {}

	static String isFolder(final Object file) {
		return "\"" + file + "\" is a folder; name a file.";
	}

	public static String exists(final Object target) {
		return "\"" + target + "\" exists already. Choose another output, or set overwrite=true.";
	}

	static String notReplaced(final Object target, final String reason) {
		return "\"" + target + "\" cannot be replaced" + reason + " Choose another output.";
	}

	static String noParent(final Object target, final Object folder) {
		return target + " cannot be written; there is no folder " + folder + ".";
	}

	public static String foreignFiles(final Object folder, final String maker) {
		return "\"" + folder + "\" holds files that were not made by " + maker + "; choose a new folder.";
	}

	static String isFile(final Object target) {
		return "\"" + target + "\" is a file and is not replaced by a folder. Choose another output.";
	}

	static String unwritable(final Object target, final String reason) {
		return "\"" + target + "\" cannot be written" + reason;
	}

	static String interrupted(final Object file) {
		return "Interrupted while waiting for \"" + file + "\".";
	}

	static String unwritableFolder(final Object folder, final String reason) {
		return "\"" + folder + "\" cannot be written into" + reason;
	}

	public static String beingWritten(final Object folder, final String other) {
		return "\"" + folder + "\" is being written into by another run (" + other + "), whose results would be mixed with new " +
			"ones. Choose another output, or wait until it has ended.";
	}

	static String brokenLink(final Object link, final Object target) {
		return "\"" + link + "\" is a link to \"" + target + "\", which does not exist. Delete the link, or choose another output.";
	}

	static String windowsName(final Object name) {
		return "\"" + name + "\" cannot be the name of an output on Windows. Choose another name.";
	}

	static String noSuchPlace(final Object target) {
		return "\"" + target + "\" cannot be written because there is no such place. Choose another output.";
	}

	static String pathTooLong(final String path, final int n, final int most) {
		return "The path \"" + path + "\" is too long by " + (n - most) + " characters for what will be written there, as " +
			"paths on Windows have at most " + most + ". Choose an output with a shorter path.";
	}

	static String casesOfOneName(final String caseName, final String otherCase, final String name) {
		return "The cases \"" + Excerpt.of(caseName) + "\" and \"" + otherCase + "\" would both be written as \"" + Excerpt.of(name)
			+ "\". Rename one of them.";
	}

	static String sameIgnoringCase(final String name, final String otherName) {
		return "\"" + Excerpt.of(name) + "\" and \"" + Excerpt.of(otherName) + "\" would be one file, since this disk does not " +
			"tell capital letters from small ones. Rename one of the cases.";
	}

	static String windowsCase(final String caseName, final String name) {
		return "The case \"" + caseName + "\" would be written as \"" + Excerpt.of(name) + "\", which cannot be the name of a " +
			"file on Windows. Rename the case.";
	}

	public static String warnOfCase(final String names, final int more) {
		return "Warning: " + names + more(more) + " differ in capital and small letters only; on Windows and macOS they " +
			"will be one file. Rename one of the cases.";
	}

	public static String warnOfWindows(final String name, final int more) {
		return "Warning: " + name + more(more) + " cannot be the name of a file on Windows; rename the case if the results " +
			"are to be used there.";
	}

	public static String nameTooLong(final String name, final int most) {
		return "The name \"" + Excerpt.of(name) + "\" is too long for an output; choose one of at most " + most + " bytes.";
	}

	static String notRenamed(final Object target, final Object left, final String reason) {
		return "\"" + target + "\" was being replaced by a process that ended, and is now called \"" + left + "\"; it could " +
			"not be given its name again" + reason + " Rename it.";
	}

	public static String beingMade(final Object target, final String other) {
		return "\"" + target + "\" is being written by another run (" + other + "). Choose another output, or wait until " +
			"it has ended.";
	}

	public static String insideFile(final Object target, final Object file) {
		return "\"" + target + "\" cannot be written because " + file + " is a file. Choose another output.";
	}

	public static String writeProtected(final Object target, final Object folder) {
		return "\"" + target + "\" cannot be written because " + folder + " is write-protected. Choose another output.";
	}

	private static String more(final int n) {
		return n > 0 ? " (and " + n + " more)" : "";
	}
}
