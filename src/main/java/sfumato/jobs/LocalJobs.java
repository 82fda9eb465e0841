package sfumato.jobs;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorEngine;
import sfumato.progress.Progress;
import sfumato.text.MemoryShortage;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;

/**
 * Runs jobs in this process, one at a time; another one waits, as {@link JobScheduler} says. The tensor engine starts with the first job
 * and lives on one thread, because libtorch keeps state per thread that is never given back; it stays until {@link #close()}.
 * <p>
 * A second engine thread beside the first would not be safe. The number of threads that libtorch is given is one number of the
 * process, which a thread takes over at its first parallel operation and not when it is set; setting it also empties oneDNN's cache and
 * resizes a pool that all threads share. So a job could begin with the number of the other one, and results depend on that number. Two
 * jobs at a time take two processes: {@link sfumato.jobs.child.ChildJobs}.
 */
public final class LocalJobs implements JobRunner {

	/** The largest number of threads that make patches: the number of batches ahead. */
	private static final int MOST_LOADERS = 4;

	/** The time that {@link #close()} waits for a cancelled job. */
	private static final long CLOSE_MILLIS = 2000;

	private final JobScheduler scheduler = new JobScheduler(1);
	/** Used by the job that runs only. */
	private EngineThread thread;
	private ExecutorService loader;

	@Override
	public <R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		try (JobScheduler.Place place = scheduler.enter(job, progress)) {
			return runIn(place, job, place.threads(), device -> {}, progress, monitor);
		}
	}

	/**
	 * {@link #run(Job, Progress, TrainingMonitor)} for another scheduler, which knows more than this process does.
	 *
	 * @param threads of the processor that it has given the job
	 * @param device is told of the device before the job begins
	 */
	public <R> R run(final Job<R> job, final int threads, final Consumer<TensorDevice> device, final Progress progress,
		final TrainingMonitor monitor) throws IOException
	{
		try (JobScheduler.Place place = scheduler.enter(job, progress)) {
			return runIn(place, job, threads, device, progress, monitor);
		}
	}

	private <R> R runIn(final JobScheduler.Place place, final Job<R> job, final int threads, final Consumer<TensorDevice> device,
		final Progress listener, final TrainingMonitor monitor) throws IOException
	{
		final Progress progress = listener.canceledAlsoBy(place::isCanceled);
		start(threads);
		final TensorEngine engine = thread.engine();
		try {
			return thread.call(() -> {
				final Workbench bench = new Workbench(TensorDevice.of(engine, job.compute().device()).with(job.compute()
					.precision()), loader, monitor);
				device.accept(bench.device());
				progress.log(JobMessages.computingOn(bench.device(), TensorEngine.djlVersion()));
				return job.execute(bench, progress);
			});
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			if (MemoryShortage.is(e)) throw new UserException(MemoryShortage.sentence(e), e);
			throw e;
		}
		catch (final Exception e) {
			throw new IllegalStateException("A job threw what jobs do not throw", e);
		}
	}

	/** Starts the engine thread; another number of threads needs a new one, because libtorch sets it at a thread's first operation. */
	private void start(final int threads) {
		if (thread != null && thread.engine().threads() == threads) return;
		end();
		thread = EngineThread.start(threads);
		// a GPU is fed by several; on a processor alone one hardly has anything to do
		final int loaders = Math.max(1, Math.min(MOST_LOADERS, Runtime.getRuntime().availableProcessors() / 2));
		loader = Executors.newFixedThreadPool(loaders, r -> {
			final Thread t = new Thread(r, "Sfumato loader");
			t.setDaemon(true);
			return t;
		});
	}

	/**
	 * Ends the engine; the next job starts it again. Jobs that run or wait are cancelled. They are waited for, but not for long, so that
	 * quitting does not hang.
	 */
	@Override
	public void close() {
		scheduler.cancelAll();
		try {
			scheduler.whenIdle(CLOSE_MILLIS, this::end);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void end() {
		if (thread == null) return;
		thread.close();
		loader.shutdownNow();
		thread = null;
		loader = null;
	}
}
