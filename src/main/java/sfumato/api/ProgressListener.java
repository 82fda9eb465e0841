package sfumato.api;

/**
 * Hears how far a piece of work is. A lambda or a closure is enough:
 *
 * <pre>{@code
 * sfumato.listener((fraction, message) -> System.out.printf("%3.0f %% %s%n", 100 * fraction, message));
 * }</pre>
 *
 * It may be called from any thread, and should return soon, because work waits for it.
 */
@FunctionalInterface
public interface ProgressListener {

	/**
	 * The work has got this far.
	 *
	 * @param fraction of the work that is done, from 0 to 1
	 * @param message what is being done, in one line
	 */
	void update(double fraction, String message);

	/** Something worth a line in a log: a choice that was made, a value that was reached. */
	default void log(final String line) {}

	/** Whether the work should stop; asked at least once per second of work. */
	default boolean isCanceled() {
		return false;
	}
}
