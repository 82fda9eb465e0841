package sfumato.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Explains an exception in a sentence for users. */
public final class Reason {

	/** Maximum length of a message in characters. It leaves room for one sentence with the path of a file. */
	private static final int MOST = 480;

	private Reason() {}

	/**
	 * Describes an error in one sentence: the message of a user error, an explanation of a terse message of Java or the system, or the note
	 * that the error was unexpected, which means a bug.
	 */
	public static String of(final Throwable error) {
		if (MemoryShortage.isJava(error)) return TextMessages.doesNotFit(Runtime.getRuntime().maxMemory() >> 20);
		if (MemoryShortage.is(error)) return TextMessages.notEnoughMemory(MemoryShortage.numbers(error));
		if (error instanceof StackOverflowError) return TextMessages.nestedTooDeeply();
		if (error instanceof final UncheckedIOException e) return of(e.getCause());
		if (error instanceof final FileSystemException e) return TextMessages.neitherReadNorWritten(e.getFile(), system(e));
		if (error instanceof final InvalidPathException e) return TextMessages.noName(e.getInput(), e.getReason());
		return isSentence(error) ? Excerpt.shorten(error.getMessage(), MOST) : TextMessages.unexpected(Excerpt.sentence(error));
	}

	/** Whether the user can correct an error, so that its message suffices. All other errors are bugs. */
	public static boolean isSentence(final Throwable error) {
		return error instanceof InvalidPathException || (error instanceof UserException || error instanceof IOException) && error
			.getMessage() != null;
	}

	/**
	 * Adds the file to an error of writing. The message of a full disk, for example, names no file.
	 *
	 * @param target the output as the user knows it
	 * @param error returned unchanged if its message already names more than the system does
	 */
	public static IOException writing(final Path target, final IOException error) {
		final StackTraceElement[] trace = error.getStackTrace();
		final boolean systems = trace.length > 0 && (trace[0].getClassName().startsWith("java.") || trace[0].getClassName().startsWith(
			"sun."));
		return error.getClass() != IOException.class || !systems ? error : new IOException(TextMessages.unwritable(target,
			Excerpt.sentence(error.getMessage())), error);
	}

	/** Returns the reason of the system as the end of a sentence: {@code ": No space left on device."} */
	public static String because(final FileSystemException e) {
		return e.getReason() != null ? ": " + e.getReason() + "." : e instanceof AccessDeniedException ? "; access is denied." : ".";
	}

	/** Returns the message of the system, which for a file is often its path alone. */
	private static String system(final FileSystemException e) {
		return e.getReason() != null ? e.getReason() : e instanceof AccessDeniedException ? TextMessages.accessDenied() : e
			instanceof NoSuchFileException ? TextMessages.noSuchFile() : e instanceof FileAlreadyExistsException
			? TextMessages.existsAlready() : TextMessages.noReason();
	}
}
