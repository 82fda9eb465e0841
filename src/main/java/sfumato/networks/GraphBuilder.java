package sfumato.networks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sfumato.networks.NetworkGraph.Distribution;
import sfumato.networks.NetworkGraph.Initialization;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.NetworkGraph.Role;
import sfumato.text.UserException;

/**
 * Builds a {@link NetworkGraph}, operation by operation. Every method appends a node and returns its index. Nodes and so their
 * parameters get the name of the {@link #scope} followed by the name given.
 */
public final class GraphBuilder {

	private static final double EPSILON = 1e-5;
	private static final double MOMENTUM = 0.1;

	private final List<Node> nodes = new ArrayList<>();
	private final Set<String> names = new HashSet<>();
	private final List<Integer> channels = new ArrayList<>();
	private final List<Integer> spacings = new ArrayList<>();
	private final List<Parameter> parameters = new ArrayList<>();
	private final Map<String, Integer> outputs = new LinkedHashMap<>();
	private Part part = Part.ENCODER;
	private String prefix = "";

	/** A graph whose image has this many channels. */
	public GraphBuilder(final int inputChannels) {
		if (inputChannels < 1) throw new UserException(NetworkMessages.inputChannels(inputChannels));
		add("input", new Operation.Input(inputChannels, 1), inputChannels);
	}

	/** The node of the image that goes in. */
	public int image() {
		return 0;
	}

	/** All nodes from here on belong to a part and have names that begin with {@code prefix} (usually ends with a dot). */
	public void scope(final Part newPart, final String newPrefix) {
		part = newPart;
		prefix = newPrefix;
	}

	/** Channels of what a node gives. */
	public int channels(final int node) {
		return channels.get(node);
	}

	/**
	 * Spacing of a node's pixels in pixels of the image, as long as the image's sides are multiples of it. Undefined for what a
	 * {@link #globalAveragePool} gives.
	 */
	public int spacing(final int node) {
		return spacings.get(node);
	}

	/** A further image from outside, on a grid {@code stride} times coarser than that of the image. */
	public int input(final String name, final int numChannels, final int stride) {
		return add(name, new Operation.Input(numChannels, stride), numChannels);
	}

	/**
	 * A convolution that keeps the size but for its stride: padding is dilation (kernel - 1) / 2. Without bias, and
	 * initialized normal with variance 2 / fan-out in an encoder, uniform with variance 2 / fan-in elsewhere.
	 */
	public int convolution(final String name, final int x, final int out, final int kernel, final int stride,
		final int dilation, final int groups)
	{
		return convolution(name, x, new Operation.Convolution(channels(x), out, kernel, stride, dilation * (kernel - 1) / 2,
			dilation, groups, false));
	}

	/** A 1 x 1 convolution with bias, initialized as those without and with 0. */
	public int biasedConvolution(final String name, final int x, final int out) {
		final int node = convolution(name, x, new Operation.Convolution(channels(x), out, 1, 1, 0, 1, 1, true));
		parameter(node, "bias", Role.BIAS, constant(0), out);
		return node;
	}

	private int convolution(final String name, final int x, final Operation.Convolution o) {
		final double area = (double) o.kernel() * o.kernel();
		final Initialization initialization = part == Part.ENCODER ? new Initialization(Distribution.NORMAL, Math.sqrt(2 /
			(area * o.out() / o.groups()))) : new Initialization(Distribution.UNIFORM, Math.sqrt(6 / (area * o.in() / o
				.groups())));
		final int node = add(name, o, o.out(), x);
		parameter(node, "weight", Role.WEIGHT, initialization, o.out(), o.in() / o.groups(), o.kernel(), o.kernel());
		return node;
	}

	/** {@link #convolution(String, int, int, int, int, int, int)} without dilation and groups. */
	public int convolution(final String name, final int x, final int out, final int kernel, final int stride) {
		return convolution(name, x, out, kernel, stride, 1, 1);
	}

	/** A 1 x 1 convolution with bias, initialized uniform with variance 2 / (fan-in + fan-out) and 0: the end of a head. */
	public int classifier(final String name, final int x, final int out) {
		final int in = channels(x);
		final int node = add(name, new Operation.Convolution(in, out, 1, 1, 0, 1, 1, true), out, x);
		parameter(node, "weight", Role.WEIGHT, new Initialization(Distribution.UNIFORM, Math.sqrt(6.0 / (in + out))), out,
			in, 1, 1);
		parameter(node, "bias", Role.BIAS, constant(0), out);
		return node;
	}

	/** A batch normalization that starts as identity. */
	public int batchNormalization(final String name, final int x) {
		return batchNormalization(name, x, 1);
	}

