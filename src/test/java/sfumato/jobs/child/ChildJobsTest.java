package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.Says;
import sfumato.data.LabelledStack;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.files.ImageFiles;
import sfumato.fusion.Average;
import sfumato.jobs.Compute;
import sfumato.jobs.EvaluateJob;
import sfumato.jobs.FuseJob;
import sfumato.jobs.ImportJob;
import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.LocalJobs;
import sfumato.jobs.PredictFolderJob;
import sfumato.jobs.PredictJob;
import sfumato.jobs.RecalibrateJob;
import sfumato.jobs.Shard;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.cases.OpenImages;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.metrics.CountedClasses;
import sfumato.models.ModelMessages;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSink;
import sfumato.prediction.Prediction;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.CanceledAfter;
import sfumato.training.History;
import sfumato.training.StopReason;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Jobs in a child process give results bit-identical to those in this process, and a crash of the child does not affect this process. */
class ChildJobsTest {

	private static final Compute CPU = new Compute("cpu", 1);

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs here;
	private static ChildJobs child;
	private static Path phantoms, model;

	@BeforeAll
	static void trainOne() throws IOException {
		here = new LocalJobs();
		child = new ChildJobs(ChildJobsTest::settings);
		phantoms = shared.resolve("phantoms");
		new RaterSimulation(6, 3, 48, 40, 0).write(phantoms, Progress.none());
		model = here.run(train(selection("1-4"), shared.resolve("model"), 2, 0), Progress.none());
	}

	@AfterAll
	static void stop() {
		here.close();
		child.close();
	}

	private static ChildSettings settings() throws IOException {
		return new ChildSettings(ChildClassPath.find(Optional.empty()));
	}

	private static DataSelection selection(final String cases) {
		return new DataSelection(phantoms, "", cases);
	}

