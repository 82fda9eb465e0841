package sfumato.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Initialization;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * The parameters of a network on a device, by name. Trainable ones record gradients where gradients are recorded. They live in a
 * manager of their own and are freed by {@link #close()}, at the latest with the manager they were made with.
 * <p>
 * {@code x.mul(p)} with a parameter second, not {@code p.mul(x)}: results belong to the manager of the first operand, and
 * here they would stay until {@link #close()}.
 */
public final class Parameters implements AutoCloseable {

	/** So many numbers are handed to the engine at a time. */
	private static final int WINDOW = 1 << 18;

	private final NDManager manager;
	private final DataType type;
	private final boolean frozen;
	private final List<Parameter> declared;
	private final Map<String, NDArray> arrays = new LinkedHashMap<>();
	private final Map<String, NDArray> gradients = new HashMap<>();
	private final Map<String, NDArray> constants = new HashMap<>();

	private Parameters(final NDManager parent, final NetworkGraph graph, final DataType type, final boolean frozen) {
		this.type = type;
		this.frozen = frozen;
		manager = parent.newSubManager();
		manager.setName("parameters");
		declared = graph.parameters();
	}

	/**
	 * Random initial parameters for training from scratch, as declared by the graph. The numbers depend on seed and graph only, not on the
	 * device.
	 *
	 * @param parent owns the parameters unless they are closed before
	 */
	public static Parameters initialize(final NDManager parent, final NetworkGraph graph, final long seed) {
		final RandomGenerator random = new SplittableRandom(seed);
		final Parameters parameters = new Parameters(parent, graph, DataType.FLOAT32, false);
		for (final Parameter p : graph.parameters())
			parameters.add(p, initial(p, random));
		return parameters;
	}

	/** The initial values of {@link #initialize}, as arrays. */
	public static Map<String, Tensor> initial(final NetworkGraph graph, final long seed) {
		final RandomGenerator random = new SplittableRandom(seed);
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (final Parameter p : graph.parameters())
			tensors.put(p.name(), new Tensor(p.dimensions(), initial(p, random)));
		return tensors;
	}

	/**
	 * Parameters with given values.
	 *
	 * @param parent owns the parameters unless they are closed before
	 * @param tensors exactly the parameters of the graph
	 * @throws UserException naming the tensor that is missing, has another shape, or is not one of the network's
	 */
	public static Parameters of(final NDManager parent, final NetworkGraph graph, final Map<String, Tensor> tensors) {
		return of(parent, graph, tensors, DataType.FLOAT32, false);
	}

	/** {@link #of} in 64 bits, for images in 64 bits: where two ways to compute are compared, rounding then hides nothing. */
	static Parameters inDouble(final NDManager parent, final NetworkGraph graph, final Map<String, Tensor> tensors) {
		return of(parent, graph, tensors, DataType.FLOAT64, false);
	}

	/**
	 * {@link #of} for predictions: frozen parameters without gradients, so that a network may cache values derived from them.
	 */
	public static Parameters frozen(final NDManager parent, final NetworkGraph graph, final Map<String, Tensor> tensors) {
		return of(parent, graph, tensors, DataType.FLOAT32, true);
	}

	private static Parameters of(final NDManager parent, final NetworkGraph graph, final Map<String, Tensor> tensors,
		final DataType type, final boolean frozen)
	{
		check(graph.parameters(), tensors);
		final Parameters parameters = new Parameters(parent, graph, type, frozen);
		for (final Parameter p : graph.parameters())
			parameters.add(p, tensors.get(p.name()).values());
		return parameters;
	}

	/** Whether the parameters are frozen. */
	public boolean isFrozen() {
		return frozen;
	}

	/** The parameters declared by the graph, in its order. */
	public List<Parameter> declared() {
		return declared;
	}

	/**
	 * The array of a name; it stays this one's.
	 *
	 * @throws UserException if the network has no such parameter
	 */
	public NDArray get(final String name) {
		final NDArray array = arrays.get(name);
		if (array == null) throw new UserException(EngineMessages.noParameter(name));
		return array;
	}

	/**
	 * The gradient of a parameter: the array to which every backward pass adds. It stays this one's and is always the same.
	 *
	 * @return the gradient, or null if no backward pass has reached the parameter yet
	 */
	public NDArray gradient(final String name) {
		final NDArray known = gradients.get(name);
		if (known != null) return known;
		final PtNDArray array = (PtNDArray) get(name);
		if (!array.hasGradient() || !JniUtils.requiresGrad(array)) return null;
		// every call makes a new handle in the parameters' manager, so there must be one call only
		final NDArray gradient = JniUtils.getGradient(array);
		if (gradient != null) gradients.put(name, gradient);
		return gradient;
	}

	/** A copy of all values, also of the running statistics, in the order of the graph. */
	public Map<String, Tensor> tensors() {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		arrays.forEach((name, array) -> tensors.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
		return tensors;
	}

	/** Frees all arrays. */
	@Override
	public void close() {
		manager.close();
	}

	/** The manager that lives as long as the parameters. */
	NDManager manager() {
		return manager;
	}

	/** A cached constant array of the parameters' type, which lives as long as the parameters. */
	NDArray constant(final String key, final long[] shape, final Supplier<float[]> values) {
		return constants.computeIfAbsent(key, k -> copy(manager, shape, values.get(), type));
	}

	static void check(final List<Parameter> declared, final Map<String, Tensor> tensors) {
		for (final Parameter p : declared) {
			final Tensor t = tensors.get(p.name());
			if (t == null) throw new UserException(EngineMessages.lacksWeights(Excerpt.of(p.name()), p.shape()));
			if (!Arrays.equals(t.shape(), p.dimensions())) throw new UserException(EngineMessages.otherShape(p.name(),
				Arrays.toString(t.shape()), p.shape()));
		}
		if (tensors.size() == declared.size()) return;
		final var names = declared.stream().map(Parameter::name).collect(Collectors.toSet());
		final String extra = tensors.keySet().stream().filter(n -> !names.contains(n)).findFirst().orElseThrow();
		throw new UserException(EngineMessages.unknownWeights(extra));
	}

	private void add(final Parameter p, final float[] values) {
		final NDArray array = copy(manager, p.dimensions(), values, type);
		array.setName(p.name());
		if (p.role().isTrainable() && !frozen) array.setRequiresGradient(true);
		arrays.put(p.name(), array);
	}

	/** A tensor with memory of its own; one made from Java values directly would keep using Java's. */
	static NDArray copy(final NDManager manager, final long[] shape, final float[] values) {
		return copy(manager, shape, values, DataType.FLOAT32);
	}

	private static NDArray copy(final NDManager manager, final long[] shape, final float[] values, final DataType type) {
		final NDArray array = manager.zeros(new Shape(shape), type);
		// through a small window: memory outside of Java's heap stays taken until its collector happens to run
		final ByteBuffer window = ByteBuffer.allocateDirect(Float.BYTES * Math.min(values.length, WINDOW)).order(ByteOrder
			.nativeOrder());
		try (NDArray flat = array.reshape(-1)) {
			for (int from = 0; from < values.length; from += WINDOW) {
				final int n = Math.min(WINDOW, values.length - from);
				window.asFloatBuffer().put(values, from, n);
				try (NDArray source = manager.create(window.limit(Float.BYTES * n), new Shape(n), DataType.FLOAT32);
						NDArray part = flat.get(new NDIndex().addSliceDim(from, from + (long) n))) {
					part.addi(source);
				}
			}
		}
		return array;
	}

	private static float[] initial(final Parameter p, final RandomGenerator random) {
		final float[] values = new float[Math.toIntExact(p.size())];
		final Initialization start = p.initialization();
		final double scale = start.scale();
		for (int i = 0; i < values.length; i++)
			values[i] = (float) switch (start.distribution()) {
				case CONSTANT -> scale;
				case NORMAL -> scale * random.nextGaussian();
				case UNIFORM -> scale * (2 * random.nextDouble() - 1);
			};
		return values;
	}
}
