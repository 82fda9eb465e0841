package sfumato.jobs;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.Says;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.engine.EngineMessages;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.files.ImageFiles;
import sfumato.jobs.cases.CaseMessages;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.models.ModelMessages;
import sfumato.models.StrictJson;
import sfumato.output.OutputMessages;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSink;
import sfumato.prediction.PredictionMessages;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;
import sfumato.recalibration.RecalibrationMessages;
import sfumato.text.WrongValue;
import sfumato.training.CanceledAfter;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Jobs from folders to folders, with a small model that is trained once. */
class LocalJobsTest {

	private static final Compute CPU = new Compute("cpu", 1);

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs jobs;
	private static Path phantoms;
	private static Path model;

	@BeforeAll
	static void trainOne() throws IOException {
		jobs = new LocalJobs();
		phantoms = shared.resolve("phantoms");
		new RaterSimulation(6, 3, 48, 40, 0).write(phantoms, Progress.none());
		model = jobs.run(train(shared.resolve("models").resolve("small"), false, 2), Progress.none());
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	private static TrainingConfiguration configuration(final int epochs) {
		return new TrainingConfiguration(new Labels(), "percentile", "unet(encoder: mobilenetv2_100)",
			"0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(epochs,
				0.01));
	}

	private static TrainJob train(final Path output, final boolean overwrite, final int epochs) {
		return new TrainJob(new DataSelection(phantoms, "", "1-4"), configuration(epochs), output, overwrite, CPU);
	}

	/** What a model says of an image, as a map. */
	private static ProbabilityMap predict(final JobRunner runner, final Path folder,
		final RandomAccessibleInterval<FloatType> image, final boolean recalibrate) throws IOException
	{
		final ProbabilityMap map = ProbabilityMap.zeros(new long[] { image.dimension(0), image.dimension(1) }, ModelFolder
			.readDescription(model).classes());
		runner.run(job(folder, image, new ImageSink<>(map.image()), recalibrate), Progress.none());
		return map;
	}

	private static PredictJob job(final Path folder, final RandomAccessibleInterval<FloatType> image, final PlaneSink sink,
		final boolean recalibrate)
	{
		return new PredictJob(List.of(folder), new ImageSource(image), sink, new PredictionSettings().recalibrate(recalibrate),
			CPU);
	}

	/** A job that is to fail. */
	private static PredictJob predict(final Path folder, final RandomAccessibleInterval<FloatType> image) {
		return job(folder, image, (plane, first, rows, p) -> {}, true);
	}

	private static RandomAccessibleInterval<FloatType> image() throws IOException {
		return ImageFiles.read(phantoms.resolve("case05").resolve("image.tif")).image();
	}

	private static DataSelection rest() {
		return new DataSelection(phantoms, "1", "5-6");
	}