	private static TrainJob train(final DataSource data, final Path output, final int epochs, final int checkpoint) {
		return new TrainJob(data, new TrainingConfiguration(new Labels(), "percentile", "unet(encoder: plain, width: 4)",
			"0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(epochs,
				0.01)), Optional.empty(), new TrainJob.Supervision(data instanceof DataSelection ? "5-6" : "", checkpoint, false, 0),
			output, false, CPU);
	}

	/** A volume of planes of 8 bits, seen as 32-bit values. */
	private static RandomAccessibleInterval<FloatType> image(final int planes) {
		final var bytes = ArrayImgs.unsignedBytes(70, 50, planes, 1);
		int i = 0;
		for (final UnsignedByteType b : bytes)
			b.set(i++ * 7919 % 251);
		return Converters.convert((RandomAccessibleInterval<UnsignedByteType>) bytes, new RealFloatConverter<>(), new FloatType());
	}

	private static final PlaneSink NOWHERE = (plane, firstRow, rows, probabilities) -> {};

	private static PredictJob predict(final RandomAccessibleInterval<FloatType> image) {
		return predict(image, NOWHERE);
	}

	private static PredictJob predict(final RandomAccessibleInterval<FloatType> image, final PlaneSink sink) {
		return new PredictJob(List.of(model), new ImageSource(image), sink, new PredictionSettings(32, 0, false, true, Optional
			.empty()), CPU);
	}

	/** What a runner says of an image. */
	private static float[] values(final JobRunner runner, final RandomAccessibleInterval<FloatType> image) throws IOException {
		final long[] size = image.dimensionsAsLongArray();
		size[size.length - 1] = 2;
		final RandomAccessibleInterval<FloatType> map = ArrayImgs.floats(size);
		final Prediction done = runner.run(predict(image, new ImageSink<>(map)), Progress.none());
		assertEquals(size[0] * size[1] * size[2] / (size.length == 3 ? 2 : 1), done.pixels());
		return TestMaps.values(ProbabilityMap.of(map, LabelClass.defaults(2)));
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private static void assertSameFile(final Path a, final Path b, final String name) throws IOException {
		assertArrayEquals(Files.readAllBytes(a.resolve(name)), Files.readAllBytes(b.resolve(name)), name);
	}

	private static float[] pixels(final Path image) throws IOException {
		final var values = Views.flatIterable(ImageFiles.read(image).image());
		final float[] pixels = new float[Math.toIntExact(values.size())];
		final var cursor = values.cursor();
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = cursor.next().get();
		return pixels;
	}

	/** Remembers all that it hears of a training. */
	private static final class Ear implements TrainingListener {
		private final List<String> heard = new ArrayList<>();
		private final Consumer<Step> onStep;

		Ear(final Consumer<Step> onStep) {
			this.onStep = onStep;
		}

		@Override
		public void begin(final Begin b) {
			heard.add(b.toString());
		}

		@Override
		public void step(final Step s) {
			heard.add(s.epoch() + " " + s.step() + " " + s.loss() + " " + s.rate());
			onStep.accept(s);
		}

		@Override
		public void epoch(final int epoch, final List<History.Row> rows) {
			heard.add(epoch + " " + rows);
		}

		@Override
		public void preview(final Preview p) {
			heard.add(p.epoch() + p.name() + p.width() + "x" + p.height() + Stream.of(new float[][][] { { p.image() }, p.target(), p
				.prediction() }).flatMap(Stream::of).map(java.util.Arrays::toString).toList());
		}

		@Override
		public void end(final StopReason e) {
			heard.add(e.reason() + " " + e.kept());
		}
	}

	@Test
	void trainsTheSameModelWithTheSameEvents() throws IOException {
		final List<Ear> ears = new ArrayList<>();
		final List<List<String>> logs = new ArrayList<>();
		final List<Double> last = new ArrayList<>();
		for (final JobRunner runner : List.of(here, child)) {
			final Path output = folder.resolve(runner.getClass().getSimpleName());
			final CanceledAfter progress = CanceledAfter.never();
			ears.add(new Ear(s -> {}));
			assertEquals(output, runner.run(train(selection("1-4"), output, 2, 1), progress, new TrainingMonitor(ears.get(ears
				.size() - 1), new TrainingControl())));
			logs.add(progress.lines());
			last.add(progress.fractions().get(progress.fractions().size() - 1));
		}
		final Path local = folder.resolve("LocalJobs"), remote = folder.resolve("ChildJobs");
		assertEquals(names(local), names(remote));
		for (final String name : List.of("weights.safetensors", "history.csv"))
			assertSameFile(local, remote, name);
		// in whatever order ImageJ's settings want the bytes
		assertArrayEquals(pixels(local.resolve("sample/probabilities.tif")), pixels(remote.resolve("sample/probabilities.tif")));
		assertEquals(List.of("ChildJobs", "LocalJobs"), names(folder));
		assertEquals(ears.get(0).heard, ears.get(1).heard);
		assertTrue(ears.get(0).heard.stream().anyMatch(h -> h.contains("48x40")), "a preview");
		assertEquals(timeless(logs.get(0)), timeless(logs.get(1)));
		assertEquals(List.of(1.0, 1.0), last);
	}

	/** A log without what depends on the time. */
	private static List<String> timeless(final List<String> log) {
		return log.stream().filter(l -> !l.startsWith("Training waited ")).map(l -> l.replaceAll("\\d+(\\.\\d+)? (s|images/s|ms).*",
			"")).toList();
	}

	@Test
	void predictsBitIdentically() throws IOException {
		final RandomAccessibleInterval<FloatType> piece = Views.interval(Views.permute(image(3), 0, 1), new long[] { 3, 5, 1, 0 },
			new long[] { 40, 60, 2, 0 });
		for (final RandomAccessibleInterval<FloatType> image : List.of(image(3), Views.hyperSlice(image(1), 2, 0), piece))
			assertArrayEquals(values(here, image), values(child, image));
	}

	@Test
	void reportsErrorsOfImageSourcesAndSinks() throws IOException {
		final PlaneSink full = (plane, firstRow, rows, probabilities) -> {
			if (plane == 1) throw new IOException("The disk is full.");
		};
		for (final JobRunner runner : List.of(here, child)) {
			assertEquals("The disk is full.", assertThrows(IOException.class, () -> runner.run(predict(image(3), full), Progress
				.none())).getMessage());
			final var broken = Converters.convert(image(2), (in, out) -> {
				throw new UserException("The image has colours.");
			}, new FloatType());
			assertEquals("The image has colours.", assertThrows(IllegalArgumentException.class, () -> runner.run(predict(broken),
				Progress.none())).getMessage());
		}
		assertArrayEquals(values(here, image(1)), values(child, image(1)));
	}

	@Test
	void predictsAFolderAsInThisProcess() throws IOException {
		final List<PredictFolderJob.Result> results = new ArrayList<>();
		for (final JobRunner runner : List.of(here, child))
			results.add(runner.run(new PredictFolderJob(phantoms, "1-2", List.of(model), folder.resolve(runner.getClass()
				.getSimpleName()), Set.of(PredictFolderJob.Format.TIFF, PredictFolderJob.Format.ROIS), Set.of(PredictionOutput.PROBABILITIES),
				new PredictionSettings(), Shard.ALL, false, CPU), Progress.none()));
		assertEquals(2, results.get(1).done());
		final Path local = folder.resolve("LocalJobs"), remote = folder.resolve("ChildJobs");
		assertEquals(names(local), names(remote));
		for (final String name : names(local))
			if (name.endsWith(".tif")) assertSameFile(local, remote, name);
	}

	@Test
	void evaluatesARecalibratedModelAsInThisProcess() throws IOException {
		final List<List<EvaluateJob.Scores>> scores = new ArrayList<>();
		for (final JobRunner runner : List.of(here, child)) {
			assertTrue(runner.run(new EvaluateJob(model, selection("5-6"), CPU), Progress.none()).stream().allMatch(s -> Double
				.isNaN(s.rawEce())));
			final Path output = folder.resolve(runner.getClass().getSimpleName());
			runner.run(new RecalibrateJob(model, selection("5-6"), "kde(keys: 100)", RecalibrateJob.Target.SOFT, output, false,
				CPU), Progress.none());
			scores.add(runner.run(new EvaluateJob(output, selection("1-6"), CPU, new EvaluateJob.Scoring("dice, hausdorff", "brier",
				CountedClasses.PRESENT, "")), Progress.none()));
		}
		assertSameFile(folder.resolve("LocalJobs"), folder.resolve("ChildJobs"), "recalibration.safetensors");
		assertEquals(scores.get(0), scores.get(1));
		assertEquals(6, scores.get(1).size());
	}

	@Test
	void trainsOnOpenImagesAsInThisProcess() throws IOException {
		final var pixels = ArrayImgs.floats(40, 36, 3, 1);
		final List<RandomAccessibleInterval<UnsignedByteType>> labels = new ArrayList<>();
		int i = 0;
		for (final FloatType p : pixels)
			p.set(i++ * 31 % 97);
		for (int r = 0; r < 2; r++) {
			final var map = ArrayImgs.unsignedBytes(40, 36, 3);
			i = 0;
			for (final UnsignedByteType l : map)
				l.set(++i % (11 + r) == 0 ? 7 : i / 20 % 2);
			labels.add(map);
		}
		final LabelledStack stack = LabelledStack.of(new LabelledStack.Origin("nuclei", Optional.of(Path.of("nuclei.tif"))), List
			.of("a", "b", "c"), pixels, new double[] { 0.5, 0.25 }, "µm");
		final LabelledStack hard = stack.with(new LabelledStack.Origin("two", Optional.empty()), HardRaters.of(List.of("r1", "r2"),
			labels, OptionalInt.of(2), OptionalInt.empty(), new sfumato.labels.MissingLabels(7, false)));
		final SoftRaters soft = SoftRaters.of(List.of("net"), List.of(TestMaps.randomMap(5, 2, 40, 36, 3)));
		for (final LabelledStack s : List.of(hard, stack.with(new LabelledStack.Origin("soft", Optional.empty()), soft))) {
			final String name = s.labels().orElseThrow().title();
			for (final JobRunner runner : List.of(here, child))
				runner.run(train(new OpenImages(s, "1-2"), folder.resolve(name + runner.getClass().getSimpleName()), 2, 0), Progress
					.none());
			final Path local = folder.resolve(name + "LocalJobs"), remote = folder.resolve(name + "ChildJobs");
			assertSameFile(local, remote, "weights.safetensors");
			assertEquals(record(local), record(remote));
		}
	}

	private static String record(final Path of) throws IOException {
		return Files.readString(of.resolve("training.json")).replaceAll("\"seconds\": [\\d.E-]+", "");
	}

	@Test
	void fusesRatersAsInThisProcess() throws IOException {
		final List<RandomAccessibleInterval<UnsignedByteType>> labels = IntStream.range(0, 3)
			.<RandomAccessibleInterval<UnsignedByteType>> mapToObj(r -> {
				final var map = ArrayImgs.unsignedBytes(50, 40);
				int i = 0;
				for (final UnsignedByteType l : map)
					l.set(i++ * (r + 3) % 4);
				return map;
			}).toList();
		final FuseJob job = new FuseJob(new Average(), HardRaters.of(List.of("a", "b", "c"), labels, OptionalInt.empty(),
			OptionalInt.empty()), CPU);
		final ProbabilityMap expected = here.run(job, Progress.none()), fused = child.run(job, Progress.none());
		assertArrayEquals(TestMaps.values(expected), TestMaps.values(fused));
		assertEquals(LabelClass.defaults(4), fused.classes());
	}

	private static String message(final Class<? extends Exception> kind, final Job<?> job) {
		final Exception there = assertThrows(kind, () -> child.run(job, Progress.none()));
		final Exception local = assertThrows(kind, () -> here.run(job, Progress.none()));
		assertEquals(local.getClass(), there.getClass());
		assertEquals(local.getMessage(), there.getMessage());
		return there.getMessage();
	}

	@Test
	void reportsTheSameMessages() {
		assertEquals(WrongValue.message("device", "tpu", "auto, cpu or gpu"), message(IllegalArgumentException.class,
			new EvaluateJob(
			model, selection(""), new Compute("tpu", 1))));
		assertEquals(ModelMessages.noFolder("nowhere"), message(IOException.class, new EvaluateJob(Path.of("nowhere"),
			selection(""), CPU)));
		assertTrue(message(IOException.class, train(selection(""), model, 1, 0)).endsWith("or set overwrite=true."));
		assertEquals(TextMessages.noFile(folder.resolve("none.pth")), message(IOException.class, new ImportJob(folder.resolve(
			"none.pth"), "unet(encoder: resnet18d)", 1, 2, 0, folder.resolve("out"), false, CPU)));
	}

	@Test
	void cancelledTrainingLeavesNoFilesAndTheChildIsReused() throws IOException {
		final long pid = run(predict(image(1)));
		assertThrows(CancellationException.class, () -> child.run(train(selection("1-4"), folder.resolve("a"), 100_000, 0),
			new CanceledAfter(12)));
		assertEquals(List.of(), names(folder));
		final TrainingControl control = new TrainingControl();
		assertThrows(CancellationException.class, () -> child.run(train(selection("1-4"), folder.resolve("b"), 100_000, 0), Progress
			.none(), new TrainingMonitor(new Ear(s -> control.cancel()), control)));
		assertThrows(CancellationException.class, () -> {
			Thread.currentThread().interrupt();
			child.run(train(selection("1-4"), folder.resolve("c"), 100_000, 0), Progress.none());
		});
		assertTrue(Thread.interrupted());
		assertEquals(List.of(), names(folder));
		assertEquals(pid, run(predict(image(1))));
	}

	@Test
	void buttonsActAfterTheCurrentStep() throws IOException {
		final TrainingControl control = new TrainingControl();
		final List<Long> paused = new ArrayList<>();
		final Ear ear = new Ear(s -> {
			if (s.step() == 2) {
				control.pause();
				CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS).execute(() -> {
					paused.add(s.step());
					control.goOn();
				});
			}
			if (s.step() == 3) assertEquals(List.of(2L), paused);
			if (s.step() == 5) control.finish();
		});
		child.run(train(selection("1-4"), folder.resolve("a"), 100_000, 0), Progress.none(), new TrainingMonitor(ear, control));
		assertEquals(5, ear.heard.stream().filter(h -> h.matches("\\d+ \\d+ 0\\..*")).count(), ear.heard::toString);
		assertTrue(ear.heard.get(ear.heard.size() - 1).startsWith("the user finished it"), ear.heard::toString);
		assertTrue(Files.exists(folder.resolve("a").resolve("model.json")));
	}

	private static void kill() {
		ProcessHandle.of(child.pid().orElseThrow()).orElseThrow().destroyForcibly(); // SIGKILL
	}

	private static final String KILLED = ChildMessages.killed(137);

	@Test
	void explainsAChildKilledDuringTraining() throws IOException {
		final Path output = folder.resolve("model");
		final Ear ear = new Ear(s -> {
			if (s.step() == 5) kill();
		});
		assertEquals(KILLED, assertThrows(IOException.class, () -> child.run(train(selection("1-4"), output, 4, 1), Progress.none(),
			new TrainingMonitor(ear, new TrainingControl()))).getMessage());
		assertEquals(List.of("model.training"), names(folder));
		assertTrue(names(folder.resolve("model.training")).stream().allMatch(n -> n.matches("step-\\d+")));
		// it goes on from its checkpoint, in a new child, to where it would have come
		final TrainJob job = train(selection("1-4"), output, 4, 1);
		child.run(new TrainJob(job.data(), job.configuration(), Optional.empty(), new TrainJob.Supervision("5-6", 1, true, 0),
			output, false, CPU), Progress.none());
		here.run(train(selection("1-4"), folder.resolve("whole"), 4, 1), Progress.none());
		assertSameFile(folder.resolve("whole"), output, "weights.safetensors");
		assertEquals(List.of("model", "whole"), names(folder));
	}

	@Test
	void keepsImagesWhenTheChildIsKilledDuringPrediction() throws IOException {
		final RandomAccessibleInterval<FloatType> image = image(4);
		final float[] before = values(child, image);
		final PlaneSink killer = (plane, firstRow, rows, probabilities) -> kill();
		assertEquals(KILLED, assertThrows(IOException.class, () -> child.run(predict(image, killer), Progress.none())).getMessage());
		assertArrayEquals(before, values(child, image));
	}

	@Test
	void namesTheReportOfANativeCrash() throws Exception {
		assumeTrue(System.getProperty("os.name").startsWith("Linux"), "kill -SEGV is what a fault in a library is like");
		final long pid = run(predict(image(1)));
		final PlaneSink crash = (plane, firstRow, rows, probabilities) -> new ProcessBuilder("kill", "-SEGV", Long.toString(pid))
			.start();
		final String message = assertThrows(IOException.class, () -> child.run(predict(image(40), crash), Progress.none()))
			.getMessage();
		// a JVM that may not dump its memory ends with 1, another one with 134
		assertTrue(Says.says(ChildMessages.crashed(1, Says.ANY), message) || Says.says(ChildMessages.crashed(134, Says.ANY),
			message), message);
			final Matcher parts = Pattern.compile("see \"(.*?)\"").matcher(message);
		assertTrue(parts.find(), message);
		final Path report = Path.of(parts.group(1));
		try {
			assertEquals(Path.of(System.getProperty("java.io.tmpdir")), report.getParent());
			// a name that others cannot plant a link under, and for this user only
			assertTrue(report.getFileName().toString().matches("sfumato-crash-\\d+\\.log"), report::toString);
			assertNotEquals("sfumato-crash-" + pid + ".log", report.getFileName().toString());
			assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(report));
			assertTrue(Files.readString(report).contains("SIGSEGV"));
		}
		finally {
			Files.deleteIfExists(report);
		}
		assertNotEquals(pid, run(predict(image(1))));
	}

	/** Whatever is in a command line or the environment can be read by others; what the child is known by comes on its input. */
	@Test
	void commandLineHoldsNoSecret() throws IOException {
		final Path process = Path.of("/proc", Long.toString(run(predict(image(1)))));
		assumeTrue(Files.isReadable(process.resolve("cmdline")), "only Linux shows the command lines of processes as files");
		final Pattern token = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
		assertTrue(token.matcher("a=0123456789abcdef0123456789abcdef ").find());
		for (final String name : List.of("cmdline", "environ")) {
			final String text = new String(Files.readAllBytes(process.resolve(name)), java.nio.charset.StandardCharsets.ISO_8859_1);
			assertEquals(List.of(), token.matcher(text).results().map(m -> m.group()).toList(), name);
		}
	}

	/** The number of the process in which it ran. */
	private static long run(final Job<?> job) throws IOException {
		child.run(job, Progress.none());
		return child.pid().orElseThrow();
	}

	@Test
	void replacesAChildThatDiedBetweenJobs() throws IOException {
		final long pid = run(predict(image(1)));
		kill();
		assertNotEquals(pid, run(predict(image(1))));
	}

	@Test
	void endsAnIdleChildAndStartsANewOne() throws Exception {
		try (ChildJobs brief = new ChildJobs(() -> new ChildSettings(settings().classPath(), Map.of("OMP_DISPLAY_ENV", "TRUE"),
			300, Duration.ofMillis(200))))
		{
			final CanceledAfter progress = CanceledAfter.never();
			brief.run(predict(image(1)), progress);
			// libgomp has printed this past Java, in the middle of the talk
			assertTrue(progress.lines().stream().anyMatch(l -> l.startsWith(ChildMessages.printed("")) && l.contains(
				"OPENMP DISPLAY ENVIRONMENT")), progress.lines()::toString);
			assertTrue(progress.lines().stream().anyMatch(l -> l.contains("OMP_NUM_THREADS = '1'")), progress.lines()::toString);
			final Optional<ProcessHandle> process = ProcessHandle.of(brief.pid().orElseThrow());
			process.orElseThrow().onExit().get(30, TimeUnit.SECONDS);
			assertTrue(brief.pid().isEmpty());
			brief.run(predict(image(1)), Progress.none());
			brief.close();
			assertTrue(brief.pid().isEmpty());
			brief.run(predict(image(1)), Progress.none());
		}
	}

	@Test
	void explainsAChildThatDoesNotStart() {
		try (ChildJobs broken = new ChildJobs(() -> new ChildSettings(List.of(folder)))) {
			final String message = assertThrows(IOException.class, () -> broken.run(predict(image(1)), Progress.none())).getMessage();
			assertSays(ChildMessages.notStarted(1, "Error: Could not find or load main class sfumato.jobs.child.ChildProgram"),
				message);
		}
		try (ChildJobs small = new ChildJobs(() -> new ChildSettings(settings().classPath(), Map.of(), 1, Duration.ofHours(1)))) {
			final String message = assertThrows(IOException.class, () -> small.run(predict(image(1)), Progress.none())).getMessage();
			assertTrue(message.contains("Java") || message.contains("heap"), message);
		}
	}
}
