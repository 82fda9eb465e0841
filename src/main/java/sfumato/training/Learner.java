package sfumato.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.data.sampling.Batch;
import sfumato.engine.Autograd;
import sfumato.engine.GradientClipping;
import sfumato.engine.ImageTensors;
import sfumato.engine.Mode;
import sfumato.engine.MovingAverage;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.RunningStatistics;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorPrecision;
import sfumato.engine.Trial;
import sfumato.engine.WeightUpdate;
import sfumato.engine.checkpoint.Tensor;
import sfumato.losses.Numbers;
import sfumato.methods.Methods;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.settings.TrainingConfiguration;

/** A network during training: its weights, and forward, backward and optimizer steps. Belongs to the engine's thread. */
final class Learner implements AutoCloseable {

	private final TrainingConfiguration configuration;
	private final TensorDevice device;
	private final NDManager root;
	private final Parameters parameters;
	private final NetworkGraph graph;
	private final Network network;
	private final Objective objective;
	private final WeightUpdate optimizer;
	private final Optional<GradientClipping> clipping;
	private final Optional<MovingAverage> average;

	/** The input size: patches per batch, and their side in pixels. */
	record Shape(int batch, int patch) {}

	/** @param weights to begin with, exactly those of the graph */
	Learner(final TrainingConfiguration configuration, final TensorDevice device, final NetworkGraph graph,
		final Objective.Factory objectives, final Map<String, Tensor> weights, final Shape shape, final Progress progress)
	{
		this.configuration = configuration;
		final TrainingConfiguration.Optimization o = configuration.optimization();
		final TrainingConfiguration.ValidationOptions course = configuration.course();
		this.device = device;
		this.graph = graph;
		root = device.newManager();
		try {
			parameters = Parameters.of(root, graph, weights);
			network = Network.fastest(graph, root, device.precision(), new Trial(parameters, true, shape.batch(), shape.patch(), shape
				.patch()), progress);
			objective = objectives.create(root);
			optimizer = Methods.of(Optimizer.class).create(o.optimizer()).of(parameters, o.decoderFactor());
			clipping = course.clip() > 0 ? Optional.of(new GradientClipping(parameters, course.clip())) : Optional.empty();
			average = course.ema() > 0 ? Optional.of(new MovingAverage(parameters, course.ema())) : Optional.empty();
		}
		catch (final RuntimeException | Error e) {
			root.close();
			throw e;
		}
	}

	/** The name of the device, for a status bar. */
	String device() {
		return device.name();
	}

	/** Of the convolutions. */
	TensorPrecision precision() {
		return network.precision();
	}

	/** The names of the terms of the loss. */
	List<String> terms() {
		return objective.names();
	}

	/**
	 * Runs the forward and backward pass of a batch and adds the gradients to those of the parameters.
	 *
	 * @param number of the batch since the beginning of the training, for random choices
	 * @param share weight of this batch in the step
	 * @return the loss and its terms for {@link #numbers}; they stay on the device, so that the step need not wait
	 */
	NDArray accumulateGradients(final Batch batch, final long number, final double share) {
		final int n = batch.size(), h = batch.height(), w = batch.width();
		try (NDManager step = root.newSubManager()) {
			final NDArray x = ImageTensors.toTensor(step, batch.images(), n, batch.channels(), h, w);
			final NDArray target = ImageTensors.toTensor(step, batch.targets(), n, batch.classes(), h, w);
			final NDArray mask = ImageTensors.toTensor(step, batch.masks(), n, 1, h, w);
			final Mode mode = Mode.training(new SplittableRandom(Seeds.of(configuration.sampling().seed(), Seeds.Purpose.DROPOUT,
				number)));
			final Objective.Terms of = objective.terms(x, target, mask, number);
			final NDList all = Autograd.record(() -> {
				final NDList terms = of.of(network.forward(x, parameters, mode));
				final NDArray total = objective.total(terms);
				Autograd.backward(share == 1 ? total : Numbers.times(total, share));
				return new NDList(total).addAll(terms);
			});
			// scalars become double when a number is applied to them
			final NDArray values = NDArrays.stack(new NDList(all.stream().map(a -> a.toType(DataType.FLOAT64, false)).toList()));
			values.attach(root);
			return values;
		}
	}

	/** Reads the values of {@link #accumulateGradients} and closes them. Waits for the device. */
	static double[] numbers(final NDArray values) {
		try (values) {
			return values.toDoubleArray();
		}
	}

	/** Makes an optimizer step with the accumulated gradients. */
	void step(final double rate) {
		clipping.ifPresent(GradientClipping::clip);
		optimizer.step(rate);
		average.ifPresent(MovingAverage::update);
	}

	/**
	 * The current weights of the model: their exponential moving average (EMA), if enabled.
	 *
	 * @param batches number of batches for the estimation of the batch-norm statistics; 0 takes the running average of the training
	 * @param source makes the batches, by their numbers from 0
	 */
	Map<String, Tensor> weights(final int batches, final IntFunction<Batch> source) {
		final Map<String, Tensor> now = average.map(MovingAverage::state).orElseGet(parameters::tensors);
		if (batches == 0 || !RunningStatistics.has(graph)) return now;
		return RunningStatistics.estimate(root, graph, now, batches, (weights, k) -> {
			final Batch batch = source.apply(k);
			try (NDManager pass = root.newSubManager()) {
				network.forward(ImageTensors.toTensor(pass, batch.images(), batch.size(), batch.channels(), batch.height(), batch
					.width()), weights, Mode.training(new SplittableRandom(Seeds.of(configuration.sampling().seed(),
						Seeds.Purpose.STATISTICS, 2, k))));
			}
		});
	}

	/** The state for a checkpoint. */
	Checkpoint checkpoint(final Checkpoint.State state, final Optional<Map<String, Tensor>> best, final History history) {
		return new Checkpoint(state, parameters.tensors(), optimizer.state(), average.map(MovingAverage::state), best, history);
	}

	/** Restores everything but the weights, which the constructor sets. */
	void restore(final Checkpoint c) {
		optimizer.restore(c.velocities());
		if (average.isPresent()) average.get().restore(c.average().orElseThrow(() -> new UserException(
			TrainingMessages.noAverage())));
	}

	@Override
	public void close() {
		objective.close();
		root.close();
	}
}
