package sfumato.training;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import sfumato.data.Batch;
import sfumato.data.Normalization;
import sfumato.data.Sampler;
import sfumato.engine.Autograd;
import sfumato.engine.ImageTensors;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.Sgd;
import sfumato.engine.Tensor;
import sfumato.engine.TensorDevice;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Trains a network. Runs on the calling thread, which must be the engine's; batches are made on a thread of the executor.
 */
public final class Trainer {

	private static final int LARGEST_PATCH = 256;
	/** With 2 values per channel a training was seen to end in NaN, with 4 none was. */
	private static final int FEWEST_VALUES = 4;

	/**
	 * What came out.
	 *
	 * @param weights by name
	 * @param history one row per epoch and value
	 * @param patch side of the patches that were used
	 * @param batch samples per step that were used
	 * @param duration of the training
	 */
	public record Result(Map<String, Tensor> weights, History history, int patch, int batch, Duration duration) {}

	private final TrainingConfiguration configuration;
	private final TensorDevice device;
	private final Executor loader;
	private final Objective.Factory objectives;

	/** Trains on the labels alone. */
	public Trainer(final TrainingConfiguration configuration, final TensorDevice device, final Executor loader) {
		this(configuration, device, loader, manager -> Objective.of(WeightedLoss.parse(configuration.loss(), configuration
			.labels().isHard())));
	}

	Trainer(final TrainingConfiguration configuration, final TensorDevice device, final Executor loader,
		final Objective.Factory objectives)
	{
		this.configuration = configuration;
		this.device = device;
		this.loader = loader;
		this.objectives = objectives;
	}

	/** {@link #train(TrainingData, Optional, Progress)} from random weights. */
	public Result train(final TrainingData data, final Progress progress) {
		return train(data, Optional.empty(), progress);
	}

	/**
	 * Trains.
	 *
	 * @param start the weights to begin with; random ones if empty
	 * @throws IllegalArgumentException naming a tensor, if the start is not of the network
	 * @throws IllegalArgumentException if the patch does not fit the network, or the loss stops being a number
	 * @throws java.util.concurrent.CancellationException if the progress asks for it
	 */
	public Result train(final TrainingData data, final Optional<Map<String, Tensor>> start, final Progress progress) {
		final TrainingConfiguration.Sampling sampling = configuration.sampling();
		final NetworkGraph graph = Methods.of(Decoder.class).create(configuration.network()).network(data.numChannels(), data
			.classes().size());
		final int patch = patch(sampling.patch(), data.largestSide(), Math.max(graph.sizeMultiple(), objectives
			.sizeMultiple()));
		final int batch = Math.min(sampling.batch(), data.size());
		if (batch < sampling.batch()) progress.log("There are " + data.size() + " planes to train on, so batches hold " +
			batch + " of them instead of " + sampling.batch() + ".");
		final Sampler sampler = new Sampler(sampling.augmentation(), patch, patch, Methods.of(Normalization.class).create(
			configuration.normalization()).padValue());
		final BatchLoader batches = new BatchLoader(data, sampler, Methods.of(LabelSmoothing.class).create(configuration
			.labels().smoothing()), batch, patch, sampling.seed(), loader);
		progress.log(String.format(Locale.ROOT,
			"Training %s (%,d weights) on %d planes, %d channel(s), %d classes; patches of %d x %d; loss %s", configuration
				.network(), graph.parameterCount(), data.size(), data.numChannels(), data.classes().size(), patch, patch,
			configuration.loss()));
		warnOfSoftLabels(progress);
		final String caution = caution(graph, batch, patch);
		if (!caution.isEmpty()) progress.log(caution.strip());
		final long begin = System.nanoTime();
		try (NDManager root = device.newManager();
				Parameters parameters = Parameters.of(root, graph, start.orElseGet(() -> Parameters.initial(graph, Seeds.of(
					sampling.seed(), Seeds.Purpose.WEIGHTS)))))
		{
			final History history = new Loop(root, parameters, graph, batches, caution, progress).run();
			final Map<String, Tensor> weights = parameters.tensors();
			requireFinite(weights);
			return new Result(weights, history, patch, batch, Duration.ofNanos(System.nanoTime() - begin));
		}
	}

	private void warnOfSoftLabels(final Progress progress) {
		if (configuration.labels().isHard()) return;
		final List<String> wrong = WeightedLoss.parse(configuration.loss(), false).namesForHardTargetsOnly();
		if (!wrong.isEmpty()) progress.log("The labels are soft, but the loss " + String.join(" and ", wrong) + " is for hard " +
			"ones: it is not smallest where the network says what the raters say; dice-semimetric and jaccard-metric are.");
	}

	/** The loss was looked at before each step, but nothing has looked at the weights after the last one. */
	private void requireFinite(final Map<String, Tensor> weights) {
		for (final Map.Entry<String, Tensor> w : weights.entrySet())
			for (final float v : w.getValue().values())
				if (!Float.isFinite(v)) throw new IllegalArgumentException("The weight \"" + w.getKey() + "\" became " + v +
					" in the last step. Try a smaller rate than " + configuration.optimization().rate() + ".");
	}

