package sfumato.jobs;

import java.io.IOException;

import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;

/** Runs jobs, at most as many at a time as {@link JobScheduler} says. May be used by several threads. */
public interface JobRunner extends AutoCloseable {

	/** The beginning of a job's log line with the device and the versions of the tensor engine. */
	String COMPUTING_ON = "Computing on ";

	/**
	 * Runs a job and waits for it, and before that for its turn.
	 *
	 * @throws UserException if an input is invalid
	 * @throws IOException if a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if the progress asked for it; nothing is left half-written
	 */
	default <R> R run(final Job<R> job, final Progress progress) throws IOException {
		return run(job, progress, TrainingMonitor.none());
	}

	/**
	 * {@link #run(Job, Progress)}, for jobs that train.
	 *
	 * @param monitor receives the events of the job's trainings, on another thread than the caller's, and may stop them
	 */
	<R> R run(Job<R> job, Progress progress, TrainingMonitor monitor) throws IOException;

	/** Cancels the jobs that run or wait, and releases the runner's resources. Returns within seconds, whatever a job does. */
	@Override
	void close();
}
