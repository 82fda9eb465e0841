package sfumato.training;

import static sfumato.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sfumato.Says;
import sfumato.data.LoadedCase;
import sfumato.engine.EngineMessages;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.fusion.Average;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.models.Model;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;

/** Short trainings of a small network on phantoms. */
class TrainerTest {

	private static Trainings trainings;
	private static List<LoadedCase> cases;
	private static TrainingData data;

	@BeforeAll
	static void startEngine() {
		trainings = new Trainings();
		cases = TrainingCases.phantoms(8, 3, 64, 0);
		data = TrainingCases.data(cases, "average");
	}

	@AfterAll
	static void stopEngine() {
		trainings.close();
	}

	private static ProbabilityMap predict(final Model model, final RandomAccessibleInterval<FloatType> image,
		final int tile) throws Exception
	{
		return trainings.thread().call(() -> {
			final var engine = trainings.thread().engine();
			try (Predictor predictor = new Predictor(model, TensorDevice.of(engine, "cpu"), tile)) {
				return predictor.predict(image, Progress.none());
			}
		});
	}

	/** 2 Σ min(x, y) / Σ (x + y) of the foreground over all cases, y being the mean of the raters. */
	private static double softDice(final Map<String, Tensor> weights) throws Exception {
		double both = 0, sum = 0;
		for (final LoadedCase c : cases) {
			final float[] x = TestMaps.values(predict(Trainings.model(weights), c.image().image(), 0)), y = TestMaps.values(
				new Average().fuse(c.raters()));
			for (int i = x.length / 2; i < x.length; i++) {
				both += 2 * Math.min(x[i], y[i]);
				sum += x[i] + y[i];
			}
		}
		return both / sum;
	}

	private static double mean(final double[] values, final int from, final int to) {
		return Arrays.stream(values, from, to).average().orElseThrow();
	}

	@Test
	void learnsLabelsInThirtySteps() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		final Trainer.Result result = trainings.train(Trainings.configuration(4, 64, 15, 1), data, progress);
		final double[] loss = result.history().values("train", "loss");
		assertEquals(15, loss.length);
		assertEquals(30, progress.fractions().size());
		final Map<String, Tensor> untrained = trainings.thread().call(() -> {
			try (NDManager manager = trainings.thread().engine().newManager(trainings.thread().engine().device("cpu"))) {
				return Parameters.initialize(manager, Trainings.model(Map.of()).graph(), 1).tensors();
			}
		});
		final double before = softDice(untrained), after = softDice(result.weights());
		assertTrue(mean(loss, 12, 15) < 0.75 * mean(loss, 0, 3), Arrays.toString(loss));
		assertTrue(after > before + 0.2 && after > 0.6, "soft Dice " + before + " to " + after);

