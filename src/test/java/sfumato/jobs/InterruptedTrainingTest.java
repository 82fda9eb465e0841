package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.simulation.RaterSimulation;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.records.TrainingRecord;
import sfumato.models.StrictJson;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.training.CanceledAfter;
import sfumato.training.StopReason;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMessages;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration.Keep;
import sfumato.training.settings.TrainingConfiguration.ValidationOptions;

/** A training that was interrupted, by whatever, ends as if it had not been. */
class InterruptedTrainingTest {

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs jobs;
	private static Path data, whole;

	@BeforeAll
	static void trainWithoutInterruption() throws IOException {
		jobs = new LocalJobs();
		data = shared.resolve("phantoms");
		new RaterSimulation(6, 3, 48, 40, 0).write(data, Progress.none());
		whole = jobs.run(TrainingProcess.job(data, shared.resolve("whole"), false, 0), Progress.none());
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	private TrainJob job(final boolean resume, final double minutes) {
		return TrainingProcess.job(data, folder.resolve("model"), resume, minutes);
	}

	/** Does something after a step. */
	private static TrainingMonitor after(final int step, final Consumer<TrainingControl> what) {
		final TrainingControl control = new TrainingControl();
		return new TrainingMonitor(new TrainingListener() {
			@Override
			public void step(final Step s) {
				if (s.step() == step) what.accept(control);
			}
		}, control);
	}

	private static Map<String, Tensor> weights(final Path model, final String file) throws IOException {
		return SafeTensors.read(model.resolve(file));
	}

	private static void assertAsWithoutInterruption(final Path model, final String what) throws IOException {
		for (final String file : List.of("weights.safetensors", "weights-last.safetensors")) {
			assertEquals(Files.exists(whole.resolve(file)), Files.exists(model.resolve(file)), file);
			if (!Files.exists(whole.resolve(file))) continue;
			final Map<String, Tensor> a = weights(whole, file), b = weights(model, file);
			assertEquals(a.keySet(), b.keySet());
			for (final String name : a.keySet())
				assertArrayEquals(bits(a.get(name)), bits(b.get(name)), what + ": " + name);
		}
		assertEquals(Files.readString(whole.resolve("history.csv")), Files.readString(model.resolve("history.csv")));
	}

	private static int[] bits(final Tensor t) {
		final int[] bits = new int[t.values().length];
		for (int i = 0; i < bits.length; i++)
			bits[i] = Float.floatToRawIntBits(t.values()[i]);
		return bits;
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void resumedTrainingIsBitIdenticalAfterAKill() throws IOException, InterruptedException {
		final int step = ThreadLocalRandom.current().nextInt(3, TrainingProcess.STEPS - 1);
		final List<String> lines = TrainingProcess.killAfter(step, data, folder.resolve("model"));
		assertEquals(step, lines.size(), lines::toString);
		assertFalse(Files.exists(folder.resolve("model")));
		final CanceledAfter progress = CanceledAfter.never();
		final Path model = jobs.run(job(true, 0), progress);
		if (step > 5) assertTrue(progress.lines().stream().anyMatch(l -> l.matches("Training resumes from epoch \\d+ of 12 in .*")),
			progress.lines()::toString);
		assertAsWithoutInterruption(model, "killed after step " + step);
		assertEquals(List.of("model"), names());
	}

	@Test
	void savesTheModelAtTheTimeLimitAndResumesWithoutLosingSteps() throws IOException {
		final TrainJob limited = job(false, 1e-5);
		final CanceledAfter progress = CanceledAfter.never();
		final Path model = jobs.run(limited, progress);
		final TrainingRecord first = record(model);
		assertEquals("the time limit was reached", first.used().ended().reason());
		assertEquals(0, first.used().ended().epochs());
		assertEquals(1, first.used().ended().kept());
		assertTrue(progress.lines().contains(TrainingMessages.endedEarly(0, 12, "the time limit was reached")), progress
			.lines()::toString);
		assertEquals(List.of("model", "model.training"), names());
		assertTrue(Files.exists(folder.resolve("model.training/step-000000001/checkpoint.json")));
		NewFolder.delete(model);
		assertAsWithoutInterruption(jobs.run(job(true, 0), Progress.none()), "after a time limit");
		assertEquals(12, record(model).used().ended().epochs());
		assertEquals("all epochs were done", record(model).used().ended().reason());
		assertEquals(List.of("model"), names());
	}

	private static TrainingRecord record(final Path model) throws IOException {
		return StrictJson.read(Files.readString(model.resolve("training.json")), TrainingRecord.class, "training.json");
	}

	@Test
	void keepsCheckpointsOfACancelledTrainingUntilOverwrite() throws IOException {
		final CanceledAfter progress = CanceledAfter.never();
		assertThrows(CancellationException.class, () -> jobs.run(job(false, 0), progress, after(7, TrainingControl::cancel)));
		final Path unfinished = folder.resolve("model.training");
		assertTrue(progress.lines().contains(JobMessages.cancelled("epoch 2 of 12", unfinished)), progress.lines()::toString);
		assertEquals(List.of("model.training"), names());
		assertEquals(JobMessages.unfinished(unfinished, "epoch 2 of 12"), assertThrows(IOException.class, () -> jobs.run(job(false,
			0), Progress
				.none())).getMessage());
		final TrainJob j = job(true, 0);
		final TrainJob other = new TrainJob(j.data(), j.configuration().with(new ValidationOptions(1, 1, 0.8, 0, 3, 0, Keep.BEST)), Optional
			.empty(), j.supervision(), j.output(), false, j.compute());
		assertEquals(TrainingMessages.notResumable(unfinished, "epoch 2 of 12", List.of(TrainingMessages.differs("ema", "0.9", "0.8"))),
			assertThrows(IllegalArgumentException.class,
				() -> jobs.run(other, Progress.none())).getMessage());
		final TrainJob fewer = new TrainJob(new DataSelection(data, "", "1-3"), j.configuration(), Optional.empty(), j
			.supervision(), j.output(), false, j.compute());
		assertSays(TrainingMessages.notResumable(Says.ANY, Says.ANY, List.of(TrainingMessages.isMissing("case case04"))),
			assertThrows(IllegalArgumentException.class, () -> jobs.run(fewer, Progress.none())).getMessage());
		// a file that a killed process was writing does not matter
		Files.createDirectories(unfinished.resolve(".step-000000099-new-x"));
		final TrainJob anew = new TrainJob(j.data(), j.configuration(), Optional.empty(), new TrainJob.Supervision("5-6", 0, false,
			0), j.output(), true, j.compute());
		assertAsWithoutInterruption(jobs.run(anew, Progress.none()), "anew");
		assertEquals(List.of("model"), names());
	}

	@Test
	void refusesToResumeWithAChangedImage() throws IOException {
		final Path copy = folder.resolve("data");
		new RaterSimulation(6, 3, 48, 40, 0).write(copy, Progress.none());
		final TrainJob first = TrainingProcess.job(copy, folder.resolve("model"), false, 0);
		assertThrows(CancellationException.class, () -> jobs.run(first, Progress.none(), after(5, TrainingControl::cancel)));
		Files.copy(copy.resolve("case05/image.tif"), copy.resolve("case02/image.tif"),
			StandardCopyOption.REPLACE_EXISTING);
		assertSays(TrainingMessages.notResumable(Says.ANY, Says.ANY, List.of(TrainingMessages.hasChanged("case case02"))),
			assertThrows(IllegalArgumentException.class, () -> jobs.run(TrainingProcess.job(copy, folder.resolve("model"), true, 0),
			Progress.none())).getMessage());
	}

	@Test
	void finishSavesTheModelAndPauseWaits() throws IOException {
		final List<Long> steps = new ArrayList<>();
		final List<String> ends = new ArrayList<>();
		final TrainingControl control = new TrainingControl();
		final TrainingMonitor monitor = new TrainingMonitor(new TrainingListener() {
			@Override
			public void step(final Step s) {
				steps.add(s.step());
				if (s.step() == 3) {
					control.pause();
					new Thread(() -> {
						try {
							Thread.sleep(300);
						}
						catch (final InterruptedException e) {
							Thread.currentThread().interrupt();
						}
						control.goOn();
					}).start();
				}
				if (s.step() == 5) control.finish();
			}

			@Override
			public void end(final StopReason e) {
				ends.add(e.reason() + " " + e.epochs());
			}
		}, control);
		final long begin = System.nanoTime();
		final Path model = jobs.run(job(false, 0), Progress.none(), monitor);
		assertTrue(System.nanoTime() - begin > 300_000_000L);
		assertEquals(List.of(1L, 2L, 3L, 4L, 5L), steps);
		assertEquals(List.of("the user finished it 2"), ends);
		assertEquals("the user finished it", record(model).used().ended().reason());
		assertEquals(List.of("model"), names());
	}
}
