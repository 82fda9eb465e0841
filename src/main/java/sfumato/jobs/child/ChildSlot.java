package sfumato.jobs.child;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import sfumato.jobs.Job;
import sfumato.jobs.JobScheduler;
import sfumato.output.Unfinished;
import sfumato.progress.Progress;
import sfumato.training.TrainingMonitor;

/**
 * One place of {@link ChildJobs} and its child process, which starts with the place's first job, is used again, and ends when it has
 * been idle for a while. Runs one job at a time.
 */
final class ChildSlot {

	private static final long WAIT_MILLIS = 100;
	/** How long {@link #close} waits for a cancelled job; longer than the job is given before its process is ended. */
	private static final long CLOSE_SECONDS = 8;

	private final ChildJobs.Settings settings;
	private final ScheduledExecutorService clock;
	/** Held by who talks to the child: a job, or who ends it. */
	private final ReentrantLock talking = new ReentrantLock(true);
	private volatile Child child;
	private ChildSettings used;
	private ScheduledFuture<?> end;

	/** @param clock ends idle children */
	ChildSlot(final ChildJobs.Settings settings, final ScheduledExecutorService clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/** The number of the child process, if there is one. */
	OptionalLong pid() {
		final Child c = child;
		return c != null && c.isAlive() ? OptionalLong.of(c.pid()) : OptionalLong.empty();
	}

	<R> R run(final Job<R> job, final JobScheduler.Place place, final Progress progress, final TrainingMonitor monitor)
		throws IOException
	{
		await(progress);
		try {
			if (end != null) end.cancel(false);
			final Child before = child;
			final JobSession<R> session = startSession(job, place, progress, monitor);
			final boolean another = child != before;
			try {
				return runSession(session);
			}
			catch (final IOException e) {
				// one that was killed while it had nothing to do may live until it is spoken to
				if (another || session.hasBegun() || isInterrupt(e) || place.isCanceled()) throw e;
				return runSession(startSession(job, place, progress, monitor));
			}
		}
		catch (final IOException e) {
			if (isInterrupt(e)) throw (CancellationException) new CancellationException("Cancelled").initCause(e);
			throw e;
		}
		finally {
			if (child != null) end = clock.schedule(this::endIdle, used.idle().toNanos(), TimeUnit.NANOSECONDS);
			talking.unlock();
		}
	}

	/** Whether an interrupt made Java fail while it wrote pixels, or made the folder for them. */
	private static boolean isInterrupt(final IOException e) {
		return e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException;
	}

	/** Until an idle child has ended that is just being ended. */
	private void await(final Progress progress) {
		try {
			do
				progress.checkCanceled();
			while (!talking.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("Cancelled").initCause(e);
		}
	}

	private <R> JobSession<R> startSession(final Job<R> job, final JobScheduler.Place place, final Progress progress,
		final TrainingMonitor monitor) throws IOException
	{
		final ChildSettings found = settings.find();
		if (child != null && !(child.isAlive() && found.equals(used))) endChild();
		if (child == null) {
			progress.update(0, ChildMessages.starting());
			child = Child.start(found, place.threads(), progress);
			used = found;
		}
		return new JobSession<>(child, job, progress, monitor, place);
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

	/**
	 * Ends the child, whose job has been cancelled. One that does not end in time, e.g. because who hears of its progress waits for the
	 * calling thread, loses its process.
	 */
	void close() {
		try {
			if (talking.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				try {
					endChild();
				}
				finally {
					talking.unlock();
				}
				return;
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		final Child last = child;
		if (last != null) last.kill();
	}
}