		final RandomAccessibleInterval<FloatType> image = TrainingCases.phantoms(1, 1, 160, 5).get(0).image().image();
		final float[] whole = TestMaps.values(predict(Trainings.model(result.weights()), image, 0)), tiled = TestMaps.values(
			predict(Trainings.model(result.weights()), image, 96));
		double difference = 0;
		for (int i = 0; i < whole.length; i++)
			difference += Math.abs(whole[i] - tiled[i]) / whole.length;
		assertTrue(difference > 0 && difference < 0.15, "tiled and whole differ by " + difference);
	}

	@Test
	void equalSeedsGiveBitIdenticalWeights() throws Exception {
		final Trainer.Result a = trainings.train(Trainings.configuration(4, 32, 1, 7), data, Progress.none());
		final Trainer.Result b = trainings.train(Trainings.configuration(4, 32, 1, 7), data, Progress.none());
		final Trainer.Result c = trainings.train(Trainings.configuration(4, 32, 1, 8), data, Progress.none());
		assertEquals(a.weights(), b.weights());
		assertEquals(a.history().rows(), b.history().rows());
		assertNotEquals(a.weights(), c.weights());
		assertEquals(a.weights().keySet(), c.weights().keySet());
	}

	@Test
	void historyLossIsTheWeightedSumOfItsTerms() throws Exception {
		final History h = trainings.train(Trainings.configuration(4, 32, 2, 0), data, Progress.none()).history();
		final double[] loss = h.values("train", "loss"), ce = h.values("train", "cross-entropy"), dice = h.values("train",
			"dice-semimetric"), rate = h.values("train", "rate");
		for (int i = 0; i < 2; i++)
			assertEquals(0.25 * ce[i] + 0.75 * dice[i], loss[i], 1e-6);
		// four steps, of which the first 0.04 are for warming up: the rates of the second and the last
		assertEquals(0.01 * Math.pow(1 - 0.96 / 3.96, 0.9), rate[0], 1e-12);
		assertEquals(0.01 * Math.pow(1 - 2.96 / 3.96, 0.9), rate[1], 1e-12);
	}

	@Test
	void updatesEveryWeightAndRunningStatistic() throws Exception {
		final TrainingConfiguration auxiliary = new TrainingConfiguration(new Labels("random-rater", "none"), "percentile",
			"unet(encoder: mobilenetv2_100, aux: true)", Trainings.LOSS, Trainings.configuration(4, 32, 1, 0).sampling(),
			new Optimization(1, 0.01));
		final Map<String, Tensor> after = trainings.train(auxiliary, TrainingCases.data(cases, "random-rater"), Progress
			.none()).weights();
		final Map<String, Tensor> before = trainings.thread().call(() -> {
			try (NDManager manager = trainings.thread().engine().newManager(trainings.thread().engine().device("cpu"))) {
				return Parameters.initialize(manager, sfumato.methods.Methods.of(sfumato.networks.Decoder.class).create(auxiliary
					.network()).network(1, 2), Seeds.of(0, Seeds.Purpose.WEIGHTS)).tensors();
			}
		});
		assertEquals(before.keySet(), after.keySet());
		assertEquals(List.of(), before.keySet().stream().filter(k -> before.get(k).equals(after.get(k))).toList());
	}

	@Test
	void choosesPatchAndBatchFromTheData() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		final Trainer.Result r = trainings.train(Trainings.configuration(8, 0, 1, 0), TrainingCases.data(TrainingCases.phantoms(
			3, 1, 33, 0), "average"), progress);
		assertEquals(64, r.patch());
		assertEquals(3, r.batch());
		assertTrue(progress.lines().contains(
			TrainingMessages.smallerBatch(3, 3, 8)), progress.lines().toString());
		assertEquals(6, progress.lines().size() + progress.fractions().size());
		assertTrue(progress.lines().get(2).matches("That takes about \\d+\\.\\d GB of memory, .*"), progress.lines().toString());
		assertSays(TrainingMessages.shownClasses(1, "foreground 3 of 3"), progress.lines().get(3));
		assertTrue(progress.lines().get(4).matches("Epoch 1/1: loss \\d\\.\\d{4}"), progress.lines().toString());
	}

	@Test
	void warnsOnceOfLossesNotMinimisedAtSoftLabels() throws Exception {
		final String loss = "soft-dice + focal + cross-entropy";
		assertEquals(List.of(TrainingMessages.hardLoss("soft-dice and focal")), warnings("average", loss));
		assertEquals(List.of(), warnings("majority", loss));
		assertEquals(List.of(), warnings("average", Trainings.LOSS));
	}

	@Test
	void labelsAreSoftIfATargetIsBetweenZeroAndOne() throws Exception {
		final String loss = "soft-dice + cross-entropy";
		// one rater, or several who agree, have an average of zeros and ones
		final List<LoadedCase> alone = TrainingCases.phantoms(2, 1, 32, 0);
		assertEquals(List.of(), warnings(alone, new Labels("average", "none"), loss));
		assertEquals(List.of(), warnings(alone, new Labels("random-rater", "none"), loss));
		assertEquals(1, warnings(alone, new Labels("majority", "boundary"), loss).size());
		assertEquals(List.of(), warnings(alone, new Labels("majority", "boundary(epsilon: 0)"), loss));
		assertEquals(1, warnings(alone, new Labels("random-rater", "everywhere"), loss).size());
		assertEquals(List.of(), warnings(cases, new Labels("random-rater", "none"), loss));
	}

	private static List<String> warnings(final String fusion, final String loss) throws Exception {
		return warnings(cases, new Labels(fusion, "none"), loss);
	}

	private static List<String> warnings(final List<LoadedCase> data, final Labels labels, final String loss) throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		trainings.train(Trainings.configuration(labels, loss, 4, 32, new Optimization(2, 0.01), 0), TrainingCases.data(data, labels
			.fusion()), progress);
		return progress.lines().stream().filter(l -> l.contains("soft-dice and") || l.contains("smallest")).toList();
	}

	@Test
	void refusesPatchesThatDoNotFitTheNetwork() {
		assertEquals(TrainingMessages.patchMultiple(50, 32), assertThrows(
			IllegalArgumentException.class, () -> trainings.train(Trainings.configuration(2, 50, 1, 0), data, Progress.none()))
				.getMessage());
	}

	@Test
	void reportsTheLearningRateWhenTheLossIsNaN() {
		final String message = assertThrows(IllegalArgumentException.class, () -> trainings.train(Trainings.configuration(
			new Labels(), Trainings.LOSS, 2, 32, new Optimization(3, 1e30), 0), data, Progress.none())).getMessage();
		assertTrue(Stream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY).flatMap(v -> Stream.of(1, 2,
			3).map(e -> TrainingMessages.lossIsNaN(v, e, TrainingMessages.patchesOfCases("case0" + Says.ANY), 1e30,
			TrainingMessages.fewValues(2, 32, 2, true), ""))).anyMatch(m -> Says.says(m, message)), message);
	}

	@Test
	void refusesNaNWeightsAfterTheLastStep() {
		final TrainingData one = TrainingCases.data(cases.subList(0, 2), "average");
		final String message = assertThrows(IllegalArgumentException.class, () -> trainings.train(Trainings.configuration(
			new Labels(), Trainings.LOSS, 2, 32, new Optimization(1, 1e300, 10, "sgd(decay: 0)", "polynomial(warmup: 0)"), 0),
			one, Progress.none())).getMessage();
		assertTrue(Stream.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY).anyMatch(v ->
			Says.says(TrainingMessages.weightIsNaN(Says.ANY, v, 1e300), message)), message);
	}

	@Test
	void refusesBatchesOfOneValuePerChannel() {
		final String message = assertThrows(IllegalArgumentException.class, () -> trainings.train(Trainings.configuration(1, 32,
			1, 0), data, Progress.none())).getMessage();
		assertEquals(EngineMessages.nothingToNormalize(),
			message);
	}

	@Test
	void cancelStopsWithinAStepAndTheNextTrainingWorks() throws Exception {
		final CanceledAfter progress = new CanceledAfter(3);
		assertThrows(CancellationException.class, () -> trainings.train(Trainings.configuration(2, 32, 100, 7), data,
			progress));
		assertEquals(3, progress.fractions().size());
		assertEquals(2, trainings.train(Trainings.configuration(4, 32, 1, 7), data, Progress.none()).history().rows().stream()
			.filter(r -> !r.name().equals("rate") && !r.name().equals("loss")).count());
	}

	@Test
	void leavesTheImageUnchanged() {
		final LoadedCase c = TrainingCases.phantoms(1, 1, 32, 0).get(0);
		final float[] before = new float[(int) Intervals.numElements(c.image().image())];
		int i = 0;
		for (final FloatType v : net.imglib2.view.Views.flatIterable(c.image().image()))
			before[i++] = v.get();
		TrainingCases.data(List.of(c), "average");
		i = 0;
		for (final FloatType v : net.imglib2.view.Views.flatIterable(c.image().image()))
			assertEquals(before[i++], v.get());
	}
}
