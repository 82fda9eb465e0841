package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.Says;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.jobs.Compute;
import sfumato.jobs.JobMessages;
import sfumato.jobs.JobRunner;
import sfumato.jobs.JobScheduler;
import sfumato.jobs.LocalJobs;
import sfumato.jobs.PredictJob;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;
import sfumato.training.CanceledAfter;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Two jobs at a time, each in a child process of its own. */
@Timeout(400)
class TwoJobsTest {

	private static final int ENDLESS = 100_000;
	private static final long GB = 1L << 30;

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static Path phantoms, model;

	private static final AtomicLong FREE = new AtomicLong();
	private static ChildJobs jobs;
	private final List<HeldTraining> trainings = new ArrayList<>();

	@BeforeAll
	static void trainOne() throws IOException {
		phantoms = shared.resolve("phantoms");
		new RaterSimulation(4, 3, 48, 40, 0).write(phantoms, Progress.none());
		try (LocalJobs here = new LocalJobs()) {
			model = here.run(train(shared.resolve("model"), 2, 1), Progress.none());
		}
		jobs = ofThreeCores(TwoJobsTest::settings);
	}

	private static ChildJobs ofThreeCores(final ChildJobs.Settings settings) {
		return new ChildJobs(settings, new JobScheduler(2, 3, FREE::get));
	}

	@BeforeEach
	void haveMemory() {
		FREE.set(1000 * GB);
	}

	/** Whatever a test has left. */
	@AfterEach
	void letGo() throws InterruptedException {
		for (final HeldTraining training : trainings) {
			training.control.cancel();
			training.go.countDown();
			training.thread.join();
		}
	}

	@AfterAll
	static void close() {
		jobs.close();
	}

	private static ChildSettings settings() throws IOException {
		return new ChildSettings(ChildClassPath.find(Optional.empty()));
	}

	private static TrainJob train(final Path output, final int epochs, final int threads) {
		return new TrainJob(new DataSelection(phantoms, "", "1-4"), new TrainingConfiguration(new Labels(), "percentile",
			"unet(encoder: plain, width: 4)", "0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0),
			new Optimization(epochs, 0.01)), output, false, new Compute("cpu", threads));
	}

	private static PredictJob predict(final RandomAccessibleInterval<FloatType> map, final int threads) {
		final var image = ArrayImgs.floats(70, 50, 1);
		int i = 0;
		for (final FloatType v : image)
			v.set(i++ * 7919 % 251);
		return new PredictJob(List.of(model), new ImageSource(image), new ImageSink<>(map), new PredictionSettings(32, 0, false, true,
			Optional.empty()), new Compute("cpu", threads));
	}

	private static PredictJob predict() {
		return predict(ArrayImgs.floats(70, 50, 2), 1);
	}

	private static float[] values(final JobRunner runner, final int threads, final Progress progress) throws IOException {
		final RandomAccessibleInterval<FloatType> map = ArrayImgs.floats(70, 50, 2);
		runner.run(predict(map, threads), progress);
		return TestMaps.values(ProbabilityMap.of(map, LabelClass.defaults(2)));
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	/** A training that stops after its second step until it is let go. */
	private final class HeldTraining implements TrainingListener {

		private final CountDownLatch held = new CountDownLatch(1), go = new CountDownLatch(1);
		private final TrainingControl control = new TrainingControl();
		private final CanceledAfter progress = CanceledAfter.never();
		private final FutureTask<Path> result;
		private final Thread thread;

		HeldTraining(final ChildJobs in, final TrainJob job) throws InterruptedException {
			result = new FutureTask<>(() -> in.run(job, progress, new TrainingMonitor(this, control)));
			trainings.add(this);
			thread = new Thread(result);
			thread.setDaemon(true);
			thread.start();
			assertTrue(held.await(120, TimeUnit.SECONDS), () -> String.join("\n", progress.lines()));
		}

		@Override
		public void step(final Step step) {
			if (step.step() != 2) return;
			held.countDown();
			try {
				go.await();
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}

		Path end() throws Exception {
			go.countDown();
			return result.get();
		}

		void assertCanceled() {
			assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, this::end).getCause());
		}
	}

	private HeldTraining hold(final String name, final int epochs, final int threads) throws InterruptedException {
		return new HeldTraining(jobs, train(folder.resolve(name), epochs, threads));
	}

