package sfumato.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import sfumato.data.augmentation.Augmentations;
import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.losses.WeightedLoss;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** An engine with a loader beside it, and the small network that tests train. */
public final class Trainings implements AutoCloseable {

	static final String NETWORK = "unet(encoder: mobilenetv2_100)";
	public static final String LOSS = "0.25*cross-entropy + 0.75*dice-semimetric";

	/** One thread: two that share a core with something else wait for each other most of the time. */
	private final EngineThread thread = EngineThread.start(1);
	private final ExecutorService loader = Executors.newSingleThreadExecutor();

	EngineThread thread() {
		return thread;
	}

	ExecutorService loader() {
		return loader;
	}

	static TrainingConfiguration configuration(final int batch, final int patch, final int epochs, final long seed) {
		return configuration(new Labels(), LOSS, batch, patch, new Optimization(epochs, 0.01), seed);
	}

	static TrainingConfiguration configuration(final Labels labels, final String loss, final int batch, final int patch,
		final Optimization optimization, final long seed)
	{
		return new TrainingConfiguration(labels, "percentile", NETWORK, loss, new Sampling(batch, patch, Augmentations.STANDARD,
			seed), optimization);
	}

	Trainer.Result train(final TrainingConfiguration configuration, final TrainingData data, final Progress progress)
		throws Exception
	{
		return thread.call(() -> new Trainer(configuration, TensorDevice.of(thread.engine(), "cpu"), loader).train(data,
			progress));
	}

	Trainer.Result train(final TrainingConfiguration configuration, final Objective.Factory objectives, final TrainingData data,
		final TrainingRun run, final Progress progress) throws Exception
	{
		return thread.call(() -> new Trainer(configuration, TensorDevice.of(thread.engine(), "cpu"), loader, objectives).train(
			data, run, progress));
	}

	/** The distance to the labels. */
	static Objective.Factory labels(final TrainingConfiguration configuration) {
		return manager -> Objective.of(WeightedLoss.parse(configuration.loss(), configuration.labels().isHard()));
	}

	/** A model of one channel and two classes. */
	static Model model(final Map<String, Tensor> weights) {
		return new Model(new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", 1, 32, List.of(
			1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(2), NETWORK, Optional.empty(), "test"), weights, Optional
				.empty());
	}

	@Override
	public void close() {
		loader.shutdownNow();
		thread.close();
	}
}
