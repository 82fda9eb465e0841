package sfumato.jobs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

import sfumato.prediction.ProcessorMemory;
import sfumato.progress.Progress;

/**
 * Decides which jobs run at the same time and with how many threads. All rules are here; runners ask before each job.
 * <ul>
 * <li><b>Places.</b> There are as many as jobs may run side by side. A job takes the first free one and keeps it to its end.</li>
 * <li><b>Order.</b> Jobs that cannot start yet wait in the order in which they came; none overtakes another.</li>
 * <li><b>Threads.</b> Results depend on their number, so it is fixed when a job starts: what the job asks for, else all cores but one
 * in the first place, and one in any other. Where no other job can run, a computer of up to three cores spares none.</li>
 * <li><b>Memory.</b> A job beside others starts if its estimate fits: into what is free now, and into what was free when nothing ran
 * less the estimates of those that run, which may not have taken theirs yet. Alone it always starts.</li>
 * <li><b>GPU.</b> One job at a time computes on it. A job with {@code device=cpu} runs beside it. As only the tensor engine knows what
 * {@code auto} is, another job that may use a GPU waits until the first has said ({@link Place#computesOn}).</li>
 * </ul>
 * Output folders are no matter of this class: jobs claim them ({@link sfumato.output.NewFolder#claim}), and a second job with the same
 * one ends with a sentence.
 * <p>
 * Who waits says so in the progress and the log, and ends at once when it is cancelled or interrupted, or when {@link #cancelAll} is
 * called.
 */
public final class JobScheduler {

	/** Bytes of a process that computes, beside tensors and images: Java and the tensor library. */
	static final long PROCESS_BYTES = 700L << 20;

	/** Fewer cores than this are all used where there is only one place. */
	private static final int FEW_CORES = 4;
	private static final long POLL_MILLIS = 100;

	/** Why a job cannot start now. The same key is logged once. */
	private record Obstacle(String key, String sentence) {}

	private final int places, cores;
	private final LongSupplier free;

	/** The running jobs by the number of their place. */
	private final TreeMap<Integer, Place> running = new TreeMap<>();
	private final Deque<Object> waiting = new ArrayDeque<>();
	/** The free memory as if nothing ran. */
	private long base;
	private volatile int cancels;

	/** @param places how many jobs may run at a time */
	public JobScheduler(final int places) {
		this(places, Runtime.getRuntime().availableProcessors(), ProcessorMemory::free);
	}

	/**
	 * @param cores of the processor
	 * @param free says how many bytes of memory are free
	 */
	public JobScheduler(final int places, final int cores, final LongSupplier free) {
		this.places = places;
		this.cores = cores;
		this.free = free;
	}

	/** Permission of one job to run, until it is closed. */
	public final class Place implements AutoCloseable {

		private final String title;
		private final int number, threads, cancelsBefore;
		private final long bytes;
		/** Whether it computes on a GPU; empty until that is known. */
		private volatile Optional<Boolean> gpu;

		private Place(final Job<?> job, final int number, final int cancelsBefore, final long bytes) {
			title = job.title();
			this.number = number;
			this.cancelsBefore = cancelsBefore;
			this.bytes = bytes;
			final int asked = job.compute().threads();
			threads = asked > 0 ? asked : number > 0 ? 1 : places == 1 && cores < FEW_CORES ? cores : Math.max(1, cores - 1);
			gpu = mayUseGpu(job) ? Optional.empty() : Optional.of(false);
		}

		/** From 0. */
		public int number() {
			return number;
		}

		/** The number of processor threads that the job computes with from its beginning to its end. */
		public int threads() {
			return threads;
		}

		/** Whether {@link JobScheduler#cancelAll} was called since the job came. */
		public boolean isCanceled() {
			return cancels != cancelsBefore;
		}

		/** Tells what {@code device=auto} is. */
		public void computesOn(final boolean isGpu) {
			gpu = Optional.of(isGpu);
			wake();
		}

		/** The memory of the computer that it may take; what is on a GPU is elsewhere. */
		private long promised() {
			return gpu.orElse(false) ? Math.min(bytes, PROCESS_BYTES) : bytes;
		}