	/** A copy of the model that a test may spoil. */
	private Path copy() throws IOException {
		final Model m = ModelFolder.read(model);
		final Path copy = folder.resolve("copy");
		ModelFolder.write(copy, false, m, f -> Files.writeString(f.resolve("notes.txt"), "mine"));
		return copy;
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private static <E extends Exception> String message(final Class<E> kind, final Job<?> job) {
		return assertThrows(kind, () -> jobs.run(job, Progress.none())).getMessage();
	}

	@Test
	void trainedModelHoldsWeightsDescriptionAndRecords() throws IOException {
		assertEquals(List.of("README.md", "history.csv", "model.json", "sample", "training.json", "weights.safetensors"),
			names(model));
		assertEquals(List.of("small"), names(model.getParent()));
		final Model read = ModelFolder.read(model);
		assertEquals("small", read.description().name());
		assertEquals(List.of(0.5, 0.5), read.description().input().pixelSize());
		assertEquals("µm", read.description().input().unit());
		final TrainingRecord record = StrictJson.read(Files.readString(model.resolve("training.json")), TrainingRecord.class,
			"training.json");
		assertEquals(configuration(2), record.configuration());
		assertEquals(List.of("case01", "case02", "case03", "case04"), record.data().cases().stream().map(
			TrainingRecord.CaseRecord::name).toList());
		assertEquals(4, record.data().cases().stream().map(TrainingRecord.CaseRecord::sha256).distinct().count());
		assertEquals(32, record.used().patch());
		assertEquals(1 + 2 * 4, Files.readAllLines(model.resolve("history.csv")).size(), "header, two epochs of four values");
		// the sample is what the model says of its image
		final ProbabilityMap map = predict(jobs, model, ImageFiles.read(model.resolve("sample").resolve("image.tif")).image(),
			true);
		final RandomAccessibleInterval<FloatType> saved = ImageFiles.read(model.resolve("sample").resolve(
			"probabilities.tif")).image();
		final float[] expected = TestMaps.values(map);
		int i = 0;
		for (final FloatType v : Views.flatIterable(saved))
			assertEquals(expected[i++], v.get(), 1e-6);
		assertEquals(expected.length, i);
	}

	@Test
	void refusesExistingOutputsBeforeReadingInputs() {
		final TrainJob job = new TrainJob(new DataSelection(folder.resolve("nothing"), "", ""), configuration(100_000), model,
			false, CPU);
		assertEquals(OutputMessages.exists(model), message(
			IOException.class, job));
		assertEquals(ModelMessages.notAModelFolder(phantoms), message(IOException.class, train(phantoms, true, 100_000)));
	}

	/** As when a program quits: a shutdown hook closes. */
	@Test
	void closeReturnsThoughAJobIgnoresInterrupts() throws Exception {
		final CountDownLatch begun = new CountDownLatch(1), end = new CountDownLatch(1);
		final Progress deaf = new Progress() {
			@Override
			public void update(final double fraction, final String message) {
				log(message);
			}

			@Override
			public void log(final String line) {
				begun.countDown();
				boolean over = false;
				while (!over)
					try {
						over = end.await(1, TimeUnit.MINUTES);
					}
					catch (final InterruptedException e) {
						// it does not notice this either
					}
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		try (LocalJobs own = new LocalJobs()) {
			final FutureTask<List<EvaluateJob.Scores>> result = new FutureTask<>(() -> own.run(new EvaluateJob(model, rest(), CPU), deaf));
			new Thread(result).start();
			begun.await();
			assertTimeoutPreemptively(Duration.ofSeconds(30), own::close);
			assertFalse(result.isDone());
			end.countDown();
			assertThrows(Exception.class, result::get); // it was cancelled, which it notices now
			assertEquals(2, own.run(new EvaluateJob(model, rest(), CPU), Progress.none()).size());
		}
	}

	/** Tells what is logged, and waits then if it is held. */
	private static final class Listening implements Progress {

		private final CountDownLatch told = new CountDownLatch(1), go;
		private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
		private volatile boolean canceled;

		Listening(final CountDownLatch go) {
			this.go = go;
		}

		@Override
		public void update(final double fraction, final String message) {}

		@Override
		public void log(final String line) {
			lines.add(line);
			told.countDown();
			try {
				go.await();
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public boolean isCanceled() {
			return canceled;
		}
	}

	@Test
	void aSecondJobWaitsVisiblyUntilItIsCancelled() throws Exception {
		final CountDownLatch end = new CountDownLatch(1);
		final EvaluateJob job = new EvaluateJob(model, rest(), CPU);
		try (LocalJobs own = new LocalJobs()) {
			final Listening held = new Listening(end);
			final FutureTask<List<EvaluateJob.Scores>> first = new FutureTask<>(() -> own.run(job, held));
			new Thread(first).start();
			held.told.await();
			final List<Listening> others = new ArrayList<>();
			final List<FutureTask<List<EvaluateJob.Scores>>> results = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				final Listening other = new Listening(new CountDownLatch(0));
				others.add(other);
				results.add(new FutureTask<>(() -> own.run(job, other)));
				new Thread(results.get(i)).start();
				other.told.await();
			}
			assertEquals(List.of(JobMessages.waitsForPlace(List.of(job.title()), 1)), others.get(0).lines);
			others.get(0).canceled = true;
			assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, results.get(0)::get).getCause());
			own.close();
			for (int i = 1; i < 3; i++)
				assertInstanceOf(CancellationException.class, assertThrows(ExecutionException.class, results.get(i)::get).getCause());
			assertFalse(first.isDone());
			end.countDown();
			assertThrows(ExecutionException.class, first::get);
		}
	}

	@Test
	void cancelledTrainingLeavesNoFilesAndTheNextJobWorks() throws IOException {
		final Path output = folder.resolve("a").resolve("b");
		final CanceledAfter progress = new CanceledAfter(8);
		assertThrows(CancellationException.class, () -> jobs.run(train(output, false, 100_000), progress));
		assertEquals(List.of(), names(folder));
		final Path existing = copy();
		final byte[] before = Files.readAllBytes(existing.resolve("weights.safetensors"));
		assertThrows(CancellationException.class, () -> jobs.run(train(existing, true, 100_000), new CanceledAfter(8)));
		assertEquals(List.of("copy"), names(folder));
		assertArrayEquals(before, Files.readAllBytes(existing.resolve("weights.safetensors")));
		assertArrayEquals(new long[] { 48, 40 }, predict(jobs, model, image(), true).spatialDimensions());
	}

	@Test
	void replacesModelsIfAsked() throws IOException {
		final Path existing = copy();
		final byte[] before = Files.readAllBytes(existing.resolve("weights.safetensors"));
		jobs.run(train(existing, true, 1), Progress.none());
		assertFalse(Files.exists(existing.resolve("notes.txt")));
		assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(existing.resolve("weights.safetensors"))));
		assertEquals(List.of("copy"), names(folder));
	}

