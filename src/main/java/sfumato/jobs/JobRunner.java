package sfumato.jobs;

import java.io.IOException;

import sfumato.progress.Progress;

/**
 * Runs jobs, one after the other.
 */
public interface JobRunner extends AutoCloseable {

	/**
	 * Runs a job and waits for it.
	 *
	 * @throws IllegalArgumentException in a sentence, if something the user gave is wrong
	 * @throws IOException if a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if the progress asked for it; nothing is left half-written
	 */
	<R> R run(Job<R> job, Progress progress) throws IOException;

	/** Frees what the runner holds. A running job is finished first. */
	@Override
	void close();
}
