package sfumato.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.Operation;

/**
 * Writes a network as a function in TorchScript's own syntax, one line per operation. Values die where they are used last.
 */
final class TorchSource {

	/** The purpose of the function. */
	enum Form {
			/** batch statistics are used and followed, channels dropped, and what the backward pass reads is kept */
			TRAINING,
			/** running statistics, no dropout; what a backward pass reads is kept */
			EVALUATION,
			/** inference without gradients: values that are not needed any more may be overwritten */
			PREDICTION
	}

	/** How images are resized. */
	enum Resizing {
			/** libtorch's own kernel: the faster one on a processor */
			KERNEL,
			/** two matrix products: the same from run to run on a GPU, where the kernel's gradient is not */
			PRODUCTS
	}

	/**
	 * How the function computes.
	 *
	 * @param form what it is for
	 * @param channelsLast whether images lie in memory pixel by pixel and not channel by channel
	 * @param resizing how images are resized
	 * @param fused in prediction, whether a convolution and the rectifier after it are one operation of oneDNN's, which is
	 *          libtorch's library of convolutions on Intel and AMD processors
	 * @param shortened whether convolutions, but for the last ones, are computed in bfloat16
	 */
	record Style(Form form, boolean channelsLast, Resizing resizing, boolean fused, boolean shortened) {

		Style(final Form form, final boolean channelsLast, final Resizing resizing) {
			this(form, channelsLast, resizing, false, false);
		}

		Style with(final Form other) {
			return new Style(other, channelsLast, resizing, fused, shortened);
		}

		/** Else for a GPU. */
		boolean isForProcessor() {
			return resizing == Resizing.KERNEL;
		}

		Style withFused() {
			return new Style(form, channelsLast, resizing, true, shortened);
		}
	}

	/** libtorch's numbers of types. */
	private static final int FP32 = 6, BF16 = 15;
	/** The largest kernel of single channels whose gradients are fast in bfloat16. */
	private static final int LARGEST_SHORT = 3;
	/** The largest extent in pixels up to which a dilated depthwise kernel is fast without gradients. */
	private static final int LARGEST_EXTENT = 8;

	private static final String TILE = "tile", UNTILE = "untile";

	/**
	 * Images whose pixels lie d apart in the image that they are made of, (N, C, H, W) to (N d d, C, H/d, W/d), padded with zeros
	 * below and to the right where d does not divide the sides; and back, with the sides of {@code like}.
	 */
	static final String TILES = """
		  def tile(self, x: Tensor, d: int) -> Tensor:
		    n, c, h, w = torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)
		    down, right = torch.remainder(torch.neg(h), d), torch.remainder(torch.neg(w), d)
		    if torch.gt(torch.add(down, right), 0):
		      y = torch.constant_pad_nd(x, [0, right, 0, down], 0)
		    else:
		      y = x
		    rows, columns = torch.floordiv(torch.add(h, down), d), torch.floordiv(torch.add(w, right), d)
		    z = torch.permute(torch.reshape(torch.permute(y, [0, 2, 3, 1]), [n, rows, d, columns, d, c]), [0, 2, 4, 1, 3, 5])
		    return torch.permute(torch.reshape(z, [torch.mul(n, torch.mul(d, d)), rows, columns, c]), [0, 3, 1, 2])

		  def untile(self, x: Tensor, like: Tensor, d: int) -> Tensor:
		    n, c, rows, columns = torch.size(like, 0), torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)
		    y = torch.permute(torch.reshape(torch.permute(x, [0, 2, 3, 1]), [n, d, d, rows, columns, c]), [0, 3, 1, 4, 2, 5])
		    z = torch.permute(torch.reshape(y, [n, torch.mul(rows, d), torch.mul(columns, d), c]), [0, 3, 1, 2])
		    a = torch.slice(z, 2, 0, torch.size(like, 2), 1)
		    return torch.contiguous(torch.slice(a, 3, 0, torch.size(like, 3), 1), memory_format=2)

		""";

