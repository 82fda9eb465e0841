package sfumato.jobs.child;

/** Messages about the child process. */
public final class ChildMessages {

	private static final String NOTHING_LOST = ". Nothing that is open was lost, and the next command starts a new process.";

	private ChildMessages() {}

	public static String notStarted(final int exitCode, final String printed) {
		return "The child process could not be started (exit code " + exitCode + ")" + ending(printed);
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

	public static String starting() {
		return "Starting the child process";
	}

	public static String noAnswer(final long seconds, final String printed) {
		return "The child process could not be started (it did not answer for " + seconds + " s)" + ending(printed);
	}

	private static String ending(final String printed) {
		return printed.isEmpty() ? "." : ": " + printed;
	}

	public static String killed(final int exitCode) {
		return "The child process was killed (exit code " + exitCode + "), probably by the system for want of memory. " +
			"Choose a smaller batch, patch or tile, or close other programs" + NOTHING_LOST;
	}

	public static String crashed(final int exitCode) {
		return "The child process has crashed (exit code " + exitCode + "). Try device=cpu if a GPU was used, or a smaller " +
			"batch, patch or tile" + NOTHING_LOST;
	}

	public static String endedByOther(final int exitCode) {
		return "The child process was ended by another program (exit code " + exitCode + "). The log shows what it printed " +
			"last, if anything" + NOTHING_LOST;
	}

	public static String ended(final int exitCode) {
		return "The child process has ended (exit code " + exitCode + "). The log shows what it printed last, if anything" +
			NOTHING_LOST;
	}

	public static String crashed(final int exitCode, final Object report) {
		return "The child process has crashed (exit code " + exitCode + ", see \"" + report + "\"). Try device=cpu if a " +
			"GPU was used, or a smaller batch, patch or tile" + NOTHING_LOST;
	}
}
