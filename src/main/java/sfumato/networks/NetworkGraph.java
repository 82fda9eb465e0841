package sfumato.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.text.UserException;

/**
 * A network as data: operations in topological order, and their parameters by name. Immutable. Made by a {@link GraphBuilder}; holds
 * no numbers, executes nothing and knows no tensor library.
 */
public final class NetworkGraph {

	/** Where a parameter belongs: encoders learn at another rate than the rest. */
	public enum Part {
		ENCODER, DECODER, HEAD
	}

	/** The role of a parameter in its operation. */
	public enum Role {
			/** kernels of a convolution, (out, in / groups, height, width) */
			WEIGHT,
			/** offset of a convolution */
			BIAS,
			/** factor of a batch normalization */
			SCALE,
			/** offset of a batch normalization */
			SHIFT,
			/** mean that a batch normalization uses in evaluation */
			RUNNING_MEAN,
			/** variance that a batch normalization uses in evaluation */
			RUNNING_VARIANCE;

		/** Whether training moves it along its gradient; running statistics follow the batches instead. */
		public boolean isTrainable() {
			return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
		}
	}

	/** Kinds of {@link Initialization}. */
	public enum Distribution {
			/** every value is {@code scale} */
			CONSTANT,
			/** normal with mean 0 and standard deviation {@code scale} */
			NORMAL,
			/** uniform in [-{@code scale}, {@code scale}) */
			UNIFORM
	}

	/** Where training from scratch starts. */
	public record Initialization(Distribution distribution, double scale) {}

	/**
	 * A named array of numbers.
	 *
	 * @param name as timm (below {@code encoder.}) and segmentation_models.pytorch name it
	 * @param shape row-major sizes, the slowest first
	 */
	public record Parameter(String name, List<Long> shape, Role role, Part part, Initialization initialization) {

		public Parameter {
			shape = List.copyOf(shape);
		}

		/** {@link #shape()} as an array of its own. */
		public long[] dimensions() {
			return shape.stream().mapToLong(Long::longValue).toArray();
		}

		/** How many numbers it holds. */
		public long size() {
			return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
		}
	}

	/**
	 * One operation.
	 *
	 * @param name unique in the graph; the parameters of the operation are named {@code <name>.weight} and so on
	 * @param inputs indices of the nodes whose images it gets, all smaller than its own
	 */
	public record Node(String name, Operation operation, List<Integer> inputs) {

		public Node {
			inputs = List.copyOf(inputs);
		}
	}

	/** Channels and size in pixels of the image that a node gives. */
	public record Size(int channels, int height, int width) {}

	private final List<Node> nodes;
	private final List<Parameter> parameters;
	private final Map<String, Integer> outputs;
	private final int sizeMultiple;

	NetworkGraph(final List<Node> nodes, final List<Parameter> parameters, final Map<String, Integer> outputs,
		final int sizeMultiple)
	{
		this.nodes = List.copyOf(nodes);
		this.parameters = List.copyOf(parameters);
		this.outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
		this.sizeMultiple = sizeMultiple;
	}

	/** The operations; each uses only nodes before it. */
	public List<Node> nodes() {
		return nodes;
	}

	/** All parameters in the order of their operations. */
	public List<Parameter> parameters() {
		return parameters;
	}

	/** Number of trainable numbers; running statistics are not counted. */
	public long parameterCount() {
		return parameters.stream().filter(p -> p.role().isTrainable()).mapToLong(Parameter::size).sum();
	}

	/** Number of trainable numbers in one part. */
	public long parameterCount(final Part part) {
		return parameters.stream().filter(p -> p.part() == part && p.role().isTrainable()).mapToLong(Parameter::size)
			.sum();
	}

	/** Channels of the image that goes in. */
	public int inputChannels() {
		return ((Operation.Input) nodes.get(0).operation()).channels();
	}

