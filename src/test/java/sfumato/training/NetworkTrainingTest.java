package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.data.LoadedCase;
import sfumato.engine.TensorDevice;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;

/** Networks other than the usual one are trained and used on phantoms. */
class NetworkTrainingTest {

	private static Trainings trainings;
	private static List<LoadedCase> cases;

	@BeforeAll
	static void startEngine() {
		trainings = new Trainings();
		cases = TrainingCases.phantoms(8, 3, 64, 0);
	}

	@AfterAll
	static void stopEngine() {
		trainings.close();
	}

	private static Trainer.Result train(final String network, final int batch, final int patch, final int epochs,
		final Progress progress) throws Exception
	{
		return trainings.train(new TrainingConfiguration(new Labels(), "percentile", network, Trainings.LOSS, Trainings
			.configuration(batch, patch, epochs, 0).sampling(), new Optimization(epochs, 0.01)), TrainingCases.data(cases,
				"average"), progress);
	}

	private static ProbabilityMap predict(final String network, final int multiple, final Trainer.Result trained)
		throws Exception
	{
		final Model model = new Model(new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", 1,
			multiple, List.of(1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(2), network, Optional.empty(), "test"),
			trained.weights(), Optional.empty());
		return trainings.thread().call(() -> {
			try (Predictor predictor = new Predictor(model, TensorDevice.of(trainings.thread().engine(), "cpu"), 0)) {
				return predictor.predict(Views.interval(cases.get(0).image().image(), new long[] { 0, 0, 0 }, new long[] { 60, 40,
					0 }), Progress.none());
			}
		});
	}

	@Test
	void plainUNetLearnsFromAFewImages() throws Exception {
		final String network = "unet(encoder: plain, width: 16)";
		final Trainer.Result result = train(network, 4, 48, 10, Progress.none());
		final double[] loss = result.history().values("train", "loss");
		assertTrue(loss[9] < 0.6 * loss[0], loss[0] + " -> " + loss[9]);
		for (final FloatType v : Views.flatIterable(predict(network, 16, result).image()))
			assertTrue(v.get() >= 0 && v.get() <= 1);
	}

	@Test
	void deepLabLearnsFromPatchesThatAreNoMultipleOf32() throws Exception {
		final String network = "deeplabv3plus(encoder: plain, width: 4, aux: true)";
		final Trainer.Result result = train(network, 4, 40, 10, Progress.none());
		final double[] loss = result.history().values("train", "loss");
		assertTrue(loss[9] < 0.8 * loss[0], loss[0] + " -> " + loss[9]);
		final ProbabilityMap map = predict(network, 8, result);
		assertEquals(61, map.image().dimension(0));
		assertEquals(41, map.image().dimension(1));
	}

	@Test
	void refusesBatchesOfOneForGlobalPooling() {
		assertEquals(TrainingMessages.batchStatistics(1), assertThrows(IllegalArgumentException.class, () -> train(
			"deeplabv3plus(encoder: plain)", 1, 64, 1, Progress
				.none())).getMessage());
	}

	@Test
	void warnsOfBatchesOfTwoWithUsefulAdvice() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		train("deeplabv3plus(encoder: plain, width: 2)", 2, 32, 1, progress);
		assertEquals(1, progress.lines().stream().filter(l -> l.equals(TrainingMessages.fewValues(2, 32, 2, false))).count());
	}
}
