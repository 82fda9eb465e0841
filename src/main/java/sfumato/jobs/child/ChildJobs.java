package sfumato.jobs.child;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.JobScheduler;
import sfumato.progress.Progress;
import sfumato.training.TrainingMonitor;

/**
 * Runs jobs in child processes, which alone load the tensor engine: if the engine crashes, this process and its open images survive.
 * Two jobs may run at a time, as {@link JobScheduler} says, each in a process of its own, because libtorch has one number of threads per
 * process. A child starts with the first job that needs it and is used again; it ends when there has been nothing to do for a while,
 * on {@link #close()}, and when this process ends, however that ends. If it dies during a job, the job ends with an {@link
 * IOException} that says why, the other one goes on, and the next one starts a new child.
 */
public final class ChildJobs implements JobRunner {

	/** Jobs, and so children, at a time. */
	private static final int PLACES = 2;

	/** Supplies the settings of a child; read before each job, and a change starts a new child. */
	@FunctionalInterface
	public interface Settings {
		/** @throws IOException if what is needed is not there */
		ChildSettings find() throws IOException;
	}

	private final JobScheduler scheduler;
	private final List<ChildSlot> slots;

	public ChildJobs(final Settings settings) {
		this(settings, new JobScheduler(PLACES));
	}

	/** With other rules, for as many jobs at a time at most. */
	ChildJobs(final Settings settings, final JobScheduler scheduler) {
		this.scheduler = scheduler;
		final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
			final Thread t = new Thread(work, "Sfumato child's end");
			t.setDaemon(true);
			return t;
		});
		clock.setKeepAliveTime(1, TimeUnit.SECONDS);
		clock.allowCoreThreadTimeOut(true);
		slots = Stream.generate(() -> new ChildSlot(settings, clock)).limit(PLACES).toList();
	}

	/** The number of the first child process that there is. */
	public OptionalLong pid() {
		return pids().stream().mapToLong(Long::longValue).findFirst();
	}

	/** The numbers of the child processes. */
	public List<Long> pids() {
		return slots.stream().map(ChildSlot::pid).filter(OptionalLong::isPresent).map(OptionalLong::getAsLong).toList();
	}

	@Override
	public <R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		try (JobScheduler.Place place = scheduler.enter(job, progress)) {
			return slots.get(place.number()).run(job, place, progress.canceledAlsoBy(place::isCanceled), monitor);
		}
	}

	/** Ends the children; jobs that run or wait are cancelled. The next job starts another child. */
	@Override
	public void close() {
		scheduler.cancelAll();
		slots.forEach(ChildSlot::close);
	}
}
