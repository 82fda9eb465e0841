package sfumato.progress;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Receives the progress of a task and can cancel it.
 * <p>
 * No method of the API prints or opens a window; it tells its caller through this interface. Work polls
 * {@link #checkCanceled()} at least once per second of work and leaves nothing half-written when it throws.
 * Implementations must be safe to call from any thread.
 */
public interface Progress {

	/**
	 * Reports how much of the work is done.
	 *
	 * @param fraction the share of the work that is done, from 0 to 1
	 * @param message the current activity in one line for a status bar
	 */
	void update(double fraction, String message);

	/** Logs one line, e.g. a choice or a result. */
	void log(String line);

	/** Whether the work was cancelled and should stop as soon as possible. */
	boolean isCanceled();

	/** Throws a {@link CancellationException} if the work was cancelled. */
	default void checkCanceled() {
		if (isCanceled()) throw new CancellationException("Cancelled");
	}

	/**
	 * Returns a progress for the part of the work from {@code from} to {@code to}: {@code update(0.5, …)} on it calls
	 * {@code update((from + to) / 2, …)} here.
	 */
	default Progress part(final double from, final double to) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public void update(final double fraction, final String message) {
				whole.update(from + (to - from) * fraction, message);
			}
		};
	}

	/** Returns a progress that ignores updates, for parts of the work that are too short for a status bar. */
	default Progress quiet() {
		return new PassedOn(this) {

			@Override
			public void update(final double fraction, final String message) {}
		};
	}

	/** Returns a progress that prefixes messages with a name: {@code name: message}. Log lines stay unchanged. */
	default Progress named(final String name) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public void update(final double fraction, final String message) {
				whole.update(fraction, name + ": " + message);
			}
		};
	}

	/** Returns a progress that prefixes log lines with a name. */
	default Progress namedInLog(final String name) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public void log(final String line) {
				whole.log(name + ": " + line);
			}
		};
	}

	/** Returns a progress that a second source can cancel, too. Any thread may query this source. */
	default Progress canceledAlsoBy(final BooleanSupplier other) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public boolean isCanceled() {
				return other.getAsBoolean() || whole.isCanceled();
			}
		};
	}

	/** Returns a progress that ignores all calls and never cancels. */
	static Progress none() {
		return new Progress() {

			@Override
			public void update(final double fraction, final String message) {}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}
}