	private final NetworkGraph graph;
	private final Style style;
	private final Map<String, Integer> parameters = new HashMap<>();
	private final StringBuilder text = new StringBuilder();
	private final String[] values;
	/** Index of the last node that reads what a node gives; the number of nodes for outputs. */
	private final int[] lastUse;
	private final int[] uses;
	private final int[] source;
	/** Convolutions that end with a rectifier. */
	private final boolean[] rectified;
	/** The output type of each node, {@link #FP32} or {@link #BF16}. */
	private final int[] types;
	/** Where nothing but what a last convolution gives is on its way to an output. */
	private final boolean[] last;
	private int masks;
	private int images;

	private TorchSource(final NetworkGraph graph, final List<String> parameterNames, final Style style) {
		this.graph = graph;
		this.style = style;
		for (int i = 0; i < parameterNames.size(); i++)
			parameters.put(parameterNames.get(i), i);
		final int n = graph.nodes().size();
		values = new String[n];
		lastUse = new int[n];
		uses = new int[n];
		source = new int[n];
		rectified = new boolean[n];
		types = new int[n];
		last = last(graph);
	}

	/** The last convolutions on the ways to the outputs, and what comes after them: logits are not rounded. */
	private static boolean[] last(final NetworkGraph graph) {
		final boolean[] last = new boolean[graph.nodes().size()];
		for (final String output : graph.outputNames())
			last[graph.output(output)] = true;
		for (int i = last.length - 1; i >= 0; i--) {
			if (!last[i] || graph.nodes().get(i).operation() instanceof Operation.Convolution) continue;
			graph.nodes().get(i).inputs().forEach(j -> last[j] = true);
		}
		return last;
	}

	/** {@code def name(self, p: List[Tensor]) -> List[Tensor]}: the parameters with the short kernels that a prediction takes. */
	static String shortening(final String name, final NetworkGraph graph, final List<String> parameterNames) {
		final TorchSource source = new TorchSource(graph, parameterNames, new Style(Form.EVALUATION, true, Resizing.KERNEL,
			false, true));
		final String[] all = new String[parameterNames.size()];
		Arrays.setAll(all, i -> "p[" + i + "]");
		for (int i = 0; i < source.last.length; i++) {
			final Node node = graph.nodes().get(i);
			if (!(node.operation() instanceof Operation.Convolution o) || source.last[i]) continue;
			all[source.parameters.get(node.name() + ".weight")] = to(BF16, source.parameter(node, "weight"));
			if (o.bias()) all[source.parameters.get(node.name() + ".bias")] = to(BF16, source.parameter(node, "bias"));
		}
		return "  def " + name + "(self, p: List[Tensor]) -> List[Tensor]:\n    return [" + String.join(", ", all) + "]\n";
	}

	/**
	 * {@code def name(self, x: List[Tensor], p: List[Tensor], d: List[Tensor]) -> List[Tensor]}: from images, parameters and
	 * dropout masks (N, C, 1, 1), in training one per dropout, to the outputs in order.
	 *
	 * @param parameterNames of {@code p}, in its order
	 */
	static String method(final String name, final NetworkGraph graph, final List<String> parameterNames, final Style style) {
		return new TorchSource(graph, parameterNames, style).write(name);
	}

	private String write(final String name) {
		final List<Node> nodes = graph.nodes();
		for (int i = 0; i < nodes.size(); i++) {
			source[i] = isNothing(nodes.get(i).operation()) ? source[nodes.get(i).inputs().get(0)] : i;
			if (source[i] != i) continue;
			for (final int j : nodes.get(i).inputs()) {
				uses[source[j]]++;
				lastUse[source[j]] = i;
			}
		}
		for (final String output : graph.outputNames()) {
			uses[source[graph.output(output)]]++;
			lastUse[source[graph.output(output)]] = nodes.size();
		}
		if (style.form() == Form.PREDICTION && style.fused()) fuse();
		for (int i = 0; i < nodes.size(); i++)
			if (source[i] == i) {
				types[i] = type(i, nodes.get(i));
				values[i] = line(i, expression(i, nodes.get(i)));
			}
		final String outputs = graph.outputNames().stream().map(o -> values[source[graph.output(o)]]).collect(Collectors
			.joining(", ", "[", "]"));
		return "  def " + name + "(self, x: List[Tensor], p: List[Tensor], d: List[Tensor]) -> List[Tensor]:\n" + text +
			"    return " + outputs + "\n";
	}

