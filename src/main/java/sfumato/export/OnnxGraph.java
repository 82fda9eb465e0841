package sfumato.export;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sfumato.engine.EngineMessages;
import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.Operation;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * A network as an ONNX graph for inference: batch normalization uses its running statistics (runtimes fold it into the convolution
 * before) and dropout is left out. Numbers of fields and types are those of {@code onnx.proto}.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><td>Convolution</td><td>{@code Conv}</td></tr>
 * <tr><td>BatchNormalization</td><td>{@code BatchNormalization}</td></tr>
 * <tr><td>Relu, Relu6, Sigmoid</td><td>{@code Relu}, {@code Clip}, {@code Sigmoid}</td></tr>
 * <tr><td>Silu</td><td>{@code Sigmoid}, {@code Mul}</td></tr>
 * <tr><td>Add, Multiply, Concatenate</td><td>{@code Add}, {@code Mul}, {@code Concat}</td></tr>
 * <tr><td>MaxPool, AveragePool, GlobalAveragePool</td><td>{@code MaxPool}, {@code AveragePool},
 * {@code GlobalAveragePool}</td></tr>
 * <tr><td>Enlarge</td><td>{@code Resize}, linear, half_pixel, by scales</td></tr>
 * <tr><td>ResizeLike</td><td>{@code Shape} of both, {@code Concat}, {@code Resize} to sizes</td></tr>
 * </table>
 *
 * Images keep the names of their nodes and weights those of their parameters.
 */
final class OnnxGraph {

	private static final int FLOAT = 1;
	private static final String BATCH = "batch";

	private final NetworkGraph network;
	private final ProtoMessage graph = new ProtoMessage();
	/** Name of the tensor that each node computes. */
	private final String[] images;
	private final Set<String> constants = new HashSet<>();

	OnnxGraph(final NetworkGraph network, final Map<String, Tensor> weights) {
		this.network = network;
		images = new String[network.nodes().size()];
		graph.text(2, "sfumato");
		for (final Parameter p : network.parameters())
			initializer(p.name(), p.dimensions(), weight(p, weights).values());
		for (int i = 0; i < images.length; i++)
			images[i] = append(network.nodes().get(i));
	}

	/** Adds an output with the logits of the network, (batch, classes, height, width). */
	void logits(final String name) {
		node("Identity", name, List.of(main()));
		graph.message(12, value(name, network.numClasses(), 1));
	}

	/** Adds an output with the probabilities of the classes, (batch, classes, height, width). */
	void probabilities(final String name) {
		node("Softmax", name, List.of(main()), integer("axis", 1));
		graph.message(12, value(name, network.numClasses(), 1));
	}

	/** Returns the graph as a message of type {@code GraphProto}. */
	ProtoMessage message() {
		return graph;
	}

	private String main() {
		return images[network.output("main")];
	}

	private static Tensor weight(final Parameter p, final Map<String, Tensor> weights) {
		final Tensor tensor = weights.get(p.name());
		if (tensor == null) throw new UserException(EngineMessages.lacksWeights(Excerpt.of(p.name()), p.shape()));
		if (!Arrays.equals(tensor.shape(), p.dimensions())) throw new UserException(EngineMessages.otherShape(p.name(),
			Arrays.toString(tensor.shape()), p.shape()));
		return tensor;
	}

	private String append(final Node node) {
		final String name = node.name();
		final List<String> in = node.inputs().stream().map(i -> images[i]).toList();
		final Operation operation = node.operation();
		if (operation instanceof Operation.Input o) {
			graph.message(11, value(name, o.channels(), o.stride()));
			return name;
		}
		if (operation instanceof Operation.Dropout) return in.get(0);
		if (operation instanceof Operation.Convolution o) return convolution(name, o, in.get(0));
		if (operation instanceof Operation.BatchNormalization o) return node("BatchNormalization", name, List.of(in.get(0),
			name + ".weight", name + ".bias", name + ".running_mean", name + ".running_var"), single("epsilon", (float) o
				.epsilon()));
		if (operation instanceof Operation.Relu) return node("Relu", name, in);
		if (operation instanceof Operation.Relu6) return node("Clip", name, List.of(in.get(0), number(0), number(6)));
		if (operation instanceof Operation.Sigmoid) return node("Sigmoid", name, in);
		if (operation instanceof Operation.Silu) return node("Mul", name, List.of(in.get(0), node("Sigmoid", name + ".gate",
			in)));
		if (operation instanceof Operation.Add) return node("Add", name, in);
		if (operation instanceof Operation.Multiply) return node("Mul", name, in);
		if (operation instanceof Operation.Concatenate) return node("Concat", name, in, integer("axis", 1));
		if (operation instanceof Operation.GlobalAveragePool) return node("GlobalAveragePool", name, in);
		if (operation instanceof Operation.MaxPool o) return node("MaxPool", name, in, square("kernel_shape", o.kernel()),
			square("strides", o.stride()), integers("pads", o.padding(), o.padding(), o.padding(), o.padding()));
		if (operation instanceof Operation.AveragePool o) return averagePool(name, o, in);
		if (operation instanceof Operation.Enlarge o) return resize(name, List.of(in.get(0), "", scales(o.factor())));
		if (operation instanceof Operation.ResizeLike) return resizeLike(name, in.get(0), in.get(1));
		throw new IllegalStateException("No ONNX form of " + operation);
	}

