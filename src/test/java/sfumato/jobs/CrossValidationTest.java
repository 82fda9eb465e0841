package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.Dataset;
import sfumato.data.Folds;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.jobs.CrossValidateJob.Result;
import sfumato.jobs.CrossValidateJob.Shard;
import sfumato.jobs.cases.DataSelection;
import sfumato.metrics.CountedClasses;
import sfumato.models.ModelFolder;
import sfumato.output.OutputMessages;
import sfumato.progress.Progress;
import sfumato.statistics.MethodComparison;
import sfumato.text.WrongValue;
import sfumato.training.CanceledAfter;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.LabelMode;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Two methods in two folds of five phantoms, with a network that is hardly trained. */
class CrossValidationTest {

	private static final Compute CPU = new Compute("cpu", 1);
	private static final List<String> TABLES = List.of("scores.csv", "table.csv", "table.md", "table.txt", "table-pairs.csv");

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs jobs;
	private static Path phantoms;
	private static CrossValidation whole;

	@BeforeAll
	static void runOne() throws IOException {
		jobs = new LocalJobs();
		phantoms = shared.resolve("phantoms");
		new RaterSimulation(5, 3, 48, 40, 0).write(phantoms, Progress.none());
		whole = validation(shared.resolve("whole"), 1);
		assertEquals(new Result(4, 0), run(whole, "", Shard.ALL, false));
		assertEquals(List.of("Dice", "BDice", "ECE"), merge(whole, "").stream().map(c -> c.scores().metric()).toList());
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	private static CrossValidation validation(final Path output, final int epochs) {
		return new CrossValidation(new DataSelection(phantoms, "", ""), LabelMode.parseList(
			"majority+boundary(epsilon: 0.5, width: 3),average").stream().map(m -> new CrossValidation.Method(m.name(),
				new TrainingConfiguration(m.labels(), "percentile", "unet(encoder: plain, width: 4)",
					"0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(epochs,
						0.01)))).toList(), new Folds(2), Optional.empty(), output);
	}

	private static CrossValidateJob job(final CrossValidation validation, final String folds, final Shard shard,
		final boolean overwrite)
	{
		return new CrossValidateJob(validation, validation.select(folds), shard, overwrite, CPU);
	}

	private static Result run(final CrossValidation validation, final String folds, final Shard shard, final boolean overwrite)
		throws IOException
	{
		return jobs.run(job(validation, folds, shard, overwrite), Progress.none());
	}

	private static List<MethodComparison> merge(final CrossValidation validation, final String folds) throws IOException {
		return validation.merge(validation.select(folds), 0, note -> {});
	}