	/** Makes rectifiers part of the convolutions that only they read. */
	private void fuse() {
		for (int i = 0; i < source.length; i++) {
			source[i] = source[source[i]];
			if (source[i] != i || !(graph.nodes().get(i).operation() instanceof Operation.Relu)) continue;
			final int before = source[graph.nodes().get(i).inputs().get(0)];
			if (uses[before] != 1 || !(graph.nodes().get(before).operation() instanceof Operation.Convolution)) continue;
			rectified[before] = true;
			source[i] = before;
			uses[before] = uses[i];
			lastUse[before] = lastUse[i];
		}
	}

	/** Whether a backward pass may follow. */
	private boolean isRecorded() {
		return style.form() != Form.PREDICTION;
	}

	private boolean training() {
		return style.form() == Form.TRAINING;
	}

	private boolean isNothing(final Operation operation) {
		return operation instanceof Operation.Dropout o && (!training() || o.rate() == 0);
	}

	private String line(final int node, final String expression) {
		text.append("    t").append(node).append(" = ").append(expression).append('\n');
		return "t" + node;
	}

	private int type(final int i, final Node node) {
		final Operation operation = node.operation();
		if (operation instanceof Operation.Convolution) return style.shortened() && !last[i] ? BF16 : FP32;
		// masks are 32-bit
		if (operation instanceof Operation.Input || operation instanceof Operation.Dropout) return FP32;
		// the longer type wins
		return node.inputs().stream().mapToInt(j -> types[source[j]]).min().orElseThrow();
	}

	private String expression(final int i, final Node node) {
		final Operation operation = node.operation();
		final List<String> in = new ArrayList<>();
		for (final int j : node.inputs())
			in.add(values[source[j]]);
		if (operation instanceof Operation.Input) return pixelByPixel("x[" + images++ + "]");
		if (operation instanceof Operation.Convolution o) return convolution(i, o, in.get(0));
		if (operation instanceof Operation.BatchNormalization o) return call("batch_norm", in.get(0), parameter(node,
			"weight"), parameter(node, "bias"), parameter(node, "running_mean"), parameter(node, "running_var"), training() ? "True"
				: "False", number(o.momentum()), number(o.epsilon()), "True");
		if (operation instanceof Operation.Relu) return call(mayOverwrite(node, 0, i) ? "relu_" : "relu", in.get(0));
		if (operation instanceof Operation.Relu6) return call(mayOverwrite(node, 0, i) ? "hardtanh_" : "hardtanh", in.get(0),
			"0.", "6.");
		if (operation instanceof Operation.Silu) return call(!isRecorded() && mayOverwrite(node, 0, i) ? "silu_" : "silu", in
			.get(0));
		if (operation instanceof Operation.Sigmoid) return call("sigmoid", in.get(0));
		if (operation instanceof Operation.Multiply) return call(!isRecorded() && mayOverwrite(node, 0, i) ? "mul_" : "mul", in
			.get(0), in.get(1));
		if (operation instanceof Operation.Add) return mayOverwrite(node, 0, i) ? call("add_", in.get(0), in.get(1))
			: mayOverwrite(node, 1, i) ? call("add_", in.get(1), in.get(0)) : call("add", in.get(0), in.get(1));
		if (operation instanceof Operation.GlobalAveragePool) return call("adaptive_avg_pool2d", in.get(0), pair(1));
		if (operation instanceof Operation.Concatenate) return call("cat", "[" + String.join(", ", in) + "]", "1");
		if (operation instanceof Operation.MaxPool o) return call("max_pool2d", in.get(0), pair(o.kernel()), pair(o.stride()),
			pair(o.padding()), pair(1), "False");
		if (operation instanceof Operation.AveragePool o) return averagePool(o, in.get(0));
		if (operation instanceof Operation.Enlarge o) return resize(i, in.get(0), call("mul", side(in.get(0), 2), "" + o
			.factor()), call("mul", side(in.get(0), 3), "" + o.factor()));
		if (operation instanceof Operation.ResizeLike) return resize(i, in.get(0), side(in.get(1), 2), side(in.get(1), 3));
		if (operation instanceof Operation.Dropout) return call("mul", in.get(0), "d[" + masks++ + "]");
		throw new IllegalStateException("No TorchScript form of " + operation);
	}

