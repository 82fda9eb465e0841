package sfumato.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.ModuleMethods;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

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
	 * @param momentum factor of the previous velocity, in [0, 1)
	 * @param weightDecay L2 weight decay, at least 0
	 * @param decoderFactor learning-rate multiplier of decoder and heads, above 0
	 */
	public record Options(double momentum, double weightDecay, double decoderFactor) {

		public Options {
			if (!(momentum >= 0 && momentum < 1)) throw new UserException(
				WrongValue.message("momentum", momentum, "at least 0 and below 1"));
			if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("weightDecay", weightDecay, "at least 0"));
			if (!(decoderFactor > 0 && decoderFactor < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("decoderFactor", decoderFactor, "above 0"));
		}

		public Options() {
			this(0.9, 5e-4, 10);
		}
	}

	private record Slot(Parameter declared, NDArray weight, NDArray velocity) {}

	/** One pass over weights, gradients and velocities; a velocity that is zero at first gives what PyTorch's first step does. */
	private static final String SOURCE = """
		  def step(self, w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, momentum: float, decay: float) -> NoneType:
		    torch._fused_sgd_(w, g, v, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=False, \
		maximize=False, is_first_step=False, grad_scale=None, found_inf=None)
		    torch._foreach_zero_(g)
		    return None
		""";

	/** Parameters of one rate and decay that a gradient has reached. */
	private record Group(double factor, double decay, List<PtNDArray> weights, List<PtNDArray> gradients,
		List<PtNDArray> velocities)
	{

		Group(final double factor, final double decay) {
			this(factor, decay, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		}
	}

	private final Parameters parameters;
	private final Options options;
	private final NDManager manager;
	private final PtSymbolBlock module;
	private final List<Slot> slots = new ArrayList<>();
	/** Made again when a gradient or a velocity is new. */
	private List<Group> groups = List.of();

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
		module = TorchScript.compile(manager, SOURCE);
	}

	/**
	 * One step along the gradients that have gathered, which are zero afterwards. Parameters that no backward pass has
	 * reached yet stay. Gradients must not be recorded. Backward passes add up until then, so a step may follow several.
	 *
	 * @param rate learning rate of the encoder
	 */
	public void step(final double rate) {
		final int reached = groups.stream().mapToInt(g -> g.weights().size()).sum();
		if (reached < slots.size()) groups = groups();
		for (final Group g : groups) {
			// without momentum libtorch refuses velocities
			final List<PtNDArray> velocities = options.momentum() == 0 ? List.of() : g.velocities();
			ModuleMethods.run(module, "step", list(g.weights()), list(g.gradients()), list(velocities), IValue.from(rate * g
				.factor()), IValue.from(options.momentum()), IValue.from(g.decay())).close();
		}
	}

	private List<Group> groups() {
		final Map<List<Boolean>, Group> byKind = new LinkedHashMap<>();
		for (final Slot s : slots) {
			final NDArray gradient = parameters.gradient(s.declared().name());
			if (gradient == null) continue;
			final boolean encoder = s.declared().part() == Part.ENCODER, flat = s.declared().shape().size() == 1;
			final Group g = byKind.computeIfAbsent(List.of(encoder, flat), k -> new Group(encoder ? 1 : options.decoderFactor(),
				flat ? 0 : options.weightDecay()));
			g.weights().add((PtNDArray) s.weight());
			g.gradients().add((PtNDArray) gradient);
			g.velocities().add((PtNDArray) s.velocity());
		}
		return List.copyOf(byKind.values());
	}

	private static IValue list(final List<PtNDArray> arrays) {
		return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
	}

	/** A copy of the velocities by the names of their parameters. */
	public Map<String, Tensor> state() {
		final Map<String, Tensor> state = new LinkedHashMap<>();
		for (final Slot s : slots)
			state.put(s.declared().name(), new Tensor(s.velocity().getShape().getShape(), s.velocity().toFloatArray()));
		return state;
	}

	/**
	 * Restores the velocities of {@link #state()}, to resume training exactly.
	 *
	 * @throws UserException naming the velocity that is missing, misshapen or unknown
	 */
	public void restore(final Map<String, Tensor> state) {
		Parameters.check(slots.stream().map(Slot::declared).toList(), state);
		slots.replaceAll(s -> {
			s.velocity().close();
			final Tensor t = state.get(s.declared().name());
			return new Slot(s.declared(), s.weight(), Parameters.copy(manager, t.shape(), t.values()));
		});
		groups = List.of();
	}

	/** Frees the velocities. */
	@Override
	public void close() {
		manager.close();
	}
}
