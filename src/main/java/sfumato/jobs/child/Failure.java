package sfumato.jobs.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sfumato.text.MemoryShortage;
import sfumato.text.Reason;
import sfumato.text.UserException;

/**
 * An exception on its way to another process, where it becomes one that means the same: sentences for people stay what they
 * are, and everything else keeps its stack trace.
 *
 * @param kind what it means
 * @param type name of its class
 * @param file what the system says of a file
 */
record Failure(Kind kind, String type, Optional<String> message, Optional<FileReason> file, List<Frame> frames,
	Optional<Failure> cause)
{

	enum Kind {
		/** Somebody wanted it to end. */
		CANCELED,
		/** A user's mistake. */
		ARGUMENT,
		/** A file. */
		FILE,
		/** A bug. */
		OTHER
	}

	/** {@link FileSystemException}. */
	record FileReason(Optional<String> file, Optional<String> other, Optional<String> reason) {}

	/** {@link StackTraceElement}. */
	record Frame(String type, String method, Optional<String> file, int line) {}

	static Failure of(final Throwable t) {
		if (t instanceof final UncheckedIOException e) return of(e.getCause());
		// the numbers are those of this process
		if (MemoryShortage.is(t)) return of(new UserException(MemoryShortage.sentence(t)));
		return new Failure(kind(t), t.getClass().getName(), Optional.ofNullable(t instanceof InvalidPathException ? Reason.of(t) : t.getMessage()), reason(t), Arrays.stream(t
			.getStackTrace()).map(e -> new Frame(e.getClassName(), e.getMethodName(), Optional.ofNullable(e.getFileName()), e
				.getLineNumber())).toList(), Optional.ofNullable(t.getCause()).map(Failure::of));
	}

	private static Kind kind(final Throwable t) {
		return t instanceof CancellationException ? Kind.CANCELED : t instanceof UserException || t instanceof InvalidPathException ? Kind.ARGUMENT
			: t instanceof IOException ? Kind.FILE : Kind.OTHER;
	}

	private static Optional<FileReason> reason(final Throwable t) {
		return t instanceof final FileSystemException e ? Optional.of(new FileReason(Optional.ofNullable(e.getFile()), Optional
			.ofNullable(e.getOtherFile()), Optional.ofNullable(e.getReason()))) : Optional.empty();
	}

	/** Throws what it means here. */
	RuntimeException rethrow() throws IOException {
		final Throwable t = throwable();
		if (t instanceof final IOException e) throw e;
		throw (RuntimeException) t;
	}

	private Throwable throwable() {
		final Throwable t = bare();
		t.setStackTrace(frames.stream().map(f -> new StackTraceElement(f.type(), f.method(), f.file().orElse(null), f.line()))
			.toArray(StackTraceElement[]::new));
		cause.ifPresent(c -> t.initCause(c.throwable()));
		return t;
	}

	private Throwable bare() {
		final String sentence = message.orElse(null);
		return switch (kind) {
			case CANCELED -> new CancellationException(sentence);
			case ARGUMENT -> new UserException(sentence);
			case FILE -> file.isPresent() ? onFile(file.get()) : new IOException(sentence);
			case OTHER -> new JobFailure(type, sentence);
		};
	}

	private FileSystemException onFile(final FileReason r) {
		final String one = r.file().orElse(null), other = r.other().orElse(null), reason = r.reason().orElse(null);
		// these two say by their class what is wrong
		if (type.equals(NoSuchFileException.class.getName())) return new NoSuchFileException(one, other, reason);
		if (type.equals(AccessDeniedException.class.getName())) return new AccessDeniedException(one, other, reason);
		return new FileSystemException(one, other, reason);
	}
}