	private String convolution(final int i, final Operation.Convolution o, final String image) {
		final Node node = graph.nodes().get(i);
		final boolean longer = isFasterIn32Bits(i, o);
		final int type = longer ? FP32 : types[i];
		final boolean cast = type == BF16 && isRecorded(); // predictions get short kernels
		final String weight = cast ? to(BF16, parameter(node, "weight")) : parameter(node, "weight");
		final String bias = !o.bias() ? "None" : cast ? to(BF16, parameter(node, "bias")) : parameter(node, "bias");
		final String x = types[source[node.inputs().get(0)]] == type ? image : to(type, image);
		final String y = isDilated(i, o) ? dilated(i, o, x, weight, bias) : style.channelsLast() && isOfSingleChannels(o) && o
			.kernel() == 1 && o.stride() == 1 && !rectified[i] ? perChannel(x, weight, bias, o.out(), 0) : convolution(o, x, weight,
				bias, rectified[i]);
		// an image of one channel lies in memory both ways, and the answer to it channel by channel
		final String z = graph.nodes().get(node.inputs().get(0)).operation() instanceof Operation.Input ? pixelByPixel(y) : y;
		return longer ? to(BF16, z) : z;
	}

	private static boolean isOfSingleChannels(final Operation.Convolution o) {
		return o.groups() == o.in() && o.in() == o.out();
	}

	/**
	 * Of single channels with strides or large kernels oneDNN's gradients in bfloat16 take three to seven times as long as those in
	 * 32 bits.
	 */
	private boolean isFasterIn32Bits(final int i, final Operation.Convolution o) {
		return types[i] == BF16 && isRecorded() && style.isForProcessor() && isOfSingleChannels(o) && (o.stride() > 1 || o
			.kernel() > LARGEST_SHORT);
	}

	/** Whether it is one of those that {@link #dilated} is made for. */
	private boolean isDilated(final int i, final Operation.Convolution o) {
		return style.channelsLast() && isOfSingleChannels(o) && o.stride() == 1 && o.dilation() > 1 && o.padding() == o
			.dilation() * (o.kernel() / 2) && !rectified[i] && (isRecorded() || o.dilation() * (o.kernel() - 1) > LARGEST_EXTENT);
	}

	private String convolution(final Operation.Convolution o, final String x, final String weight, final String bias,
		final boolean rectified)
	{
		if (style.form() == Form.PREDICTION && style.fused()) return "ops.mkldnn._convolution_pointwise(" + String.join(", ", x,
			weight, bias, pair(o.padding()), pair(o.stride()), pair(o.dilation()), "" + o.groups(), rectified ? "\"relu\""
				: "\"none\"", "annotate(List[Optional[number]], [])", "None") + ")";
		return call("conv2d", x, weight, bias, pair(o.stride()), pair(o.padding()), pair(o.dilation()), "" + o.groups());
	}

	/** A convolution of each channel with one number, which libtorch makes of as many convolutions as there are channels. */
	private static String perChannel(final String x, final String weight, final String bias, final int channels,
		final int at)
	{
		final String shape = "[1, " + channels + ", 1, 1]";
		final String number = call("select", call("select", weight, "3", "" + at), "2", "" + at);
		final String y = call("mul", x, call("reshape", number, shape));
		return bias.equals("None") ? y : call("add", y, call("reshape", bias, shape));
	}

