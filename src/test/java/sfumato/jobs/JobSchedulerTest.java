package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sfumato.data.augmentation.Augmentations;
import sfumato.jobs.cases.DataSelection;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** The rules of jobs that run side by side or wait. */
@Timeout(60)
class JobSchedulerTest {

	private static final Compute CPU = new Compute("cpu", 0);
	private static final long MB = 1 << 20, JOB = JobScheduler.PROCESS_BYTES;

	private final AtomicLong free = new AtomicLong(100 * JOB);
	private final JobScheduler scheduler = new JobScheduler(2, 8, free::get);

	/** A job whose estimate is that of a process alone. */
	private static Job<?> job(final String name, final String device, final int threads) {
		return new ImportJob(Path.of("weights"), "unet(encoder: plain, width: 4)", 1, 2, 0, Path.of(name), false, new Compute(device,
			threads));
	}

	private static TrainJob training(final Compute compute) {
		return new TrainJob(new DataSelection(Path.of("data"), "", ""), new TrainingConfiguration(new Labels(), "percentile",
			"unet(encoder: plain, width: 4)", "dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(1, 0.01)),
			Path.of("model"), false, compute);
	}

	private static Job<?> job(final String name) {
		return job(name, "cpu", 0);
	}

	/** A job on its way, with what it is told. */
	private final class Arrival {

		private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
		private volatile boolean canceled;
		private final FutureTask<JobScheduler.Place> place;
		private final Thread thread;

		Arrival(final JobScheduler at, final Job<?> job) {
			place = new FutureTask<>(() -> at.enter(job, new Progress() {

				@Override
				public void update(final double fraction, final String message) {}

				@Override
				public void log(final String line) {
					logged.add(line);
				}

				@Override
				public boolean isCanceled() {
					return canceled;
				}
			}));
			thread = new Thread(place);
			thread.setDaemon(true);
			thread.start();
		}

		/** Waits until it says why it waits. */
		String waits() throws InterruptedException {
			final String line = logged.take();
			assertFalse(place.isDone());
			return line;
		}

		JobScheduler.Place runs() throws Exception {
			return place.get();
		}

		void assertCanceled() {
			assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, place::get).getCause());
		}
	}

	private Arrival arrive(final Job<?> job) {
		return new Arrival(scheduler, job);
	}

	private JobScheduler.Place enter(final Job<?> job) {
		return scheduler.enter(job, Progress.none());
	}

	private static String title(final String name) {
		return job(name).title();
	}

	@Test
	void theFirstJobGetsAllCoresButOneAndTheSecondOne() {
		final JobScheduler.Place first = enter(job("a")), second = enter(job("b"));
		assertEquals(List.of(7, 1), List.of(first.threads(), second.threads()));
		assertEquals(List.of(0, 1), List.of(first.number(), second.number()));
		first.close();
		assertEquals(1, second.threads());
		assertEquals(7, enter(job("c")).threads(), "the first place is free again");
	}

	@Test
	void threadsThatAreAskedForAreGiven() {
		enter(job("a", "cpu", 3));
		assertEquals(5, enter(job("b", "cpu", 5)).threads());
		assertEquals(1, new JobScheduler(1, 1, free::get).enter(job("c"), Progress.none()).threads());
	}

	@Test
	void aSecondJobIsToldThatItIsNotAlone() throws Exception {
		final Arrival first = arrive(job("a"));
		first.runs();
		assertTrue(first.logged.isEmpty());
		final Arrival second = arrive(job("b"));
		second.runs();
		assertEquals(List.of(JobMessages.runsBeside(List.of(title("a")), 1)), List.copyOf(second.logged));
	}

	@Test
	void aThirdJobWaitsForAPlace() throws Exception {
		final JobScheduler.Place first = enter(job("a"));
		enter(job("b"));
		final Arrival third = arrive(job("c"));
		assertEquals(JobMessages.waitsForPlace(List.of(title("a"), title("b")), 2), third.waits());
		first.close();
		assertEquals(0, third.runs().number());
	}

	@Test
	void jobsStartInTheOrderInWhichTheyCame() throws Exception {
		final JobScheduler one = new JobScheduler(1, 8, free::get);
		final JobScheduler.Place first = one.enter(job("a"), Progress.none());
		final Arrival second = new Arrival(one, job("b"));
		assertEquals(JobMessages.waitsForPlace(List.of(title("a")), 1), second.waits());
		final Arrival third = new Arrival(one, job("c"));
		assertEquals(JobMessages.waitsForTurn(List.of(title("a"))), third.waits());
		first.close();
		second.runs();
		assertEquals(JobMessages.waitsForPlace(List.of(title("b")), 1), third.waits());
		second.runs().close();
		third.runs();
	}

	@Test
	void whoGivesUpLetsTheNextOneStart() throws Exception {
		free.set(3 * JOB / 2);
		final JobScheduler.Place first = enter(job("a"));
		final Arrival second = arrive(job("b")), third;
		second.waits();
		third = arrive(job("c"));
		third.waits();
		second.canceled = true;
		second.assertCanceled();
		first.close();
		third.runs();
	}

	@Test
	void aSecondJobWaitsForMemoryThatTheFirstHasNotTakenYet() throws Exception {
		free.set(2 * JOB - MB);
		final JobScheduler.Place first = enter(job("a"));
		final Arrival second = arrive(job("b"));
		assertEquals(JobMessages.waitsForMemory(List.of(title("a")), JOB, JOB - MB), second.waits());
		first.close();
		assertEquals(7, second.runs().threads());
	}

	@Test
	void aSecondJobWaitsForMemoryThatOthersHaveTaken() throws Exception {
		free.set(4 * JOB);
		enter(job("a"));
		free.set(JOB - MB);
		final Arrival second = arrive(job("b"));
		assertEquals(JobMessages.waitsForMemory(List.of(title("a")), JOB, JOB - MB), second.waits());
		free.set(JOB); // another program has ended
		second.runs();
	}

	@Test
	void theMemoryOfAJobThatHasEndedIsFreeAgain() {
		free.set(2 * JOB);
		final JobScheduler.Place first = enter(job("a"));
		enter(job("b"));
		first.close();
		enter(job("c"));
	}

	@Test
	void aJobAloneStartsWhateverIsFree() {
		free.set(0);
		assertEquals(7, enter(job("a")).threads());
	}

	@Test
	void theEstimateOfATrainingCounts() throws Exception {
		final TrainJob training = training(CPU);
		assertTrue(training.bytes() > MB, () -> training.bytes() + " bytes");
		free.set(2 * JOB);
		enter(job("a"));
		final Arrival second = arrive(training);
		assertEquals(JobMessages.waitsForMemory(List.of(title("a")), JOB + training.bytes(), JOB), second.waits());
		free.set(2 * JOB + training.bytes());
		second.runs();
	}

	@Test
	void oneJobAtATimeComputesOnTheGpu() throws Exception {
		final JobScheduler.Place first = enter(job("a", "auto", 0));
		final Arrival second = arrive(job("b", "gpu", 0));
		assertEquals(JobMessages.waitsForDevice(title("a")), second.waits());
		first.computesOn(true);
		assertEquals(JobMessages.waitsForGpu(title("a")), second.waits());
		first.close();
		second.runs();
		enter(job("c", " CPU ", 0));
	}

	@Test
	void jobsRunSideBySideOnceItIsKnownThatThereIsNoGpu() throws Exception {
		final JobScheduler.Place first = enter(job("a", "auto", 0));
		final Arrival second = arrive(job("b", "auto", 0));
		assertEquals(JobMessages.waitsForDevice(title("a")), second.waits());
		first.computesOn(false);
		assertEquals(1, second.runs().threads());
	}

	@Test
	void theEstimateOfAJobOnTheGpuIsNotOfThisMemory() throws Exception {
		free.set(2 * JOB);
		final JobScheduler.Place first = enter(training(new Compute("gpu", 0)));
		final Arrival second = arrive(job("b"));
		second.waits();
		first.computesOn(true);
		second.runs();
	}

	@Test
	void anInterruptedJobStopsWaitingAndStaysInterrupted() throws Exception {
		enter(job("a"));
		enter(job("b"));
		final Arrival third = arrive(job("c"));
		third.waits();
		third.thread.interrupt();
		third.assertCanceled();
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> enter(job("d")));
		assertTrue(Thread.interrupted());
	}

	@Test
	void cancelAllEndsWhatWaitsAndTellsWhatRuns() throws Exception {
		final JobScheduler.Place first = enter(job("a")), second = enter(job("b"));
		final Arrival third = arrive(job("c"));
		third.waits();
		scheduler.cancelAll();
		third.assertCanceled();
		assertTrue(first.isCanceled());
		assertTrue(second.isCanceled());
		first.close();
		assertFalse(enter(job("d")).isCanceled());
	}

	@Test
	void somethingIsDoneWhenNothingRuns() throws Exception {
		final AtomicLong done = new AtomicLong();
		final JobScheduler.Place first = enter(job("a"));
		assertFalse(scheduler.whenIdle(1, done::incrementAndGet));
		final FutureTask<Boolean> idle = new FutureTask<>(() -> scheduler.whenIdle(60_000, done::incrementAndGet));
		new Thread(idle).start();
		first.close();
		assertTrue(idle.get(60, TimeUnit.SECONDS));
		assertEquals(1, done.get());
	}

	@Test
	void aPlaceThatIsClosedTwiceFreesNobodyElses() throws Exception {
		final JobScheduler.Place first = enter(job("a"));
		enter(job("b"));
		first.close();
		enter(job("c"));
		first.close();
		arrive(job("d")).waits();
	}
}
