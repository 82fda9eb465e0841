package sfumato.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sfumato.progress.Progress;
import sfumato.text.Reason;
import sfumato.text.UserException;

/**
 * Collects the errors of single cases: all other cases are processed first, then one error lists the failures. Skipped silently, they
 * would be missing in later steps.
 */
public final class Failures {

	/** Reads a case. */
	@FunctionalInterface
	public interface Attempt<T> {
		T get() throws IOException;
	}

	private final String done;
	private final int all;
	private final List<String> names = new ArrayList<>();
	/** Of the first case. */
	private Throwable first;

	/**
	 * @param done what is done with cases: {@code fused}
	 * @param all how many cases there are
	 */
	public Failures(final String done, final int all) {
		this.done = done;
		this.all = all;
	}

	/** The result of an attempt; empty if a file is damaged, labels are wrong, or the memory is too small. */
	public <T> Optional<T> attempt(final String name, final Attempt<T> attempt, final Progress progress) {
		try {
			return Optional.of(attempt.get());
		}
		catch (final IOException | IllegalArgumentException | OutOfMemoryError | StackOverflowError e) {
			if (names.isEmpty()) first = e;
			names.add(name);
			progress.log(DataMessages.caseFailed(name, done, reason(name, e)));
			return Optional.empty();
		}
	}

	boolean has(final String name) {
		return names.contains(name);
	}

	int count() {
		return names.size();
	}

	/**
	 * Ends the work if a case has failed.
	 *
	 * @param output where the others are
	 * @throws IOException in a sentence with the reason of the first one
	 * @throws UserException that of the only case
	 */
	public void end(final String output) throws IOException {
		if (names.isEmpty()) return;
		if (names.size() == all && first instanceof final IOException e) throw e;
		if (names.size() == all && first instanceof final UserException e) throw e;
		throw new IOException(names.size() == all ? DataMessages.allCasesFailed(all, done, names.get(0), reason(names.get(0),
			first)) : DataMessages.casesFailed(names.size(), all, done, output, names.get(0), reason(names.get(0), first)), first);
	}

	/** Some messages begin with the case themselves. */
	private static String reason(final String name, final Throwable e) {
		final String reason = Reason.of(e), own = "Case " + name + ": ";
		return reason.startsWith(own) ? reason.substring(own.length()) : reason;
	}
}