	@Test
	void equalTrainingsWriteBitIdenticalWeights() throws IOException {
		final Path again = jobs.run(train(folder.resolve("again"), false, 2), Progress.none());
		assertArrayEquals(Files.readAllBytes(model.resolve("weights.safetensors")), Files.readAllBytes(again.resolve(
			"weights.safetensors")));
	}

	@Test
	void recalibrationInPlaceChangesPredictionsButNoWeights() throws IOException {
		final Path copy = copy();
		final byte[] weights = Files.readAllBytes(copy.resolve("weights.safetensors"));
		final float[] raw = TestMaps.values(predict(jobs, copy, image(), true));
		final CanceledAfter progress = CanceledAfter.never();
		assertEquals(copy, jobs.run(new RecalibrateJob(copy, rest(), "kde(keys: 100)", RecalibrateJob.Target.MAJORITY, copy,
			false, CPU), progress));
		assertArrayEquals(weights, Files.readAllBytes(copy.resolve("weights.safetensors")));
		assertEquals("mine", Files.readString(copy.resolve("notes.txt")));
		assertEquals(List.of("copy"), names(folder));
		final var description = ModelFolder.readDescription(copy).recalibration().orElseThrow();
		assertEquals(List.of("case05", "case06"), description.cases());
		assertEquals("majority", description.target());
		assertArrayEquals(raw, TestMaps.values(predict(jobs, copy, image(), false)));
		final float[] moved = TestMaps.values(predict(jobs, copy, image(), true));
		assertFalse(java.util.Arrays.equals(raw, moved));
		for (int i = 0; i < moved.length / 2; i++)
			assertEquals(1, moved[i] + moved[moved.length / 2 + i], 1e-5);
		assertRises(progress.fractions());

		final CanceledAfter evaluated = CanceledAfter.never();
		final List<EvaluateJob.Scores> scores = jobs.run(new EvaluateJob(copy, rest(), CPU), evaluated);
		assertEquals(List.of("case05", "case06"), scores.stream().map(EvaluateJob.Scores::name).toList());
		assertRises(evaluated.fractions());
		// the very cases it was fitted on: what is left is the coarseness of a hundred keys
		for (final EvaluateJob.Scores s : scores)
			assertTrue(s.rawEce() >= 0 && s.ece() < 0.2 && s.humanDice() > 0.8 && s.dice() >= 0 && s.bdice() <= 1, s.toString());
		assertTrue(jobs.run(new EvaluateJob(model, rest(), CPU), Progress.none()).stream().allMatch(s -> Double.isNaN(s
			.rawEce())));
	}

	private static void assertRises(final List<Double> fractions) {
		for (int i = 1; i < fractions.size(); i++)
			assertTrue(fractions.get(i) >= fractions.get(i - 1) - 1e-12, fractions.toString());
		assertEquals(1, fractions.get(fractions.size() - 1), 1e-12);
	}

	@Test
	void refusesRecalibrationsOfOtherClasses() throws IOException {
		final Path copy = copy();
		jobs.run(new RecalibrateJob(copy, rest(), "kde(keys: 50)", RecalibrateJob.Target.SOFT, copy, false, CPU), Progress
			.none());
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("keys", new Tensor(new long[] { 1, 3 }, new float[] { 0.2f, 0.3f, 0.5f }));
		tensors.put("targets", new Tensor(new long[] { 1, 3 }, new float[] { 0, 0, 1 }));
		tensors.put("log_weights", new Tensor(new long[] { 1 }, new float[] { 0 }));
		SafeTensors.write(copy.resolve("recalibration.safetensors"), tensors);
		assertEquals(RecalibrationMessages.mapClasses(3, 2), message(
			IllegalArgumentException.class, predict(copy, image())));
	}

