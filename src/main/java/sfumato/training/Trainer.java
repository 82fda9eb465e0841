package sfumato.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.normalization.Normalization;
import sfumato.data.sampling.Sampler;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorPrecision;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.TrainingMemory;
import sfumato.progress.Progress;
import sfumato.text.MemoryShortage;
import sfumato.text.UserException;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.settings.TrainingConfiguration;

/**
 * Trains a network. Runs on the calling thread, which must be the engine's; batches are made on threads of the executor.
 */
public final class Trainer {

	private static final int LARGEST_PATCH = 256;
	/** The smallest number of values per batch-norm channel without a warning: with 2, a training ended in NaN; with 4, none did. */
	private static final int FEWEST_VALUES = 4;

	/**
	 * The outcome of a training.
	 *
	 * @param weights by name
	 * @param other the last weights if the best ones are saved, or the other way round; empty if both are equal
	 * @param history the training history, one row per epoch and value
	 * @param patch side of the patches that were used
	 * @param batch samples per batch that were used
	 * @param precision of the convolutions that was used
	 * @param duration of the training, with what came before an interruption
	 * @param ending how it ended
	 */
	public record Result(Map<String, Tensor> weights, Optional<Map<String, Tensor>> other, History history, int patch,
		int batch, TensorPrecision precision, Duration duration, StopReason ending)
	{}

	private final TrainingConfiguration configuration;
	private final TensorDevice device;
	private final Executor loader;
	private final Objective.Factory objectives;

	/** Trains on the labels alone. */
	public Trainer(final TrainingConfiguration configuration, final TensorDevice device, final Executor loader) {
		this(configuration, device, loader, manager -> Objective.of(WeightedLoss.parse(configuration.loss(), configuration
			.labels().isHard())));
	}

	public Trainer(final TrainingConfiguration configuration, final TensorDevice device, final Executor loader,
		final Objective.Factory objectives)
	{
		this.configuration = configuration;
		this.device = device;
		this.loader = loader;
		this.objectives = objectives;
	}

	/**
	 * Estimates the memory of a training before its images are known, which may be too small for such patches or batches.
	 *
	 * @param graph the configured network
	 * @return bytes, beside the images, Java and the tensor library
	 */
	public static long memory(final TrainingConfiguration configuration, final NetworkGraph graph) {
		final TrainingConfiguration.Sampling sampling = configuration.sampling();
		return TrainingMemory.bytes(graph, sampling.batch(), patchSize(sampling.patch(), LARGEST_PATCH, graph.sizeMultiple()),
			configuration.course().ema() > 0);
	}

	/** {@link #train(TrainingData, TrainingRun, Progress)} from random weights, and nothing else. */
	public Result train(final TrainingData data, final Progress progress) {
		try {
			return train(data, TrainingRun.plain(), progress);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // there are no checkpoints
		}
	}

	/**
	 * Trains, and resumes from the run's checkpoint if there is one.
	 * <p>
	 * On a CPU with the same number of threads, an interrupted and resumed training ends with weights bit-identical to those of an
	 * uninterrupted one.
	 *
	 * @throws UserException naming a tensor, if the start is not of the network
	 * @throws UserException if the patch does not fit the network, the loss becomes NaN or infinite, the memory does not
	 *           suffice, or there is a checkpoint of another training
	 * @throws IOException if a checkpoint cannot be read or written
	 * @throws java.util.concurrent.CancellationException if the progress or the control asks for it
	 */
	public Result train(final TrainingData data, final TrainingRun run, final Progress progress) throws IOException {
		final TrainingConfiguration.Sampling sampling = configuration.sampling();
		final NetworkGraph graph = Methods.of(Decoder.class).create(configuration.network()).network(data.numChannels(), data
			.classes().size());
		final int multiple = Math.max(graph.sizeMultiple(), objectives.sizeMultiple());
		final int patch = patchSize(sampling.patch(), data.largestSide(), multiple);
		final int batch = Math.min(sampling.batch(), data.size()), accumulate = Math.min(configuration.course().accumulate(), data
			.size() / batch);
		if (configuration.course().patience() > 0 && run.validation().isEmpty()) throw new
			UserException(TrainingMessages.patience(configuration.course().patience()));
		if (batch < sampling.batch()) progress.log(TrainingMessages.smallerBatch(data.size(), batch, sampling.batch()));
		if (accumulate < configuration.course().accumulate()) progress.log(TrainingMessages.smallerStep(data.size(), accumulate,
			configuration.course().accumulate()));
		progress.log(TrainingMessages.begins(configuration.network(), graph.parameterCount(), data.size(), data.numChannels(),
			data.classes().size(), patch, configuration.loss()));
		progress.log(TrainingMessages.memory(1e-9 * TrainingMemory.bytes(graph, batch, patch, configuration.course().ema() > 0),
			batch));
		warnOfSoftLabels(data, progress);
		warnOfLargeRate(progress);
		if (!Augmentations.parse(sampling.augmentation()).containsOwnScale()) progress.log(TrainingMessages.scalesWithoutOne(sampling
			.augmentation()));
		final String caution = instabilityHint(graph, batch, patch);
		if (!caution.isEmpty()) progress.log(caution);
		final Optional<Checkpoint> found = run.checkpoints().isEmpty() ? Optional.empty() : run.checkpoints().get().read();
		if (found.isPresent()) progress.log(TrainingMessages.resumes(run.checkpoints().get().progress().orElse(""),
			run.checkpoints().get().folder()));
		try {
			final TrainingLoop.Outcome o = loop(data, graph, patch, batch, accumulate, found, run, caution, progress);
			if (o.ending().reason() != StopReason.Reason.COMPLETE) progress.log(TrainingMessages.endedEarly(o.ending().epochs(),
				configuration.optimization().epochs(), o.ending().reason()));
			return new Result(o.kept(), o.other(), o.history(), patch, batch, o.precision(), Duration.ofMillis(Math.round(1000 * o
				.seconds())), o.ending());
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			if (!MemoryShortage.is(e)) throw e;
			// the images are in Java's memory, tensors are beside it
			throw new UserException(MemoryShortage.isJava(e) ? MemoryShortage.sentence(e) : memoryShortage(e, batch, patch,
				accumulate, multiple), e);
		}
	}