	/** A job that waits, with the first thing that it says. */
	private final class Waiting {

		private final CountDownLatch told = new CountDownLatch(1);
		private final CanceledAfter progress;
		private final FutureTask<?> result;
		private final Thread thread;

		Waiting(final int updates) throws InterruptedException {
			progress = new CanceledAfter(updates) {

				@Override
				public void log(final String line) {
					super.log(line);
					told.countDown();
				}
			};
			result = new FutureTask<>(() -> jobs.run(predict(), progress));
			thread = new Thread(result);
			thread.setDaemon(true);
			thread.start();
			assertTrue(told.await(120, TimeUnit.SECONDS));
		}

		String said() {
			return progress.lines().get(0);
		}

		void assertCanceled() {
			assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, result::get).getCause());
		}
	}

	@Test
	void trainsAndPredictsAtTheSameTimeWithTheNumbersOfEachAlone() throws Exception {
		final HeldTraining training = hold("beside", 2, 0);
		final CanceledAfter progress = CanceledAfter.never();
		final float[] beside = values(jobs, 0, progress);
		assertFalse(training.result.isDone());
		assertEquals(2, jobs.pids().stream().distinct().count());
		assertEquals(JobMessages.runsBeside(List.of(train(folder.resolve("beside"), 1, 0).title()), 1), progress.lines().get(0));
		assertSays(JobRunner.COMPUTING_ON + "CPU, 1 thread,", progress.lines().get(1));
		training.end();
		assertSays(JobRunner.COMPUTING_ON + "CPU, 2 threads,", training.progress.lines().get(0));
		assertSays("\"threads\": 2,", Files.readString(folder.resolve("beside").resolve("training.json")));
		try (LocalJobs alone = new LocalJobs()) {
			alone.run(train(folder.resolve("alone"), 2, 2), Progress.none());
			assertArrayEquals(values(alone, 1, Progress.none()), beside);
		}
		for (final String name : List.of("weights.safetensors", "history.csv"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("alone").resolve(name)), Files.readAllBytes(folder.resolve("beside")
				.resolve(name)), name);
	}

	@Test
	void aSecondTrainingHasOneThreadToItsEndAndRecordsIt() throws Exception {
		final HeldTraining first = hold("first", 2, 0), second = hold("second", 2, 0);
		first.end();
		second.end();
		assertSays("\"threads\": 1,", Files.readString(folder.resolve("second").resolve("training.json")));
		jobs.run(train(folder.resolve("again"), 2, 1), Progress.none());
		assertArrayEquals(Files.readAllBytes(folder.resolve("again").resolve("weights.safetensors")), Files.readAllBytes(folder.resolve(
			"second").resolve("weights.safetensors")));
	}

	@Test
	void cancellingOneJobLeavesTheOther() throws Exception {
		final HeldTraining first = hold("first", 4, 1), second = hold("second", ENDLESS, 1);
		second.control.cancel();
		second.assertCanceled();
		first.end();
		assertEquals(List.of("first"), names(folder));
	}

	@Test
	void theDeathOfOneChildLeavesTheOther() throws Exception {
		final HeldTraining first = hold("first", ENDLESS, 1);
		final long pid = jobs.pid().orElseThrow();
		final HeldTraining second = hold("second", 4, 1);
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		assertInstanceOf(IOException.class, assertThrows(ExecutionException.class, first::end).getCause());
		second.end();
		assertEquals(List.of("second"), names(folder));
	}

	@Test
	void twoJobsWithOneOutputAreRefused() throws Exception {
		final HeldTraining first = hold("model", 4, 1);
		assertThrows(IOException.class, () -> jobs.run(train(folder.resolve("model"), 4, 1), Progress.none()));
		first.end();
		assertEquals(List.of("model"), names(folder));
	}

	@Test
	void aThirdJobWaitsAndIsCancelledAtOnce() throws Exception {
		final HeldTraining first = hold("first", ENDLESS, 1), second = hold("second", ENDLESS, 1);
		final List<String> titles = List.of(train(folder.resolve("first"), 1, 1).title(), train(folder.resolve("second"), 1, 1)
			.title());
		final Waiting canceled = new Waiting(2);
		assertEquals(JobMessages.waitsForPlace(titles, 2), canceled.said());
		canceled.assertCanceled();
		final Waiting interrupted = new Waiting(ENDLESS);
		interrupted.thread.interrupt();
		interrupted.assertCanceled();
		assertFalse(first.result.isDone() || second.result.isDone());
		final Waiting last = new Waiting(ENDLESS);
		first.control.finish();
		first.end();
		last.result.get();
	}

	@Test
	void aSecondJobWaitsForMemory() throws Exception {
		jobs.close();
		FREE.set(GB);
		final HeldTraining first = hold("first", 4, 1);
		final Waiting second = new Waiting(ENDLESS);
		assertSays(JobMessages.waitsForMemory(List.of(train(folder.resolve("first"), 1, 1).title()), (long) Says.SOME << 20,
			(long) Says.SOME << 20), second.said());
		assertEquals(1, jobs.pids().size());
		first.end();
		second.result.get();
		assertEquals(1, jobs.pids().size());
	}

	@Test
	void closingEndsWhatRunsAndWhatWaits() throws Exception {
		final HeldTraining first = hold("first", ENDLESS, 1), second = hold("second", ENDLESS, 1);
		final Waiting third = new Waiting(ENDLESS);
		first.go.countDown();
		second.go.countDown();
		assertTimeoutPreemptively(Duration.ofSeconds(30), jobs::close);
		third.assertCanceled();
		first.assertCanceled();
		second.assertCanceled();
		assertEquals(List.of(), jobs.pids());
		assertEquals(List.of(), names(folder));
		jobs.run(predict(), Progress.none());
	}

	/** As if the window of a training wanted to be shown by the thread that closes. */
	@Test
	void closingDoesNotWaitForWhoListens() throws Exception {
		final HeldTraining first = hold("first", ENDLESS, 1);
		assertTimeoutPreemptively(Duration.ofSeconds(30), jobs::close);
		assertFalse(first.result.isDone());
		assertEquals(List.of(), jobs.pids());
		jobs.run(predict(), Progress.none());
		assertThrows(ExecutionException.class, first::end);
		assertEquals(List.of(), names(folder));
	}

	@Test
	void anIdleSecondChildEnds() throws Exception {
		try (ChildJobs brief = ofThreeCores(() -> new ChildSettings(settings().classPath(), Map.of(), 300, Duration.ofMillis(200))))
		{
			final HeldTraining first = new HeldTraining(brief, train(folder.resolve("first"), 4, 1));
			brief.run(predict(), Progress.none());
			final long second = brief.pids().get(1);
			ProcessHandle.of(second).ifPresent(p -> p.onExit().join());
			assertFalse(brief.pids().contains(second));
			assertFalse(first.result.isDone());
			first.end();
		}
	}

	/** Children that never greet. */
	private ChildJobs mute() throws IOException {
		final Path source = Files.createDirectories(folder.resolve("mute/sfumato/jobs/child")).resolve("ChildProgram.java");
		Files.writeString(source, "package sfumato.jobs.child; class ChildProgram { public static void main(String[] args) " +
			"throws Exception { Thread.sleep(Long.MAX_VALUE); } }");
		assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()));
		return new ChildJobs(() -> new ChildSettings(List.of(folder.resolve("mute"))));
	}

	private static long children() {
		return ProcessHandle.current().children().count();
	}

	@Test
	void theStartOfAChildIsCancelled() throws Exception {
		final long before = children();
		try (ChildJobs mute = mute()) {
			assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThrows(CancellationException.class, () -> mute.run(predict(),
				new CanceledAfter(1))));
			final CountDownLatch starting = new CountDownLatch(1);
			final CanceledAfter progress = new CanceledAfter(ENDLESS) {

				@Override
				public void update(final double fraction, final String message) {
					starting.countDown();
				}
			};
			for (final boolean close : new boolean[] { false, true }) {
				final FutureTask<?> result = new FutureTask<>(() -> mute.run(predict(), progress));
				final Thread thread = new Thread(result);
				thread.start();
				starting.await();
				if (close) assertTimeoutPreemptively(Duration.ofSeconds(30), mute::close);
				else thread.interrupt();
				assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, result::get).getCause());
			}
			assertEquals(List.of(), mute.pids());
		}
		assertEquals(before, children());
	}
}
