package sfumato.jobs;

import java.io.IOException;

import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;

/**
 * Runs jobs, one after the other.
 */
public interface JobRunner extends AutoCloseable {

	/** How the line begins that says in the log of a job what it computes on, with the versions of the tensor engine. */
	String COMPUTING_ON = "Computing on ";

	/**
	 * Runs a job and waits for it.
	 *
	 * @throws UserException in a sentence, if something the user gave is wrong
	 * @throws IOException if a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if the progress asked for it; nothing is left half-written
	 */
	default <R> R run(final Job<R> job, final Progress progress) throws IOException {
		return run(job, progress, TrainingMonitor.none());
	}

	/**
	 * {@link #run(Job, Progress)}, for jobs that train.
	 *
	 * @param monitor is told what happens in the job's trainings, on another thread than the caller's, and may end them
	 */
	<R> R run(Job<R> job, Progress progress, TrainingMonitor monitor) throws IOException;

	/** Frees what the runner holds. A running job ends first; it is waited for or cancelled. */
	@Override
	void close();
}
