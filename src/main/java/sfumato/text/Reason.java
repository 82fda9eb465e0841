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

	/** A message is one sentence; with the path of a file it has room here. */
	private static final int MOST = 480;

	private Reason() {}

	/**
	 * The sentence of an error: its own, where it is a user's mistake; what it means, where Java's or the system's text says nothing
	 * to people; and that it was unexpected, where it is a bug.
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

	/** Whether an error is one that the user can correct, and says so in a sentence; others are bugs. */
	public static boolean isSentence(final Throwable error) {
		return error instanceof InvalidPathException || (error instanceof UserException || error instanceof IOException) && error
			.getMessage() != null;
	}

	/**
	 * An error of writing a file, with the file: that a disk is full the system says without saying where.
	 *
	 * @param target what was to be written, as the user knows it
	 * @param error returned unchanged if it says more than the system
	 */
	public static IOException writing(final Path target, final IOException error) {
		final StackTraceElement[] trace = error.getStackTrace();
		final boolean systems = trace.length > 0 && (trace[0].getClassName().startsWith("java.") || trace[0].getClassName().startsWith(
			"sun."));
		return error.getClass() != IOException.class || !systems ? error : new IOException(TextMessages.unwritable(target,
			Excerpt.sentence(error.getMessage())), error);
	}

	/** The reason that the system gives, as the end of a sentence: {@code ": No space left on device."} */
	public static String because(final FileSystemException e) {
		return e.getReason() != null ? ": " + e.getReason() + "." : e instanceof AccessDeniedException ? "; access is denied." : ".";
	}

	/** What the system says of a file is often its path and nothing else. */
	private static String system(final FileSystemException e) {
		return e.getReason() != null ? e.getReason() : e instanceof AccessDeniedException ? TextMessages.accessDenied() : e
			instanceof NoSuchFileException ? TextMessages.noSuchFile() : e instanceof FileAlreadyExistsException
			? TextMessages.existsAlready() : TextMessages.noReason();
	}
}
