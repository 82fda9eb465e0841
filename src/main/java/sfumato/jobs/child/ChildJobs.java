package sfumato.jobs.child;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.output.Unfinished;
import sfumato.progress.Progress;
import sfumato.training.TrainingMonitor;

/**
 * Runs jobs in a child process, which alone loads the tensor engine: if the engine crashes, this process and its open images survive.
 * The child starts with the first job and is used again; it ends when there has been nothing to do for a while, on {@link #close()},
 * and when this process ends, however that ends. If it dies during a job, the job ends with an {@link IOException} that says why, and
 * the next one starts a new child.
 */
public final class ChildJobs implements JobRunner {

	private static final long WAIT_MILLIS = 200;

	/** Supplies the settings of the child; read before each job, and a change starts a new child. */
	@FunctionalInterface
	public interface Settings {
		/** @throws IOException if what is needed is not there */
		ChildSettings find() throws IOException;
	}

	private final Settings settings;
	/** Held by who talks to the child. */
	private final ReentrantLock talking = new ReentrantLock(true);
	private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
		final Thread t = new Thread(work, "Sfumato child's end");
		t.setDaemon(true);
		return t;
	});
	private volatile Child child;
	private volatile boolean quitting;
	private ChildSettings used;
	private ScheduledFuture<?> end;

	public ChildJobs(final Settings settings) {
		this.settings = settings;
		clock.setKeepAliveTime(1, TimeUnit.SECONDS);
		clock.allowCoreThreadTimeOut(true);
	}

	/** The number of the child process, if there is one. */
	public OptionalLong pid() {
		final Child c = child;
		return c != null && c.isAlive() ? OptionalLong.of(c.pid()) : OptionalLong.empty();
	}

	@Override
	public <R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		await(progress);
		try {
			progress.checkCanceled();
			if (end != null) end.cancel(false);
			final Child before = child;
			final JobSession<R> session = startSession(job, progress, monitor);
			final boolean another = child != before;
			try {
				return runSession(session);
			}
			catch (final IOException e) {
				// one that was killed while it had nothing to do may live until it is spoken to
				if (another || session.hasBegun() || e instanceof ClosedByInterruptException) throw e;
				return runSession(startSession(job, progress, monitor));
			}
		}
		catch (final ClosedByInterruptException e) { // while pixels were exchanged
			throw (CancellationException) new CancellationException("Cancelled").initCause(e);
		}
		finally {
			if (child != null) end = clock.schedule(this::endIdle, used.idle().toNanos(), TimeUnit.NANOSECONDS);
			talking.unlock();
		}
	}

	/** One job at a time. */
	private void await(final Progress progress) {
		try {
			while (!talking.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				progress.checkCanceled();
				progress.update(0, ChildMessages.waiting());
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Cancelled");
		}
	}

	private <R> JobSession<R> startSession(final Job<R> job, final Progress progress, final TrainingMonitor monitor)
		throws IOException
	{
		final ChildSettings found = settings.find();
		if (child != null && !(child.isAlive() && found.equals(used))) endChild();
		if (child == null) {
			progress.update(0, ChildMessages.starting());
			child = Child.start(found, job.compute().resolvedThreads());
			used = found;
		}
		return new JobSession<>(child, job, progress, monitor, () -> quitting);
	}

	private <R> R runSession(final JobSession<R> session) throws IOException {
		try {
			return session.run();
		}
		finally {
			if (session.isOver()) child.exchange().clear();
			else abandon(session.job());
		}
	}

	/** After the child has died, or does not obey. */
	private void abandon(final Job<?> job) throws IOException {
		final long pid = child.pid();
		child.kill();
		endChild();
		for (final Path folder : job.written())
			Unfinished.clearUp(folder, pid);
	}

	private void endChild() {
		if (child != null) child.close();
		child = null;
	}

	/** Somebody who begins a job just now finds another child, or this one if he was first. */
	private void endIdle() {
		if (!talking.tryLock()) return;
		try {
			if (end.getDelay(TimeUnit.NANOSECONDS) <= 0) endChild();
		}
		finally {
			talking.unlock();
		}
	}

	/** Ends the child; a running job is cancelled. The next job starts another one. */
	@Override
	public void close() {
		quitting = true;
		talking.lock();
		try {
			endChild();
		}
		finally {
			quitting = false;
			talking.unlock();
		}
	}
}
