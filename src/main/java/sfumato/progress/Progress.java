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
	 * The work has got this far.
	 *
	 * @param fraction of the work that is done, in [0, 1]
	 * @param message what is being done, for a status bar; one line
	 */
	void update(double fraction, String message);

	/** Something worth a line in the log: a choice made, a value reached. */
	void log(String line);

	/** Whether the work should stop as soon as it can. */
	boolean isCanceled();

	/** Throws {@link CancellationException} if the work should stop. */
	default void checkCanceled() {
		if (isCanceled()) throw new CancellationException("Cancelled");
	}

	/**
	 * The part from {@code from} to {@code to} of this progress, seen as a whole: {@code update(0.5, …)} on it is
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

	/** The same progress without how far the work is: for parts of it that come and go faster than a status bar should. */
	default Progress quiet() {
		return new PassedOn(this) {

			@Override
			public void update(final double fraction, final String message) {}
		};
	}

	/** The same progress, where every message says of what it is: {@code name: message}. Lines of the log stay as they are. */
	default Progress named(final String name) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public void update(final double fraction, final String message) {
				whole.update(fraction, name + ": " + message);
			}
		};
	}

	/** The same progress, where every line of the log says of what it is. */
	default Progress namedInLog(final String name) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public void log(final String line) {
				whole.log(name + ": " + line);
			}
		};
	}

	/** The same progress for work that something else cancels, too; it is asked from any thread. */
	default Progress canceledAlsoBy(final BooleanSupplier other) {
		final Progress whole = this;
		return new PassedOn(this) {

			@Override
			public boolean isCanceled() {
				return other.getAsBoolean() || whole.isCanceled();
			}
		};
	}

	/** A progress that ignores everything and never cancels. */
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