	private String convolution(final String name, final Operation.Convolution o, final String in) {
		final List<String> inputs = o.bias() ? List.of(in, name + ".weight", name + ".bias") : List.of(in, name + ".weight");
		return node("Conv", name, inputs, square("kernel_shape", o.kernel()), square("strides", o.stride()), integers("pads", o
			.padding(), o.padding(), o.padding(), o.padding()), square("dilations", o.dilation()), integer("group", o.groups()));
	}

	/** Adds an average pooling. ONNX orders padding as before height, before width, after height, after width. */
	private String averagePool(final String name, final Operation.AveragePool o, final List<String> in) {
		if (o.stride() > 1) return node("AveragePool", name, in, square("kernel_shape", o.kernel()), square("strides", o
			.stride()), integer("ceil_mode", 1));
		return node("AveragePool", name, in, square("kernel_shape", o.kernel()), integers("pads", 0, 0, o.kernel() - 1, o
			.kernel() - 1), integer("count_include_pad", 1));
	}

	private String resizeLike(final String name, final String in, final String like) {
		final String kept = node("Shape", name + ".batch_channels", List.of(in), integer("start", 0), integer("end", 2));
		final String wanted = node("Shape", name + ".height_width", List.of(like), integer("start", 2), integer("end", 4));
		return resize(name, List.of(in, "", "", node("Concat", name + ".sizes", List.of(kept, wanted), integer("axis", 0))));
	}

	/** Adds a bilinear resize that aligns pixel areas: half_pixel is align_corners = false. */
	private String resize(final String name, final List<String> inputs) {
		return node("Resize", name, inputs, text("mode", "linear"), text("coordinate_transformation_mode", "half_pixel"));
	}

	private String number(final int value) {
		final String name = "number_" + value;
		if (constants.add(name)) initializer(name, new long[0], new float[] { value });
		return name;
	}

	private String scales(final int factor) {
		final String name = "scales_" + factor;
		if (constants.add(name)) initializer(name, new long[] { 4 }, new float[] { 1, 1, factor, factor });
		return name;
	}

	private void initializer(final String name, final long[] shape, final float[] values) {
		final ProtoMessage tensor = new ProtoMessage();
		for (final long side : shape)
			tensor.integer(1, side);
		graph.message(5, tensor.integer(2, FLOAT).text(8, name).floats(9, values));
	}

	/** Describes a tensor whose batch size, height and width are known only when the network runs. */
	private static ProtoMessage value(final String name, final int channels, final int stride) {
		final String unit = stride == 1 ? "" : "_by_" + stride;
		final ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH)).message(1,
			new ProtoMessage().integer(1, channels)).message(1, new ProtoMessage().text(2, "height" + unit)).message(1,
				new ProtoMessage().text(2, "width" + unit));
		final ProtoMessage tensor = new ProtoMessage().integer(1, FLOAT).message(2, shape);
		return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
	}

	/** Appends a node with one output that has the name of the node. */
	private String node(final String type, final String name, final List<String> inputs, final ProtoMessage... attributes) {
		final ProtoMessage node = new ProtoMessage();
		for (final String input : inputs)
			node.text(1, input);
		node.text(2, name).text(3, name).text(4, type);
		for (final ProtoMessage attribute : attributes)
			node.message(5, attribute);
		graph.message(1, node);
		return name;
	}

	private static ProtoMessage single(final String name, final float value) {
		return new ProtoMessage().text(1, name).single(2, value).integer(20, 1);
	}

	private static ProtoMessage integer(final String name, final long value) {
		return new ProtoMessage().text(1, name).integer(3, value).integer(20, 2);
	}

	private static ProtoMessage text(final String name, final String value) {
		return new ProtoMessage().text(1, name).text(4, value).integer(20, 3);
	}

	private static ProtoMessage integers(final String name, final long... values) {
		final ProtoMessage attribute = new ProtoMessage().text(1, name);
		for (final long value : values)
			attribute.integer(8, value);
		return attribute.integer(20, 7);
	}

	private static ProtoMessage square(final String name, final long side) {
		return integers(name, side, side);
	}
}
