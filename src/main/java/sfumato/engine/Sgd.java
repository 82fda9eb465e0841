package sfumato.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;

/**
 * Stochastic gradient descent with momentum, as PyTorch has it (no dampening, no Nesterov):
 *
 * <pre>
 * v &lt;- momentum v + gradient + weightDecay w
 * w &lt;- w - rate v
 * </pre>
 *
 * with no weight decay for arrays of one dimension (biases, batch normalization) and the rate of everything but the encoder
 * multiplied by a factor. All in place.
 */
public final class Sgd implements AutoCloseable {

	/**
	 * @param momentum share of the last velocity that is kept, in [0, 1)
	 * @param weightDecay pull towards zero, at least 0
	 * @param decoderFactor how many times faster than the encoder the decoder and the heads learn, above 0
	 */
	public record Options(double momentum, double weightDecay, double decoderFactor) {

		public Options {
			if (!(momentum >= 0 && momentum < 1)) throw new IllegalArgumentException(
				"momentum must be at least 0 and below 1, but is " + momentum + ".");
			if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException(
				"weightDecay must be at least 0, but is " + weightDecay + ".");
			if (!(decoderFactor > 0 && decoderFactor < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException(
				"decoderFactor must be above 0, but is " + decoderFactor + ".");
		}

		public Options() {
			this(0.9, 5e-4, 10);
		}
	}

	private record Slot(Parameter declared, NDArray weight, NDArray velocity) {}

	private final Parameters parameters;
	private final Options options;
	private final NDManager manager;
	private final List<Slot> slots = new ArrayList<>();

	/** An optimizer at rest. It does not own the parameters. */
	public Sgd(final Parameters parameters, final Options options) {
		this.parameters = parameters;
		this.options = options;
		manager = parameters.manager().newSubManager();
		manager.setName("velocities");
		for (final Parameter p : parameters.declared()) {
			if (!p.role().isTrainable()) continue;
			final NDArray weight = parameters.get(p.name());
			slots.add(new Slot(p, weight, manager.zeros(weight.getShape(), DataType.FLOAT32)));
		}
	}

	/** How it was set up. */
	public Options options() {
		return options;
	}

	/**
	 * One step along the gradients that have gathered, which are zero afterwards. Parameters that no backward pass has
	 * reached yet stay. Gradients must not be recorded.
	 *
	 * @param rate learning rate of the encoder
	 */
	public void step(final double rate) {
		for (final Slot s : slots) {
			final NDArray gradient = parameters.gradient(s.declared().name());
			if (gradient == null) continue;
			s.velocity().muli(options.momentum()).addi(gradient);
			if (options.weightDecay() > 0 && s.declared().shape().size() > 1) addScaled(s.velocity(), s.weight(), options
				.weightDecay());
			addScaled(s.weight(), s.velocity(), s.declared().part() == Part.ENCODER ? -rate : -rate * options
				.decoderFactor());
		}
		parameters.zeroGradients();
	}

	/** A copy of the velocities by the names of their parameters. */
	public Map<String, Tensor> state() {
		final Map<String, Tensor> state = new LinkedHashMap<>();
		for (final Slot s : slots)
			state.put(s.declared().name(), new Tensor(s.velocity().getShape().getShape(), s.velocity().toFloatArray()));
		return state;
	}

	/**
	 * Takes over velocities that {@link #state()} has given, to go on exactly where training stopped.
	 *
	 * @throws IllegalArgumentException naming the velocity that is missing, misshapen or unknown
	 */
	public void restore(final Map<String, Tensor> state) {
		Parameters.check(slots.stream().map(Slot::declared).toList(), state);
		slots.replaceAll(s -> {
			s.velocity().close();
			final Tensor t = state.get(s.declared().name());
			return new Slot(s.declared(), s.weight(), Parameters.copy(manager, t.shape(), t.values()));
		});
	}

	/** Frees the velocities. */
	@Override
	public void close() {
		manager.close();
	}

	/** x += factor y. The scaled copy belongs to y's manager only until the next line. */
	private static void addScaled(final NDArray x, final NDArray y, final double factor) {
		try (NDArray scaled = y.mul(factor)) {
			x.addi(scaled);
		}
	}
}
