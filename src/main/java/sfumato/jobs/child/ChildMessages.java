package sfumato.jobs.child;

/** Messages to people, for the classes of this package and for tests. */
public final class ChildMessages {

	private ChildMessages() {}

	static String notStarted(final String reason, final String hint) {
		return "The child process could not be started (" + reason + hint;
	}

	static String noEngineFolder(final Object folder) {
		return "The tensor engine is not installed: there is no folder \"" + folder + "\". In Fiji, Help > Update... installs " +
			"it with the update site of Sfumato.";
	}

	public static String noEngineJars(final Object folder) {
		return "The tensor engine is not installed: there are no jars in \"" + folder + "\". In Fiji, Help > Update... " +
			"installs them with the update site of Sfumato.";
	}

	static String noClassInImageJ(final String name) {
		return "There is no " + name + " in this ImageJ, which Sfumato needs; update it.";
	}

	static String noFile(final Object url) {
		return "\"" + url + "\" is no file.";
	}

	static String noJava(final Object java) {
		return "There is no \"" + java + "\" to start the child process with; start Fiji with a complete Java.";
	}

	static String idle(final Object idle) {
		return "The time after which the child process ends must be greater than 0, but is " + idle + ".";
	}

	public static String notOnClassPath(final String setting) {
		return setting + "=local, but the tensor engine is not on the class path of this process; leave it out, or say child.";
	}

	static String printed(final String line) {
		return "The child process printed: " + line;
	}

	static String processEnded() {
		return "The job did not stop when it was cancelled; its process was ended.";
	}

	static String messageTooLong(final int most) {
		return "a message of more than " + most + " bytes came";
	}

	static String endsEarly(final Object file) {
		return "\"" + file + "\" ends too early.";
	}

	static String notHandedOver(final long megabytes, final Object folder, final String reason) {
		return "The pixels could not be handed to the child process, for which " + megabytes + " MB are needed in \"" + folder +
			"\": " + reason + ".";
	}

	static String pieceTooLarge(final long n) {
		return "A piece of an image with " + n + " values is too large for one file; choose a smaller tile.";
	}
}