	/** A batch normalization whose factors start at {@code scale}; 0 lets a residual block start as identity. */
	public int batchNormalization(final String name, final int x, final double scale) {
		final int c = channels(x);
		final int node = add(name, new Operation.BatchNormalization(c, EPSILON, MOMENTUM), c, x);
		parameter(node, "weight", Role.SCALE, constant(scale), c);
		parameter(node, "bias", Role.SHIFT, constant(0), c);
		parameter(node, "running_mean", Role.RUNNING_MEAN, constant(0), c);
		parameter(node, "running_var", Role.RUNNING_VARIANCE, constant(1), c);
		return node;
	}

	/** max(x, 0). */
	public int relu(final int x) {
		return addUnnamed(new Operation.Relu(), channels(x), x);
	}

	/** min(max(x, 0), 6). */
	public int relu6(final int x) {
		return addUnnamed(new Operation.Relu6(), channels(x), x);
	}

	/** x / (1 + exp(-x)). */
	public int silu(final int x) {
		return addUnnamed(new Operation.Silu(), channels(x), x);
	}

	/** 1 / (1 + exp(-x)). */
	public int sigmoid(final int x) {
		return addUnnamed(new Operation.Sigmoid(), channels(x), x);
	}

	/** x + y. */
	public int add(final int x, final int y) {
		return addUnnamed(new Operation.Add(), channels(x), x, y);
	}

	/** Each channel of x times the one number that {@code factors} has for it. */
	public int multiply(final int x, final int factors) {
		return addUnnamed(new Operation.Multiply(), channels(x), x, factors);
	}

	/** The channels of x followed by those of y. */
	public int concatenate(final int x, final int y) {
		return concatenate(List.of(x, y));
	}

	/** The channels of all, one after the other. */
	public int concatenate(final List<Integer> all) {
		return addUnnamed(new Operation.Concatenate(), all.stream().mapToInt(this::channels).sum(), all.stream().mapToInt(
			Integer::intValue).toArray());
	}

	/** Maximum over windows. */
	public int maxPool(final int x, final int kernel, final int stride, final int padding) {
		return addUnnamed(new Operation.MaxPool(kernel, stride, padding), channels(x), x);
	}

	/** Mean over windows, see {@link Operation.AveragePool}; the stride is {@code kernel} or 1. */
	public int averagePool(final int x, final int kernel, final int stride) {
		return addUnnamed(new Operation.AveragePool(kernel, stride), channels(x), x);
	}

	/** Mean of each channel: an image of one pixel. */
	public int globalAveragePool(final int x) {
		return addUnnamed(new Operation.GlobalAveragePool(), channels(x), x);
	}

	/** Bilinear enlargement by a whole factor. */
	public int enlarge(final int x, final int factor) {
		return addUnnamed(new Operation.Enlarge(factor), channels(x), x);
	}

	/** Bilinear resizing of x to the size of y. */
	public int resizeLike(final int x, final int y) {
		return addUnnamed(new Operation.ResizeLike(), channels(x), x, y);
	}

	/** Dropout of whole channels. */
	public int dropout(final int x, final double rate) {
		return addUnnamed(new Operation.Dropout(rate), channels(x), x);
	}

	/** Makes a node an output under a name. */
	public void output(final String name, final int node) {
		outputs.put(name, node);
	}

	/**
	 * The graph.
	 *
	 * @param sizeMultiple what width and height of the image must be multiples of
	 */
	public NetworkGraph build(final int sizeMultiple) {
		final NetworkGraph graph = new NetworkGraph(nodes, parameters, outputs, sizeMultiple);
		graph.sizes(sizeMultiple, sizeMultiple); // a network that does not fit together fails here and not at run time
		return graph;
	}

	private static Initialization constant(final double value) {
		return new Initialization(Distribution.CONSTANT, value);
	}

	private void parameter(final int node, final String name, final Role role, final Initialization initialization,
		final long... shape)
	{
		parameters.add(new Parameter(nodes.get(node).name() + "." + name, java.util.Arrays.stream(shape).boxed().toList(),
			role, part, initialization));
	}

	private int addUnnamed(final Operation operation, final int numChannels, final int... inputs) {
		return add(operation.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + "_" + nodes.size(), operation,
			numChannels, inputs);
	}

	private int add(final String name, final Operation operation, final int numChannels, final int... inputs) {
		if (!names.add(prefix + name)) throw new IllegalStateException("Two nodes are named " + prefix + name);
		nodes.add(new Node(prefix + name, operation, java.util.Arrays.stream(inputs).boxed().toList()));
		channels.add(numChannels);
		spacings.add(spacing(operation, inputs));
		return nodes.size() - 1;
	}

	private int spacing(final Operation operation, final int... inputs) {
		if (operation instanceof Operation.Input o) return o.stride();
		if (operation instanceof Operation.ResizeLike) return spacing(inputs[1]);
		final int x = spacing(inputs[0]);
		if (operation instanceof Operation.Convolution o) return x * o.stride();
		if (operation instanceof Operation.MaxPool o) return x * o.stride();
		if (operation instanceof Operation.AveragePool o) return x * o.stride();
		if (operation instanceof Operation.Enlarge o) return x / o.factor();
		return x;
	}
}
