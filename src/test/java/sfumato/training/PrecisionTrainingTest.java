package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sfumato.data.Dataset;
import sfumato.data.augmentation.Augmentations;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorPrecision;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Trainings with short convolutions on the phantoms that everybody gets. */
class PrecisionTrainingTest {

	private static final int BATCH = 8;

	private static Trainings trainings;
	private static TrainingData data;

	@BeforeAll
	static void startEngine() throws Exception {
		trainings = new Trainings();
		final Dataset set = Dataset.open(Path.of("test-images", "phantoms"));
		data = TrainingCases.data(set.loadAll(set.cases(""), Progress.none()), "average");
	}

	@AfterAll
	static void stopEngine() {
		trainings.close();
	}

	private static Trainer.Result train(final String network, final int steps, final TensorPrecision precision) throws Exception {
		final TrainingConfiguration configuration = new TrainingConfiguration(new Labels(), "percentile", network,
			Trainings.LOSS, new Sampling(BATCH, 96, Augmentations.STANDARD, 0), new Optimization(steps * BATCH / data.size(), 0.01));
		return trainings.thread().call(() -> new Trainer(configuration, TensorDevice.of(trainings.thread().engine(), "cpu").with(
			precision), trainings.loader()).train(data, TrainingRun.plain(), Progress.none()));
	}

	/** Of the last 16 steps: single ones differ between the batches by much more. */
	private static double loss(final Trainer.Result result) {
		final double[] losses = result.history().values("train", "loss");
		return IntStream.range(losses.length - 8, losses.length).mapToDouble(i -> losses[i]).average().orElseThrow();
	}

	@Tag("slow")
	@Test
	void bf16LossDecreasesLikeFp32() throws Exception {
		final String network = "unet(encoder: resnet18d)";
		final double exact = loss(train(network, 60, TensorPrecision.FP32)), shorter = loss(train(network, 60, TensorPrecision.BF16));
		assertEquals(1, shorter / exact, 0.02);
	}

	@Test
	void trialOfPrecisionsDoesNotChangeTheTraining() throws Exception {
		final String network = "unet(encoder: plain, width: 4)";
		final Trainer.Result tried = train(network, 4, TensorPrecision.AUTO);
		assertTrue(tried.precision() != TensorPrecision.AUTO);
		assertEquals(train(network, 4, tried.precision()).weights(), tried.weights());
	}
}