	/**
	 * A dilated convolution of each channel, which oneDNN is slow at. Where the dilation is as large as the image only the number in
	 * the middle meets the image and not the padding. Where it is less than half as large, every dilation-th pixel makes a small image
	 * by itself ({@link #TILES}), and those have ordinary convolutions; between, tiles would be mostly padding, and oneDNN is faster
	 * channel by channel than pixel by pixel.
	 */
	private String dilated(final int i, final Operation.Convolution o, final String x, final String weight,
		final String bias)
	{
		final String z = "z" + i, d = "" + o.dilation(), half = pair(o.kernel() / 2);
		final String tiles = call("conv2d", "(self)." + TILE + "(" + x + ", " + d + ")", weight, bias, pair(1), half, pair(1), "" + o
			.groups());
		text.append("    if torch.le(ops.prim.max(").append(side(x, 2)).append(", ").append(side(x, 3)).append("), ").append(d)
			.append("):\n      ").append(z).append(" = ").append(perChannel(x, weight, bias, o.out(), o.kernel() / 2)).append(
				"\n    elif torch.gt(ops.prim.min(").append(side(x, 2)).append(", ").append(side(x, 3)).append("), ").append(2 * o
					.dilation()).append("):\n      ").append(z).append(" = (self).").append(UNTILE).append('(').append(tiles).append(", ")
			.append(x).append(", ").append(d).append(")\n    else:\n      ").append(z).append(" = ").append(pixelByPixel(convolution(o,
				"torch.contiguous(" + x + ", memory_format=0)", weight, bias, false))).append('\n');
		return z;
	}

	private String pixelByPixel(final String x) {
		return style.channelsLast() ? "torch.contiguous(" + x + ", memory_format=2)" : x;
	}

	private static String averagePool(final Operation.AveragePool o, final String x) {
		final String k = pair(o.kernel());
		if (o.stride() > 1) return call("avg_pool2d", x, k, pair(o.stride()), pair(0), "True", "False", "None");
		final int more = o.kernel() - 1;
		return call("avg_pool2d", call("constant_pad_nd", x, "[0, " + more + ", 0, " + more + "]", "0"), k, pair(1), pair(0),
			"False", "True", "None");
	}

	private String resize(final int node, final String x, final String height, final String width) {
		if (style.resizing() == Resizing.KERNEL) return call("upsample_bilinear2d", x, "[" + height + ", " + width + "]",
			"False", "None");
		final String rows = matrix("r" + node, x, side(x, 2), height);
		final String columns = matrix("c" + node, x, side(x, 3), width);
		return pixelByPixel(call("matmul", rows, call("matmul", x, call("transpose", columns, "0", "1"))));
	}

	/** (out, in): resizing the rows of the identity gives the matrix of resizing. */
	private String matrix(final String name, final String x, final String in, final String out) {
		text.append("    ").append(name).append(" = torch.eye(").append(in).append(
			", dtype=ops.prim.dtype(").append(x).append("), layout=None, device=ops.prim.device(").append(x).append(
				"), pin_memory=None)\n");
		final String image = call("reshape", name, "[1, 1, " + in + ", " + in + "]");
		return call("reshape", call("upsample_bilinear2d", image, "[" + out + ", " + in + "]", "False", "None"), "[" + out +
			", " + in + "]");
	}

	/**
	 * Whether an operation may overwrite one of its inputs: no later operation reads it, and no backward pass needs it. Convolutions,
	 * normalizations and sums keep what they read, not what they give.
	 */
	private boolean mayOverwrite(final Node node, final int input, final int at) {
		final int from = source[node.inputs().get(input)];
		if (node.inputs().stream().anyMatch(j -> types[source[j]] < types[from])) return false; // a longer one would be cut
		if (node.inputs().stream().filter(j -> source[j] == from).count() > 1) return false;
		final Operation maker = graph.nodes().get(from).operation();
		if (maker instanceof Operation.Input || lastUse[from] != at) return false;
		return !isRecorded() || uses[from] == 1 && (maker instanceof Operation.Convolution ||
			maker instanceof Operation.BatchNormalization || maker instanceof Operation.Add);
	}

	private String parameter(final Node node, final String name) {
		return "p[" + parameters.get(node.name() + "." + name) + "]";
	}

	private static String side(final String x, final int dimension) {
		return call("size", x, "" + dimension);
	}

	private static String call(final String name, final String... arguments) {
		return "torch." + name + "(" + String.join(", ", arguments) + ")";
	}

	private static String to(final int type, final String x) {
		return call("to", x, "" + type, "False", "False", "None");
	}

	private static String pair(final int side) {
		return "[" + side + ", " + side + "]";
	}

	private static String number(final double value) {
		return Double.toString(value);
	}
}