	private static void assertSameTables(final Path output) throws IOException {
		for (final String name : TABLES)
			assertEquals(Files.readString(whole.output().resolve(name)), Files.readString(output.resolve(name)), name);
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void scoresEachMethodOnceOnEachCase() throws IOException {
		final List<String> rows = Files.readAllLines(whole.output().resolve("scores.csv"));
		assertEquals("method,fold,case,Dice,BDice,ECE,sums", rows.get(0));
		assertEquals(1 + 2 * 5, rows.size());
		final String smoothed = "\"majority+boundary(epsilon: 0.5, width: 3)\"";
		// of five, the first of two folds takes two
		assertTrue(rows.get(1).matches(java.util.regex.Pattern.quote(smoothed) + ",1,case01(,\\d+\\.\\d{6}){3},\"Dice=.*\""), rows.get(1));
		assertTrue(rows.get(3).startsWith(smoothed + ",2,case03,"), rows.get(3));
		assertTrue(rows.get(6).startsWith("average,1,case01,"), rows.get(6));
		assertTrue(rows.get(10).startsWith("average,2,case05,"), rows.get(10));
		assertEquals("|  | majority+boundary(epsilon: 0.5, width: 3) | average |", Files.readAllLines(whole.output().resolve(
			"table.md")).get(0));
	}

	@Test
	void announcesEachPartToListeners() throws IOException {
		final Path output = shared.resolve("watched");
		final List<String> heard = new ArrayList<>();
		final CrossValidation watched = validation(output, 1);
		jobs.run(job(watched, "2", Shard.ALL, false), Progress.none(), new TrainingMonitor(new TrainingListener() {

			@Override
			public void next(final String name) {
				heard.add(name);
			}

			@Override
			public void begin(final Begin begin) {
				heard.add("begins");
			}
		}, new TrainingControl()));
		assertEquals(List.of(watched.name(watched.parts(List.of(2)).get(0)), "begins", watched.name(watched.parts(List.of(2)).get(
			1)), "begins"), heard);
	}

	@Test
	void trainsEachPartOnTheOtherFolds() throws IOException {
		final Path parts = whole.output().resolve("parts");
		assertEquals(List.of("1-majority-boundary-epsilon-0.5-width-3-fold1", "1-majority-boundary-epsilon-0.5-width-3-fold2",
			"2-average-fold1", "2-average-fold2"), names(parts));
		final String training = Files.readString(parts.resolve("2-average-fold1").resolve("training.json"));
		for (int c = 1; c <= 5; c++)
			assertEquals(c > 2, training.contains("\"case0" + c + "\""));
		// what was written is what the model says when it is asked again
		final List<EvaluateJob.Scores> again = jobs.run(new EvaluateJob(parts.resolve("2-average-fold1"), new DataSelection(
			phantoms, "", "1-2"), CPU), Progress.none());
		assertEquals(String.format(java.util.Locale.ROOT, "average,1,case02,%.6f,%.6f,%.6f,\"%s\"", 100 * again.get(1).dice(), 100 *
			again.get(1).bdice(), 100 * again.get(1).ece(), again.get(1).sums()), Files.readAllLines(whole.output().resolve("scores.csv")).get(7));
	}

	@Test
	void poolsPatientsAndRefusesPatientsInTwoFolds() throws IOException {
		// case01 and case02 are "case0", the others "case"
		final String pool = "case0(?=[12])|case(?=0[345])";
		final EvaluateJob.Scoring scoring = new EvaluateJob.Scoring(EvaluateJob.METRICS, EvaluateJob.ERRORS, CountedClasses.PRESENT, pool);
		final Path model = whole.output().resolve("parts/1-majority-boundary-epsilon-0.5-width-3-fold2");
		final List<EvaluateJob.Scores> patients = jobs.run(new EvaluateJob(model, new DataSelection(phantoms, "", ""), CPU, scoring),
			Progress.none()), cases = jobs.run(new EvaluateJob(model, new DataSelection(phantoms, "", ""), CPU), Progress.none());
		assertEquals(List.of("case0", "case"), patients.stream().map(EvaluateJob.Scores::name).toList());
		for (int p = 0; p < 2; p++) {
			final List<EvaluateJob.Scores> own = p == 0 ? cases.subList(0, 2) : cases.subList(2, 5);
			long wrong = 0, right = 0;
			for (final EvaluateJob.Scores s : own) {
				// Dice=dice@present tn fp fn tp;…
				final String[] counts = s.sums().substring(0, s.sums().indexOf(';')).split(" ");
				wrong += Long.parseLong(counts[2]) + Long.parseLong(counts[3]);
				right += Long.parseLong(counts[4]);
			}
			assertEquals(2.0 * right / (2 * right + wrong), patients.get(p).dice(), 1e-15);
			assertEquals(100 * patients.get(p).dice(), patients.get(p).table().get("Dice"), 1e-12);
		}
		final CrossValidation torn = new CrossValidation(whole.data(), whole.methods(), whole.folds(), Optional.empty(),
			new CrossValidation.Scoring(CountedClasses.PRESENT, "case0"), folder.resolve("torn"));
		assertEquals(JobMessages.patientInTwoFolds("case0", 0, 1, "case0"), assertThrows(IllegalArgumentException.class, () ->
			run(torn, "", Shard.ALL, false))
				.getMessage());
	}

	@Test
	void shardsEqualASingleRun() throws IOException {
		final CrossValidation sharded = validation(folder.resolve("sharded"), 1);
		assertEquals(new Result(2, 0), run(sharded, "", new Shard(1, 2), false));
		final String missing = assertThrows(IOException.class, () -> merge(sharded, "")).getMessage();
		assertEquals(JobMessages.partsMissing(sharded.output(), 2, 4, "average, fold 1 of 2; average, fold 2 of 2"),
			missing);
		assertFalse(Files.exists(sharded.output().resolve("scores.csv")));
		assertEquals(new Result(2, 0), run(sharded, "", new Shard(2, 2), false));
		merge(sharded, "");
		assertSameTables(sharded.output());
	}

	@Test
	void resumesAnInterruptedRun() throws IOException {
		final CrossValidation stopped = validation(folder.resolve("stopped"), 1);
		assertEquals(new Result(2, 0), run(stopped, "2", Shard.ALL, false));
		assertEquals(2, merge(stopped, "2").get(0).scores().methods().size());
		// trained, but not scored
		final Path average = stopped.output().resolve("parts").resolve("2-average-fold2");
		Files.delete(average.resolve("scores.csv"));
		final var trained = Files.getLastModifiedTime(average.resolve(ModelFolder.WEIGHTS));
		assertThrows(CancellationException.class, () -> jobs.run(job(stopped, "", Shard.ALL, false), new CanceledAfter(4)));
		assertEquals(List.of("1-majority-boundary-epsilon-0.5-width-3-fold2", "2-average-fold2"), names(stopped.output()
			.resolve("parts")));
		assertEquals(new Result(3, 1), run(stopped, "", Shard.ALL, false));
		assertEquals(trained, Files.getLastModifiedTime(average.resolve(ModelFolder.WEIGHTS)));
		merge(stopped, "");
		assertSameTables(stopped.output());
		assertEquals(new Result(0, 4), run(stopped, "", Shard.ALL, false));
	}

	@Test
	void refusesPartsOfOtherSettings() throws IOException {
		final CrossValidation first = validation(folder.resolve("other"), 1), longer = validation(first.output(), 2);
		run(first, "1", Shard.ALL, false);
		assertEquals(JobMessages.otherCrossValidation(first.output(), "\"epochs\": 1", "\"epochs\": 2"),
			assertThrows(IOException.class, () -> run(longer, "1", Shard.ALL,
				false)).getMessage());
		assertThrows(IOException.class, () -> merge(longer, "1"));
		assertEquals(new Result(2, 0), run(longer, "1", Shard.ALL, true));
		assertEquals(List.of("parts", "settings.json"), names(first.output()));
	}

	/** Else the other run would add models of its settings to those of the new ones. */
	@Test
	void keepsFilesOfAConcurrentRun() throws IOException {
		final CrossValidation first = validation(folder.resolve("busy"), 1), longer = validation(first.output(), 2);
		final List<String> refused = new ArrayList<>();
		jobs.run(job(first, "1", Shard.ALL, false), new Progress() {

			@Override
			public void update(final double fraction, final String message) {}

			@Override
			public void log(final String line) {
				if (line.equals(first.name(new CrossValidation.Part(0, 1)))) refused.add(assertThrows(IOException.class, () -> new CrossValidationFolder(longer).join(settings(
					longer), true)).getMessage());
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals(List.of(OutputMessages.beingWritten(first.output(), "process " + ProcessHandle.current().pid())), refused);
		assertEquals(List.of("parts", "settings.json"), names(first.output()));
		assertEquals(new Result(0, 2), run(first, "1", Shard.ALL, false));
	}

	private static CrossValidation.Settings settings(final CrossValidation validation) throws IOException {
		return validation.settings(Dataset.open(phantoms));
	}

	/** All shares may start at once; of two with other settings one is refused. */
	@Test
	void concurrentStartsUseTheSameSettings() throws Exception {
		for (int round = 0; round < 20; round++) {
			final Path output = folder.resolve("together" + round);
			final boolean alike = round % 2 == 0;
			final List<CrossValidation> runs = List.of(validation(output, 1), validation(output, alike ? 1 : 2));
			final CyclicBarrier start = new CyclicBarrier(2);
			final List<String> refused = runs.stream().map(v -> CompletableFuture.supplyAsync(() -> {
				try {
					final CrossValidation.Settings settings = settings(v);
					start.await();
					new CrossValidationFolder(v).join(settings, false).close();
					return "";
				}
				catch (final IOException e) {
					return e.getMessage();
				}
				catch (final Exception e) {
					throw new IllegalStateException(e);
				}
			}, r -> new Thread(r).start())).toList().stream().map(CompletableFuture::join).filter(m -> !m.isEmpty()).toList();
			assertEquals(alike ? 0 : 1, refused.size(), refused::toString);
			if (!alike) assertSays(JobMessages.otherCrossValidation(Says.ANY, "\"epochs\":" + Says.ANY, "\"epochs\":" + Says.ANY), refused.get(0));
			assertEquals(List.of("settings.json"), names(output));
		}
	}

	@Test
	void refusesWrongInput() throws IOException {
		final CrossValidation some = validation(folder.resolve("some"), 1);
		assertEquals(JobMessages.noCrossValidation(some.output(), "settings.json"), assertThrows(
			IOException.class, () -> merge(some, "")).getMessage());
		for (final String wrong : List.of("0", "3", "2-1", "1+", "first"))
			assertEquals(JobMessages.foldText(wrong, 2), assertThrows(
				IllegalArgumentException.class, () -> some.select(wrong)).getMessage());
		assertEquals(List.of(1, 2), some.select("2, 1"));
		assertEquals(WrongValue.message("shard", "2", "like 2/5, the second of five"),
			assertThrows(IllegalArgumentException.class,
			() -> Shard.parse("2")).getMessage());
		assertEquals(JobMessages.noShard(3, 2, 2, 2, 2), assertThrows(IllegalArgumentException.class, () -> Shard.parse(
			"3/2")).getMessage());
		assertEquals(JobMessages.overwriteOfShards(), assertThrows(
			IllegalArgumentException.class, () -> job(some, "", new Shard(1, 2), true)).getMessage());
		Files.createDirectories(some.output());
		Files.writeString(some.output().resolve("thesis.txt"), "mine");
		assertEquals(OutputMessages.foreignFiles(some.output(), "a cross-validation"),
			assertThrows(IOException.class, () -> run(some, "", Shard.ALL, true)).getMessage());
		assertEquals(List.of("thesis.txt"), names(some.output()));
	}
}
