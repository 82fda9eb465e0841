package sfumato.commands.wizard;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work beside the window.
 *
 * @param background runs what takes long
 * @param foreground runs what belongs to the thread of the window
 */
record BackgroundWork(Executor background, Executor foreground) {

	/**
	 * Starts work; whatever happens, its end is told.
	 *
	 * @param first is run at once
	 * @param work is run in the background
	 * @param problem hears a sentence if the work could not be started
	 * @param over is run in the foreground when the work has ended, in whichever way
	 */
	void start(final Runnable first, final Runnable work, final Consumer<String> problem, final Runnable over) {
		try {
			first.run();
			background.execute(() -> {
				try {
					work.run();
				}
				finally {
					foreground.execute(over);
				}
			});
		}
		catch (final RuntimeException | Error e) { // as if there are no more threads
			problem.accept(WizardMessages.unexpected(e));
			over.run();
			throw e;
		}
	}
}