	@Test
	void refusesModelsWithMissingTensors() throws IOException {
		final Path copy = copy();
		final Map<String, Tensor> tensors = new LinkedHashMap<>(ModelFolder.read(copy).weights());
		tensors.remove("segmentation_head.0.bias");
		SafeTensors.write(copy.resolve("weights.safetensors"), tensors);
		assertSays(EngineMessages.lacksWeights("segmentation_head.0.bias", Says.ANY), message(IllegalArgumentException.class,
			predict(copy, image())));
	}

	@Test
	void refusesImagesThatDoNotFitTheModel() throws IOException {
		assertEquals(PredictionMessages.imageChannels(3, "small", 1), message(IllegalArgumentException.class,
			predict(model, ArrayImgs.floats(40, 40, 3))));
		final Path rgb = dataset(3, 2, 0);
		final DataSelection data = new DataSelection(rgb, "", "");
		for (final Job<?> job : List.of(new EvaluateJob(model, data, CPU), new RecalibrateJob(model, data, "kde",
			RecalibrateJob.Target.SOFT, folder.resolve("out"), false, CPU)))
			assertEquals(CaseMessages.caseChannels("a", 3, "small", 1), message(
				IllegalArgumentException.class, job));
		assertFalse(Files.exists(folder.resolve("out")));
	}

	@Test
	void refusesCasesWithMoreClassesThanTheModel() throws IOException {
		final Path three = dataset(1, 3, 0);
		assertEquals(CaseMessages.ratersClasses(3, "small", 2), message(IllegalArgumentException.class,
			new EvaluateJob(model, new DataSelection(three, "", ""), CPU)));
		final TrainJob job = new TrainJob(new DataSelection(three, "", ""), configuration(1), folder.resolve("three"), false,
			CPU);
		final Path trained = jobs.run(job, Progress.none());
		assertEquals(3, ModelFolder.readDescription(trained).classes().size());
		assertEquals(2, jobs.run(new EvaluateJob(trained, rest(), CPU), Progress.none()).size());
	}

	@Test
	void refusesNaNWithCaseAndPosition() throws IOException {
		final Path broken = dataset(1, 2, Float.NaN);
		final DataSelection data = new DataSelection(broken, "", "");
		for (final Job<?> job : List.of(new EvaluateJob(model, data, CPU), new TrainJob(data, configuration(1), folder.resolve(
			"out"), false, CPU)))
		{
			final String message = message(IllegalArgumentException.class, job);
			assertTrue(message.startsWith("Case a: ") && message.contains("(7, 5"), message);
		}
		assertFalse(Files.exists(folder.resolve("out")));
	}

	@Test
	void refusesWrongOptions() {
		assertEquals(WrongValue.message("device", "tpu", "auto, cpu or gpu"), message(IllegalArgumentException.class,
			new EvaluateJob(
			model, rest(), new Compute("tpu", 1))));
		assertEquals(WrongValue.message("threads", -1, "a number of threads, or 0 to choose it"), assertThrows(
			IllegalArgumentException.class, () -> new Compute("cpu", -1)).getMessage());
		assertTrue(message(IllegalArgumentException.class, new EvaluateJob(model, new DataSelection(phantoms, "", "9"), CPU))
			.contains("\"9\""));
		assertEquals(ModelMessages.noFolder("nowhere"), message(IOException.class, new EvaluateJob(Path.of("nowhere"),
			rest(), CPU)));
	}

	@Test
	void restartsAfterClose() throws IOException {
		try (LocalJobs other = new LocalJobs()) {
			final float[] first = TestMaps.values(predict(other, model, image(), true));
			other.close();
			assertArrayEquals(first, TestMaps.values(predict(other, model, image(), true)));
			other.close();
			other.close();
		}
	}

	/** A dataset of two cases, a and b, with one rater; a value other than 0 is put into one pixel. */
	private Path dataset(final int channels, final int classes, final float value) throws IOException {
		final Path set = folder.resolve("set" + channels + classes);
		for (final String name : List.of("a", "b")) {
			final Path c = Files.createDirectories(set.resolve(name));
			final var image = ArrayImgs.floats(40, 36, channels);
			final var label = ArrayImgs.floats(40, 36, 1);
			for (int y = 0; y < 36; y++)
				for (int x = 0; x < 40; x++) {
					label.getAt(x, y, 0).set((x + y) % classes);
					for (int k = 0; k < channels; k++)
						image.getAt(x, y, k).set(x * y + 10 * k);
				}
			if (value != 0) image.getAt(7, 5, 0).set(value);
			ImageFiles.writeTiff(c.resolve("image.tif"), image, new double[] { 1, 1 }, "pixel");
			ImageFiles.writeTiff(c.resolve("task01_seg01.tif"), label, new double[] { 1, 1 }, "pixel");
		}
		return set;
	}
}
