package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.jobs.cases.CaseMessages;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.SemimetricDice;
import sfumato.models.StrictJson;
import sfumato.progress.Progress;
import sfumato.training.CanceledAfter;
import sfumato.training.History;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Keep;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;
import sfumato.training.settings.TrainingConfiguration.ValidationOptions;

/** What is said of a network while it learns is what is said of the model afterwards. */
class ValidatedTrainingTest {

	private static final Compute CPU = new Compute("cpu", 1);

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs jobs;
	private static Path data;

	@BeforeAll
	static void simulate() throws IOException {
		jobs = new LocalJobs();
		data = shared.resolve("phantoms");
		new RaterSimulation(6, 3, 50, 40, 0).write(data, Progress.none());
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	private TrainJob job(final String cases, final String validation, final ValidationOptions course) {
		return new TrainJob(new DataSelection(data, "", cases), new TrainingConfiguration(new Labels("majority",
			"boundary(epsilon: 0.5, width: 3)"), "percentile", "unet(encoder: plain, width: 4)", "0.25*cross-entropy + " +
				"0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(8, 0.01)).with(course), Optional
					.empty(), new TrainJob.Supervision(validation, 0, false, 0), folder.resolve("model"), false, CPU);
	}

	private static double softDice(final ProbabilityMap prediction, final ProbabilityMap reference) {
		return new SemimetricDice().evaluate(Comparison.of(prediction, reference));
	}

	private static double mean(final List<EvaluateJob.Scores> scores, final ToDoubleFunction<EvaluateJob.Scores> of) {
		return 100 * scores.stream().mapToDouble(of).average().orElseThrow();
	}

	/** That the rows of an epoch are what an evaluation says of the model. */
	private static void assertEvaluated(final Path model, final int epoch) throws IOException {
		final History h = History.read(model.resolve("history.csv"));
		final int i = Arrays.binarySearch(h.epochs("validation", "Dice"), epoch);
		final List<EvaluateJob.Scores> scores = jobs.run(new EvaluateJob(model, new DataSelection(data, "", "5-6"), CPU), Progress
			.none());
		assertEquals(mean(scores, EvaluateJob.Scores::dice), h.values("validation", "Dice")[i], 1e-6);
		assertEquals(mean(scores, EvaluateJob.Scores::bdice), h.values("validation", "BDice")[i], 1e-6);
		assertEquals(mean(scores, EvaluateJob.Scores::ece), h.values("validation", "ECE")[i], 1e-6);
		assertEquals(mean(scores, EvaluateJob.Scores::humanDice), h.values("validation", "human_Dice")[i], 1e-6);
	}

	@Test
	void lastValidationEqualsTheEvaluationOfTheLastWeights() throws IOException {
		final List<TrainingListener.Preview> previews = new ArrayList<>();
		final Path model = jobs.run(job("", "5-6", new ValidationOptions(1, 0, 0, 0, 4, 0, Keep.LAST)), Progress.none(), new TrainingMonitor(
			new TrainingListener() {

				@Override
				public void preview(final Preview p) {
					previews.add(p);
				}
			}, new TrainingControl()));
		assertEvaluated(model, 8);
		final TrainingRecord record = StrictJson.read(Files.readString(model.resolve("training.json")), TrainingRecord.class,
			"training.json");
		assertEquals(List.of("case01", "case02", "case03", "case04"), record.data().cases().stream().map(
			TrainingRecord.CaseRecord::name).toList());
		assertEquals(List.of("case05", "case06"), record.data().validation().stream().map(TrainingRecord.CaseRecord::name)
			.toList());
		assertTrue(Files.readString(model.resolve("README.md")).contains("| validated on | 2 cases: case05, case06; loss "));
		assertEquals(2, previews.size());
		final TrainingListener.Preview p = previews.get(1);
		assertEquals("8 case05 50 40", p.epoch() + " " + p.name() + " " + p.width() + " " + p.height());
		assertEquals(2000, p.image().length);
		for (int i = 0; i < 2000; i++) {
			assertEquals(1, p.target()[0][i] + p.target()[1][i], 1e-6);
			assertEquals(1, p.prediction()[0][i] + p.prediction()[1][i], 1e-5);
		}
	}

	@Test
	void bestValidationEqualsTheEvaluationOfTheBestWeights() throws IOException {
		final Path model = jobs.run(job("1-4", "5-6", new ValidationOptions(1, 0, 0.9, 0, 1, 0, Keep.BEST)), Progress.none());
		final double[] loss = History.read(model.resolve("history.csv")).values("validation", "loss");
		assertEquals(8, loss.length);
		final int kept = StrictJson.read(Files.readString(model.resolve("training.json")), TrainingRecord.class, "training.json")
			.used().ended().kept();
		assertEquals(Arrays.stream(loss).min().orElseThrow(), loss[kept - 1]);
		assertEvaluated(model, kept);
		assertEquals(kept != 8, Files.exists(model.resolve("weights-last.safetensors")));
		assertFalse(Files.exists(model.resolve("weights-best.safetensors")));
	}

	@Test
	void refusesCasesInTrainingAndValidation() {
		assertEquals(CaseMessages.trainedAndValidated("case04"), assertThrows(
			IllegalArgumentException.class, () -> jobs.run(job("1-4", "4-6", new ValidationOptions()), Progress.none())).getMessage());
		assertEquals(CaseMessages.nothingLeftToTrain("case01, case02, case03, case04, case05, case06"),
			assertThrows(IllegalArgumentException.class, () -> jobs.run(job("", "1-6", new ValidationOptions()),
			CanceledAfter.never()))
				.getMessage());
	}

	@Test
	void softDiceIsOneAtTheTargetOnly() {
		final ProbabilityMap a = map(0, 0.5f, 1, 0.25f), b = map(0, 0.5f, 0.5f, 0.5f);
		assertEquals(1, softDice(a, a));
		assertEquals(1 - 0.75 / 3.25, softDice(a, b), 1e-12);
		assertEquals(1, softDice(map(0, 0, 0, 0), map(0, 0, 0, 0)));
		assertEquals(0, softDice(map(0, 0, 0, 0), map(1, 0, 0, 0)));
	}

	private static ProbabilityMap map(final float... foreground) {
		final float[] values = new float[8];
		for (int i = 0; i < 4; i++) {
			values[i] = 1 - foreground[i];
			values[4 + i] = foreground[i];
		}
		return ProbabilityMap.of(ArrayImgs.floats(values, 2, 2, 2), LabelClass.defaults(2));
	}
}