	/**
	 * What to say of patches so small and few that a batch normalization sees hardly any values per channel. Of two values it
	 * makes -1 and 1 whatever they are, and the gradient grows without bound where they are equal.
	 *
	 * @throws IllegalArgumentException if the network can only be trained with more patches at a time
	 */
	private static String caution(final NetworkGraph graph, final int batch, final int patch) {
		final long values = batch * graph.fewestNormalized(patch, patch);
		final boolean sizeHelps = graph.fewestNormalized(2 * patch, 2 * patch) > graph.fewestNormalized(patch, patch);
		if (values < 2 && !sizeHelps) throw new IllegalArgumentException(
			"The network compares means over whole images, so it trains with batches of at least 2 patches, but batch is " +
				batch + ".");
		return values >= FEWEST_VALUES ? "" : " Batches of " + batch + " patches of " + patch + " x " + patch +
			" pixels leave batch normalization " + values + " value(s) per channel where the network is coarsest; training is " +
			"safer with a larger batch" + (sizeHelps ? " or patch." : ".");
	}

	/** The side of the patches: what was asked for, or the images' own side if it is not too large. */
	private static int patch(final int wanted, final int side, final int multiple) {
		if (wanted % multiple != 0) throw new IllegalArgumentException("patch is " + wanted + " but must be a multiple of " +
			multiple + " pixels for this network, or 0 to choose it.");
		final int largest = Math.max(multiple, LARGEST_PATCH / multiple * multiple);
		return wanted > 0 ? wanted : Math.min(largest, (side + multiple - 1) / multiple * multiple);
	}

	/** The state of one training while it runs. */
	private final class Loop {

		private final NDManager root;
		private final Parameters parameters;
		private final Network network;
		private final BatchLoader batches;
		private final Objective objective;
		private final String caution;
		private final Progress progress;
		private final History history = new History();

		Loop(final NDManager root, final Parameters parameters, final NetworkGraph graph, final BatchLoader batches,
			final String caution, final Progress progress)
		{
			this.root = root;
			this.parameters = parameters;
			this.batches = batches;
			this.caution = caution;
			this.progress = progress;
			network = Network.fastest(graph, root, progress);
			objective = objectives.create(root);
		}

		History run() {
			final TrainingConfiguration.Optimization o = configuration.optimization();
			final int perEpoch = batches.batchesPerEpoch();
			final PolySchedule schedule = new PolySchedule((long) o.epochs() * perEpoch, o.schedule().warmup(), o.schedule()
				.power());
			final Clock clock = new Clock(schedule.iterations());
			try (Sgd sgd = new Sgd(parameters, new Sgd.Options(o.momentum(), o.weightDecay(), o
				.decoderFactor()))) {
				for (int epoch = 1; epoch <= o.epochs(); epoch++) {
					final double[] sums = new double[objective.names().size() + 1];
					for (int k = 0; k < perEpoch; k++) {
						progress.checkCanceled();
						final long iteration = (long) (epoch - 1) * perEpoch + k;
						final double rate = o.rate() * schedule.factor(iteration);
						final double[] values = step(batches.next(), iteration);
						for (int i = 0; i < sums.length; i++)
							sums[i] += values[i];
						if (!Double.isFinite(values[0])) throw new IllegalArgumentException("The loss became " + values[0] +
							" in epoch " + epoch + ". Try a smaller rate than " + o.rate() + "." + caution);
						sgd.step(rate);
						progress.update((iteration + 1.0) / schedule.iterations(), String.format(Locale.ROOT,
							"Epoch %d/%d, loss %.4f, %s", epoch, o.epochs(), sums[0] / (k + 1), clock.left(iteration + 1)));
					}
					record(epoch, sums, perEpoch, o.rate() * schedule.factor((long) epoch * perEpoch - 1));
				}
			}
			return history;
		}

		private void record(final int epoch, final double[] sums, final int n, final double rate) {
			history.add(epoch, "train", "loss", sums[0] / n);
			final List<String> names = objective.names();
			for (int i = 0; i < names.size(); i++)
				history.add(epoch, "train", names.get(i), sums[i + 1] / n);
			history.add(epoch, "train", "rate", rate);
		}

		/** Forward and backward; the gradients are then in the parameters. Returns the loss and its terms. */
		private double[] step(final Batch batch, final long iteration) {
			final int n = batch.size(), h = batch.height(), w = batch.width();
			try (NDManager step = root.newSubManager()) {
				final NDArray x = ImageTensors.toTensor(step, batch.images(), n, batch.channels(), h, w);
				final NDArray target = ImageTensors.toTensor(step, batch.targets(), n, batch.classes(), h, w);
				final NDArray mask = ImageTensors.toTensor(step, batch.masks(), n, 1, h, w);
				final Mode mode = Mode.training(new SplittableRandom(Seeds.of(configuration.sampling().seed(),
					Seeds.Purpose.DROPOUT, iteration)));
				final Objective.Terms of = objective.terms(x, target, mask, iteration);
				final NDList all = Autograd.record(() -> {
					final NDList terms = of.of(network.forward(x, parameters, mode));
					final NDArray total = objective.total(terms);
					Autograd.backward(total);
					return new NDList(total).addAll(terms);
				});
				// scalars become double when a number is applied to them
				return all.stream().mapToDouble(a -> a.toType(DataType.FLOAT64, false).getDouble()).toArray();
			}
		}
	}

	/** Says how long it will take. */
	private static final class Clock {

		private final long total;
		private final long start = System.nanoTime();

		Clock(final long total) {
			this.total = total;
		}

		String left(final long done) {
			final double seconds = (System.nanoTime() - start) * 1e-9;
			final Duration left = Duration.ofSeconds(Math.round(seconds / done * (total - done)));
			return String.format(Locale.ROOT, "%.1f steps/s, %s left", done / seconds, left.toHours() > 0 ? String.format(
				Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart()) : String.format(Locale.ROOT,
					"%d min %02d s", left.toMinutes(), left.toSecondsPart()));
		}
	}
}
