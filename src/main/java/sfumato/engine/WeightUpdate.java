package sfumato.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
 * How an optimizer moves weights along their gradients: it keeps arrays for each parameter, such as velocities, and makes a step of all
 * parameters of one rate and decay in one call of libtorch, in place. Arrays of one dimension (biases, batch normalization) have no weight
 * decay, and the rate of everything but the encoder is multiplied by a factor.
 */
public abstract class WeightUpdate implements AutoCloseable {

	/**
	 * An array that is kept for each parameter.
	 *
	 * @param suffix of its name in checkpoints, after the name of the parameter
	 * @param isNumber whether it is one number rather than an array of the parameter's shape
	 */
	protected record Kept(String suffix, boolean isNumber) {}

	private record Slot(Parameter declared, NDArray weight, NDArray[] kept) {}

	/** Parameters of one rate and decay that a gradient has reached. */
	private record Group(double factor, double decay, List<PtNDArray> weights, List<PtNDArray> gradients, List<List<PtNDArray>> kept) {}

	private final Parameters parameters;
	private final double weightDecay;
	private final double decoderFactor;
	private final List<Kept> kinds;
	private final NDManager manager;
	private final PtSymbolBlock module;
	private final List<Slot> slots = new ArrayList<>();
	/** Made again when a gradient or a kept array is new. */
	private List<Group> groups = List.of();

	/**
	 * An optimizer before its first step. It does not own the parameters.
	 *
	 * @param weightDecay at least 0
	 * @param decoderFactor learning-rate multiplier of decoder and heads, above 0
	 * @param kinds the arrays that are kept, which are zero at first
	 * @param source the method {@code step} of a TorchScript module: it takes lists of weights and gradients, a list for each kind, and the
	 *          numbers of {@link #numbers}; it sets the gradients to zero
	 */
	WeightUpdate(final Parameters parameters, final double weightDecay, final double decoderFactor, final List<Kept> kinds,
		final String source)
	{
		this.parameters = parameters;
		this.weightDecay = weightDecay;
		this.decoderFactor = decoderFactor;
		this.kinds = kinds;
		manager = parameters.manager().newSubManager();
		manager.setName("state of the optimizer");
		for (final Parameter p : parameters.declared()) {
			if (!p.role().isTrainable()) continue;
			final NDArray weight = parameters.get(p.name());
			slots.add(new Slot(p, weight, kinds.stream().map(k -> manager.zeros(k.isNumber() ? new Shape() : weight.getShape(),
				DataType.FLOAT32)).toArray(NDArray[]::new)));
		}
		module = TorchScript.compile(manager, source);
	}

	/** @throws UserException if the weight decay or the learning-rate multiplier of decoder and heads is out of range */
	static void require(final double weightDecay, final double decoderFactor) {
		if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) throw new UserException(
			WrongValue.message("weightDecay", weightDecay, "at least 0"));
		if (!(decoderFactor > 0 && decoderFactor < Double.POSITIVE_INFINITY)) throw new UserException(
			WrongValue.message("decoderFactor", decoderFactor, "above 0"));
	}

	/**
	 * The numbers of a step, in the order in which the source takes them.
	 *
	 * @param rate learning rate of the group
	 * @param decay weight decay of the group
	 */
	abstract double[] numbers(double rate, double decay);

	/** The kept arrays as the source takes them. */
	List<PtNDArray> passed(final List<PtNDArray> arrays) {
		return arrays;
	}

	/**
	 * One step along the gradients that have gathered, which are zero afterwards. Parameters that no backward pass has
	 * reached yet stay. Gradients must not be recorded. Backward passes add up until then, so a step may follow several.
	 *
	 * @param rate learning rate of the encoder
	 */
	public final void step(final double rate) {
		final int reached = groups.stream().mapToInt(g -> g.weights().size()).sum();
		if (reached < slots.size()) groups = groups();
		for (final Group g : groups) {
			final List<IValue> arguments = new ArrayList<>(List.of(list(g.weights()), list(g.gradients())));
			g.kept().forEach(k -> arguments.add(list(passed(k))));
			for (final double number : numbers(rate * g.factor(), g.decay()))
				arguments.add(IValue.from(number));
			ModuleMethods.run(module, "step", arguments.toArray(IValue[]::new)).close();
		}
	}

	private List<Group> groups() {
		final Map<List<Boolean>, Group> byKind = new LinkedHashMap<>();
		for (final Slot s : slots) {
			final NDArray gradient = parameters.gradient(s.declared().name());
			if (gradient == null) continue;
			final boolean encoder = s.declared().part() == Part.ENCODER, flat = s.declared().shape().size() == 1;
			final Group g = byKind.computeIfAbsent(List.of(encoder, flat), k -> new Group(encoder ? 1 : decoderFactor, flat ? 0
				: weightDecay, new ArrayList<>(), new ArrayList<>(), kinds.stream().map(x -> (List<PtNDArray>) new ArrayList<PtNDArray>())
					.toList()));
			g.weights().add((PtNDArray) s.weight());
			g.gradients().add((PtNDArray) gradient);
			for (int k = 0; k < kinds.size(); k++)
				g.kept().get(k).add((PtNDArray) s.kept()[k]);
		}
		return List.copyOf(byKind.values());
	}

	private static IValue list(final List<PtNDArray> arrays) {
		return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
	}

	/** A copy of the kept arrays by the names of their parameters, with a suffix. */
	public final Map<String, Tensor> state() {
		final Map<String, Tensor> state = new LinkedHashMap<>();
		for (final Slot s : slots)
			for (int k = 0; k < kinds.size(); k++)
				state.put(s.declared().name() + kinds.get(k).suffix(), new Tensor(s.kept()[k].getShape().getShape(), s.kept()[k]
					.toFloatArray()));
		return state;
	}

	/**
	 * Restores the arrays of {@link #state()}, to resume training exactly.
	 *
	 * @throws UserException naming the array that is missing, misshapen or unknown
	 */
	public final void restore(final Map<String, Tensor> state) {
		Parameters.check(slots.stream().map(Slot::declared).flatMap(p -> kinds.stream().map(k -> new Parameter(p.name() + k.suffix(), k
			.isNumber() ? List.<Long>of() : p.shape(), p.role(), p.part(), p.initialization()))).toList(), state);
		for (final Slot s : slots)
			for (int k = 0; k < kinds.size(); k++) {
				final Tensor t = state.get(s.declared().name() + kinds.get(k).suffix());
				s.kept()[k].close();
				s.kept()[k] = Parameters.copy(manager, t.shape(), t.values());
			}
		groups = List.of();
	}

	/** Frees the kept arrays. */
	@Override
	public final void close() {
		manager.close();
	}
}