		/** The job has ended. */
		@Override
		public void close() {
			synchronized (JobScheduler.this) {
				running.remove(number, this);
			}
			wake();
		}
	}

	/**
	 * Waits until a job may start.
	 *
	 * @param progress hears what is waited for, and may cancel it
	 * @throws CancellationException if that happens, if the calling thread is interrupted, or by {@link #cancelAll}
	 */
	public Place enter(final Job<?> job, final Progress progress) {
		final int before = cancels;
		final long bytes = places > 1 ? bytes(job) : 0;
		final Object turn = new Object();
		synchronized (this) {
			waiting.addLast(turn);
		}
		try {
			String logged = "";
			while (true) {
				if (before != cancels) throw new CancellationException("Cancelled");
				progress.checkCanceled();
				final Obstacle obstacle;
				final Place place;
				final List<String> others;
				synchronized (this) {
					others = titles();
					obstacle = obstacle(job, turn, bytes);
					place = obstacle == null ? start(job, before, bytes) : null;
				}
				if (place != null) {
					if (!others.isEmpty()) progress.log(JobMessages.runsBeside(others, place.threads()));
					return place;
				}
				// not while this is locked: whoever is told may be waiting for us
				progress.update(0, obstacle.sentence());
				if (!obstacle.key().equals(logged)) progress.log(obstacle.sentence());
				logged = obstacle.key();
				pause(before);
			}
		}
		finally {
			synchronized (this) {
				waiting.remove(turn);
			}
			wake();
		}
	}

	private synchronized void pause(final int before) {
		try {
			if (before == cancels) wait(POLL_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("Cancelled").initCause(e);
		}
	}

	private synchronized void wake() {
		notifyAll();
	}

	private Place start(final Job<?> job, final int cancelsBefore, final long bytes) {
		int number = 0;
		while (running.containsKey(number))
			number++;
		final Place place = new Place(job, number, cancelsBefore, bytes);
		running.put(number, place);
		return place;
	}

	private List<String> titles() {
		return running.values().stream().map(p -> p.title).toList();
	}

	private Obstacle obstacle(final Job<?> job, final Object turn, final long bytes) {
		if (waiting.peekFirst() != turn) return new Obstacle("turn", JobMessages.waitsForTurn(titles()));
		if (running.size() >= places) return new Obstacle("places", JobMessages.waitsForPlace(titles(), places));
		final long now = places > 1 ? free.getAsLong() : 0;
		if (running.isEmpty()) {
			base = now;
			return null;
		}
		for (final Place other : running.values())
			if (mayUseGpu(job) && other.gpu.orElse(true)) return other.gpu.isPresent() ? new Obstacle("gpu", JobMessages.waitsForGpu(
				other.title)) : new Obstacle("device", JobMessages.waitsForDevice(other.title));
		base = Math.max(base, now);
		final long left = Math.min(now, base - running.values().stream().mapToLong(Place::promised).sum());
		return bytes <= left ? null : new Obstacle("memory", JobMessages.waitsForMemory(titles(), bytes, Math.max(0, left)));
	}

	/** By estimate. What cannot be estimated cannot be run either, which the job says itself. */
	private static long bytes(final Job<?> job) {
		try {
			return PROCESS_BYTES + job.bytes();
		}
		catch (final IOException | RuntimeException e) {
			return PROCESS_BYTES;
		}
	}

	private static boolean mayUseGpu(final Job<?> job) {
		return !job.compute().device().strip().toLowerCase(Locale.ROOT).equals("cpu");
	}

	/** Cancels all jobs that run or wait now; later ones are not concerned. */
	public void cancelAll() {
		synchronized (this) {
			cancels++;
		}
		wake();
	}

	/**
	 * Waits until no job runs, and then does something before the next one can start.
	 *
	 * @param millis to wait at most
	 * @return whether it was done
	 */
	boolean whenIdle(final long millis, final Runnable action) throws InterruptedException {
		final long end = System.nanoTime() + 1_000_000 * millis;
		synchronized (this) {
			while (!running.isEmpty()) {
				final long left = (end - System.nanoTime()) / 1_000_000;
				if (left <= 0) return false;
				wait(left);
			}
			action.run();
			return true;
		}
	}
}
