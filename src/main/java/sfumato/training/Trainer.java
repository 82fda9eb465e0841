package sfumato.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import sfumato.data.normalization.Normalization;
import sfumato.data.sampling.Sampler;
import sfumato.engine.Parameters;
import sfumato.engine.Precision;
import sfumato.engine.TensorDevice;
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

/**
 * Trains a network. Runs on the calling thread, which must be the engine's; batches are made on threads of the executor.
 */
public final class Trainer {

	private static final int LARGEST_PATCH = 256;
	/** With 2 values per channel a training was seen to end in NaN, with 4 none was. */
	private static final int FEWEST_VALUES = 4;

	/**
	 * What came out.
	 *
	 * @param weights by name
	 * @param other where the best and the last weights are not the same and one of them is kept, the other
	 * @param history one row per epoch and value
	 * @param patch side of the patches that were used
	 * @param batch samples per batch that were used
	 * @param precision of the convolutions that was used
	 * @param duration of the training, with what came before an interruption
	 * @param ending how it ended
	 */
	public record Result(Map<String, Tensor> weights, Optional<Map<String, Tensor>> other, History history, int patch,
		int batch, Precision precision, Duration duration, StopReason ending)
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
	 * Trains; if the run has a checkpoint, from there on.
	 * <p>
	 * On a processor, with the same number of threads, a training that was interrupted ends with the weights that it would have
	 * had without, to the last bit.
	 *
	 * @throws UserException naming a tensor, if the start is not of the network
	 * @throws UserException if the patch does not fit the network, the loss stops being a number, the memory does not
	 *           suffice, or there is a checkpoint of another training
	 * @throws IOException if a checkpoint cannot be read or written
	 * @throws java.util.concurrent.CancellationException if the progress or the control asks for it
	 */
	public Result train(final TrainingData data, final TrainingRun run, final Progress progress) throws IOException {
		final TrainingConfiguration.Sampling sampling = configuration.sampling();
		final NetworkGraph graph = Methods.of(Decoder.class).create(configuration.network()).network(data.numChannels(), data
			.classes().size());
		final int multiple = Math.max(graph.sizeMultiple(), objectives.sizeMultiple());
		final int patch = patch(sampling.patch(), data.largestSide(), multiple);
		final int batch = Math.min(sampling.batch(), data.size()), accumulate = Math.min(configuration.course().accumulate(), data
			.size() / batch);
		if (configuration.course().patience() > 0 && run.validation().isEmpty()) throw new UserException("patience is " +
			configuration.course().patience() + ", but there are no validation cases that could show whether it gets better.");
		if (batch < sampling.batch()) progress.log("There are " + data.size() + " planes to train on, so batches hold " +
			batch + " of them instead of " + sampling.batch() + ".");
		if (accumulate < configuration.course().accumulate()) progress.log("There are " + data.size() +
			" planes to train on, so a step has " + accumulate + " batches instead of " + configuration.course().accumulate() +
			".");
		progress.log(String.format(Locale.ROOT,
			"Training %s (%,d weights) on %d planes, %d channel(s), %d classes; patches of %d x %d; loss %s", configuration
				.network(), graph.parameterCount(), data.size(), data.numChannels(), data.classes().size(), patch, patch,
			configuration.loss()));
		progress.log(String.format(Locale.ROOT, "That takes about %.1f GB of memory, beside the images, Java and the tensor library, " +
			"with batches of %d patches.", 1e-9 * TrainingMemory.bytes(graph, batch, patch, configuration.course().ema() > 0), batch));
		warnOfSoftLabels(data, progress);
		final String caution = caution(graph, batch, patch);
		if (!caution.isEmpty()) progress.log(caution.strip());
		final Optional<Checkpoint> found = run.checkpoints().isEmpty() ? Optional.empty() : run.checkpoints().get().read();
		if (found.isPresent()) progress.log("Training goes on from " + run.checkpoints().get().progress().orElse("") + " in \"" +
			run.checkpoints().get().folder() + "\".");
		try {
			final TrainingLoop.Outcome o = loop(data, graph, patch, batch, accumulate, found, run, caution, progress);
			if (o.ending().reason() != StopReason.Reason.COMPLETE) progress.log("Training ended after " + o.ending().epochs() + " of " +
				configuration.optimization().epochs() + " epochs because " + o.ending().reason() + ".");
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
	 * What can be done if tensors do not fit.
	 *
	 * @param multiple of the network: sides of patches are multiples of it
	 */
	static String memoryShortage(final Throwable thrown, final int batch, final int patch, final int accumulate,
		final int multiple)
	{
		final int smaller = patch / 2 / multiple * multiple;
		final String patchHint = smaller > 0 ? "patch=" + smaller : "a smaller network";
		return "There is not enough memory for batches of " + batch + " patches of " + patch + " x " + patch + " pixels: " +
			MemoryShortage.numbers(thrown) + ". Try " + (batch > 1 ? "batch=" + batch / 2 + " accumulate=" + 2 * accumulate +
				", which makes steps of as many patches, or " + patchHint : patchHint) + ".";
	}

	private TrainingLoop.Outcome loop(final TrainingData data, final NetworkGraph graph, final int patch, final int batch,
		final int accumulate, final Optional<Checkpoint> found, final TrainingRun run, final String caution,
		final Progress progress) throws IOException
	{
		final long seed = configuration.sampling().seed();
		final Sampler sampler = new Sampler(configuration.sampling().augmentation(), patch, patch, Methods.of(Normalization.class)
			.create(configuration.normalization()).padValue());
		try (BatchLoader batches = new BatchLoader(data, sampler, Methods.of(LabelSmoothing.class).create(configuration.labels()
			.smoothing()), batch, patch, seed, loader, accumulate, found.map(c -> c.state().step() * accumulate).orElse(0L));
				// the weights that it begins with have no name here, or they would take memory for as long as it trains
				Learner learner = new Learner(configuration, same(found), graph, objectives, found.map(Checkpoint::weights).or(
					run::start).orElseGet(() -> Parameters.initial(graph, Seeds.of(seed, Seeds.Purpose.WEIGHTS))), new Learner.Shape(batch,
						patch), progress))
		{
			return new TrainingLoop(configuration, learner, batches, accumulate, found, run, new TrainingErrors(configuration.optimization()
				.rate(), caution, run.checkpoints()), progress).run();
		}
	}

	/** Where the precision is to be chosen, a training that goes on computes as it did before. */
	private TensorDevice same(final Optional<Checkpoint> found) {
		return found.isPresent() && device.precision() == Precision.AUTO ? device.with(Precision.of(found.get().state()
			.precision())) : device;
	}

	private void warnOfSoftLabels(final TrainingData data, final Progress progress) {
		final List<String> wrong = WeightedLoss.parse(configuration.loss(), false).namesForHardTargetsOnly();
		if (!wrong.isEmpty() && data.isSoft(Methods.of(LabelSmoothing.class).create(configuration.labels().smoothing()))) progress.log("The labels are soft, but the loss " + String.join(" and ", wrong) + " is for hard " +
			"ones: it is not smallest where the network says what the raters say; dice-semimetric and jaccard-metric are.");
	}

	/**
	 * What to say of patches so small and few that a batch normalization sees hardly any values per channel. Of two values it
	 * makes -1 and 1 whatever they are, and the gradient grows without bound where they are equal.
	 *
	 * @throws UserException if the network can only be trained with more patches at a time
	 */
	private static String caution(final NetworkGraph graph, final int batch, final int patch) {
		final long values = batch * graph.fewestNormalized(patch, patch);
		final boolean sizeHelps = graph.fewestNormalized(2 * patch, 2 * patch) > graph.fewestNormalized(patch, patch);
		if (values < 2 && !sizeHelps) throw new UserException(
			"The network compares means over whole images, so it trains with batches of at least 2 patches, but batch is " +
				batch + ".");
		return values >= FEWEST_VALUES ? "" : " Batches of " + batch + " patches of " + patch + " x " + patch +
			" pixels leave batch normalization " + values + " value(s) per channel where the network is coarsest; training is " +
			"safer with a larger batch" + (sizeHelps ? " or patch." : ".");
	}

	/** The side of the patches: what was asked for, or the images' own side if it is not too large. */
	private static int patch(final int wanted, final int side, final int multiple) {
		if (wanted % multiple != 0) throw new UserException("patch is " + wanted + " but must be a multiple of " +
			multiple + " pixels for this network, or 0 to choose it.");
		final int largest = Math.max(multiple, LARGEST_PATCH / multiple * multiple);
		return wanted > 0 ? wanted : Math.min(largest, (side + multiple - 1) / multiple * multiple);
	}
}