	/** Number of classes: channels of the output {@code main}, or of the last output where there is none of this name. */
	public int numClasses() {
		final int last = outputs.getOrDefault("main", new ArrayList<>(outputs.values()).get(outputs.size() - 1));
		return sizes(sizeMultiple, sizeMultiple).get(last).channels();
	}

	/** Width and height of the image that goes in must be multiples of this. */
	public int sizeMultiple() {
		return sizeMultiple;
	}

	/** Names of the outputs in order: {@code main} and, for training only, {@code aux}. */
	public List<String> outputNames() {
		return List.copyOf(outputs.keySet());
	}

	/** Whether there is an output of this name. */
	public boolean hasOutput(final String name) {
		return outputs.containsKey(name);
	}

	/**
	 * Index of the node that gives an output.
	 *
	 * @throws UserException if there is none of this name
	 */
	public int output(final String name) {
		final Integer node = outputs.get(name);
		if (node == null) throw new UserException(NetworkMessages.noOutput(name, String.join(", ", outputs.keySet())));
		return node;
	}

	/**
	 * The part of the network that one output needs, e.g. without the auxiliary head, which only training uses. It can be
	 * run with the parameters of the whole.
	 *
	 * @throws UserException if there is no output of this name
	 */
	public NetworkGraph only(final String name) {
		final boolean[] needed = new boolean[nodes.size()];
		needed[0] = true; // the image stays even if an output does without
		needed[output(name)] = true;
		for (int i = needed.length - 1; i >= 0; i--)
			if (needed[i]) for (final int j : nodes.get(i).inputs())
				needed[j] = true;
		final int[] index = new int[nodes.size()];
		final List<Node> kept = new ArrayList<>();
		for (int i = 0; i < needed.length; i++) {
			if (!needed[i]) continue;
			final Node node = nodes.get(i);
			index[i] = kept.size();
			kept.add(new Node(node.name(), node.operation(), node.inputs().stream().map(j -> index[j]).toList()));
		}
		final var names = kept.stream().map(Node::name).collect(Collectors.toSet());
		final List<Parameter> keptParameters = parameters.stream().filter(p -> names.contains(p.name().substring(0, p
			.name().lastIndexOf('.')))).toList();
		return new NetworkGraph(kept, keptParameters, Map.of(name, index[output(name)]), sizeMultiple);
	}

	/**
	 * The output shape of every node for an input size.
	 *
	 * @param height of the image in pixels
	 * @param width of the image in pixels
	 * @return one entry per node
	 * @throws UserException if a side is not a positive multiple of {@link #sizeMultiple()}
	 */
	public List<Size> sizes(final int height, final int width) {
		checkSize(height, width);
		final List<Size> sizes = new ArrayList<>(nodes.size());
		for (final Node node : nodes)
			sizes.add(Shapes.infer(node, node.inputs().stream().map(sizes::get).toList(), height, width));
		return sizes;
	}

	/**
	 * How many pixels of an image the batch normalization that sees the fewest gets, for an image of a size: 1 where a mean over
	 * the whole image is normalized.
	 *
	 * @throws UserException if a side is not a positive multiple of {@link #sizeMultiple()}
	 */
	public long fewestNormalized(final int height, final int width) {
		final List<Size> sizes = sizes(height, width);
		long fewest = (long) height * width;
		for (int i = 0; i < nodes.size(); i++)
			if (nodes.get(i).operation() instanceof Operation.BatchNormalization) fewest = Math.min(fewest, (long) sizes.get(i)
				.height() * sizes.get(i).width());
		return fewest;
	}

	/**
	 * Checks that an image of this size can go in.
	 *
	 * @throws UserException with the size to pad to, if it cannot
	 */
	public void checkSize(final int height, final int width) {
		if (height > 0 && width > 0 && height % sizeMultiple == 0 && width % sizeMultiple == 0) return;
		throw new UserException(NetworkMessages.sides(width, height, sizeMultiple, roundUp(width), roundUp(height)));
	}

	private int roundUp(final int side) {
		return Math.max(1, (side + sizeMultiple - 1) / sizeMultiple) * sizeMultiple;
	}
}
