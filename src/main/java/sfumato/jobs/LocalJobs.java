package sfumato.jobs;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorEngine;
import sfumato.progress.Progress;
import sfumato.text.MemoryShortage;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;

/**
 * Runs jobs in this process. The tensor engine starts with the first job and lives on one thread, because libtorch keeps
 * state per thread that is never given back; it stays until {@link #close()}.
 */
public final class LocalJobs implements JobRunner {

	/** The largest number of threads that make patches: the number of batches ahead. */
	private static final int MOST_LOADERS = 4;

	/** The time that {@link #close()} waits for a cancelled job. */
	private static final long CLOSE_MILLIS = 2000;

	/** Held by the job that runs, one at a time. */
	private final ReentrantLock running = new ReentrantLock();
	private volatile boolean closing;
	private EngineThread thread;
	private ExecutorService loader;

	@Override
	public <R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		running.lock();
		try {
			closing = false; // an earlier close may not have waited for the job before
			return runAlone(job, progress.canceledAlsoBy(() -> closing), monitor);
		}
		finally {
			running.unlock();
		}
	}

	private <R> R runAlone(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		start(job.compute().resolvedThreads());
		final TensorEngine engine = thread.engine();
		try {
			return thread.call(() -> {
				final Workbench bench = new Workbench(TensorDevice.of(engine, job.compute().device()).with(job.compute()
					.precision()), loader, monitor);
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
	 * Ends the engine; the next job starts it again. A running job is cancelled and waited for, but not for long, so that quitting does
	 * not hang.
	 */
	@Override
	public void close() {
		closing = true;
		try {
			if (!running.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) return;
			try {
				end();
				closing = false;
			}
			finally {
				running.unlock();
			}
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