	/**
	 * Advice for a training that runs out of memory.
	 *
	 * @param multiple of the network: sides of patches are multiples of it
	 */
	static String memoryShortage(final Throwable thrown, final int batch, final int patch, final int accumulate,
		final int multiple)
	{
		final int smaller = patch / 2 / multiple * multiple;

		return TrainingMessages.notEnoughMemory(batch, patch, MemoryShortage.numbers(thrown), accumulate, smaller);
	}

	private TrainingLoop.Outcome loop(final TrainingData data, final NetworkGraph graph, final int patch, final int batch,
		final int accumulate, final Optional<Checkpoint> found, final TrainingRun run, final String caution,
		final Progress progress) throws IOException
	{
		final long seed = configuration.sampling().seed();
		final Sampler sampler = new Sampler(configuration.sampling().augmentation(), patch, patch, Methods.of(Normalization.class)
			.create(configuration.normalization()).padValue());
		try (BatchLoader batches = new BatchLoader(data, sampler, Methods.of(LabelSmoothing.class).create(configuration.labels()
			.smoothing()), batch, patch, configuration.sampling().oversample(), seed, loader, accumulate, found.map(c -> c.state().step() * accumulate).orElse(0L));
				// the weights that it begins with have no name here, or they would take memory for as long as it trains
				Learner learner = new Learner(configuration, deviceOfCheckpoint(found), graph, objectives, found.map(Checkpoint::weights).or(
					run::start).orElseGet(() -> Parameters.initial(graph, Seeds.of(seed, Seeds.Purpose.WEIGHTS))), new Learner.Shape(batch,
						patch), progress))
		{
			return new TrainingLoop(configuration, learner, batches, accumulate, found, run, new TrainingErrors(configuration.optimization()
				.rate(), caution, run.checkpoints()), progress).run();
		}
	}

	/** Where the precision is to be chosen, a training that goes on computes as it did before. */
	private TensorDevice deviceOfCheckpoint(final Optional<Checkpoint> found) {
		return found.isPresent() && device.precision() == TensorPrecision.AUTO ? device.with(TensorPrecision.of(found.get().state()
			.precision())) : device;
	}

	private void warnOfSoftLabels(final TrainingData data, final Progress progress) {
		final List<String> wrong = WeightedLoss.parse(configuration.loss(), false).namesForHardTargetsOnly();
		if (!wrong.isEmpty() && data.isSoft(Methods.of(LabelSmoothing.class).create(configuration.labels().smoothing())))
			progress.log(TrainingMessages.hardLoss(String.join(" and ", wrong)));
	}

	private void warnOfLargeRate(final Progress progress) {
		final TrainingConfiguration.Optimization o = configuration.optimization();
		final double largest = Methods.of(Optimizer.class).create(o.optimizer()).largestRate();
		if (o.rate() > largest) progress.log(TrainingMessages.largeRate(o.rate(), o.optimizer(), largest));
	}

	/**
	 * A warning about patches so small and few that batch normalization has hardly any values per channel. It maps two values to -1 and 1,
	 * and the gradient grows without bound where they are equal.
	 *
	 * @throws UserException if the network can only be trained with more patches at a time
	 */
	private static String instabilityHint(final NetworkGraph graph, final int batch, final int patch) {
		final long values = batch * graph.fewestNormalized(patch, patch);
		final boolean sizeHelps = graph.fewestNormalized(2 * patch, 2 * patch) > graph.fewestNormalized(patch, patch);
		if (values < 2 && !sizeHelps) throw new UserException(
			TrainingMessages.batchStatistics(batch));
		return values >= FEWEST_VALUES ? "" : TrainingMessages.fewValues(batch, patch, values, sizeHelps);
	}

	/** The patch size: the configured one, or the side of the largest image, up to a limit. */
	private static int patchSize(final int wanted, final int side, final int multiple) {
		if (wanted % multiple != 0) throw new UserException(TrainingMessages.patchMultiple(wanted, multiple));
		final int largest = Math.max(multiple, LARGEST_PATCH / multiple * multiple);
		return wanted > 0 ? wanted : Math.min(largest, (side + multiple - 1) / multiple * multiple);
	}
}
