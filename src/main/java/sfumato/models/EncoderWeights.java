package sfumato.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sfumato.engine.FirstConvolution;
import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.Operation;
import sfumato.text.UserException;

/**
 * Copies a classification network's tensors to the encoder of a segmentation network, by timm's names.
 *
 * @param weights of the whole network, in its order
 * @param matched names (timm's) of tensors that are copied unchanged
 * @param adapted names of tensors that are taken after {@link FirstConvolution#adapt}
 * @param leftOut names of tensors that only classification needs
 */
public record EncoderWeights(Map<String, Tensor> weights, List<String> matched, List<String> adapted,
	List<String> leftOut)
{

	private static final String PREFIX = "encoder.";
	/** timm's names of what comes after the last feature, and of counters that nothing here needs. */
	private static final Pattern CLASSIFICATION = Pattern.compile(
		"(fc|classifier|head|conv_head|bn2)\\..*|(.*\\.)?num_batches_tracked");

	/**
	 * Puts tensors into an encoder.
	 *
	 * @param network text of the network, for messages
	 * @param graph the network
	 * @param checkpoint tensors by timm's names
	 * @param initial what the rest of the network starts with, by the graph's names
	 * @throws UserException naming the tensor that is missing, has another shape, or belongs to another encoder
	 */
	public static EncoderWeights of(final String network, final NetworkGraph graph, final Map<String, Tensor> checkpoint,
		final Map<String, Tensor> initial)
	{
		final Map<String, Tensor> weights = new LinkedHashMap<>(initial);
		final List<String> matched = new ArrayList<>(), adapted = new ArrayList<>();
		final String first = first(graph);
		for (final Parameter p : graph.parameters()) {
			if (p.part() != Part.ENCODER) continue;
			final String name = p.name().substring(PREFIX.length());
			final Tensor given = checkpoint.get(name);
			if (given == null) throw new UserException(ModelMessages.lacksTensor(name, p.shape(), network, some(checkpoint)));
			final boolean adapt = p.name().equals(first) && given.shape().length == 4 && given.shape()[1] > 0 && given
				.shape()[1] != graph.inputChannels();
			final Tensor fitting = adapt ? FirstConvolution.adapt(given, graph.inputChannels()) : given;
			if (!Arrays.equals(fitting.shape(), p.dimensions())) throw new UserException(ModelMessages.otherShape(name,
				Arrays.toString(given.shape()), network, p.shape()));
			weights.put(p.name(), fitting);
			(adapt ? adapted : matched).add(name);
		}
		final List<String> leftOut = new ArrayList<>(checkpoint.keySet());
		leftOut.removeAll(matched);
		leftOut.removeAll(adapted);
		for (final String name : leftOut)
			if (!CLASSIFICATION.matcher(name).matches()) throw new UserException(ModelMessages.unknownTensor(name, network));
		return new EncoderWeights(weights, List.copyOf(matched), List.copyOf(adapted), List.copyOf(leftOut));
	}

	/** The name of the weights that see the image. */
	private static String first(final NetworkGraph graph) {
		return graph.nodes().stream().filter(n -> n.operation() instanceof Operation.Convolution && n.inputs().contains(0))
			.map(n -> n.name() + ".weight").findFirst().orElseThrow();
	}

	private static String some(final Map<String, Tensor> checkpoint) {
		return checkpoint.isEmpty() ? "no tensors" : checkpoint.keySet().stream().limit(3).collect(Collectors.joining(", ",
			"", checkpoint.size() > 3 ? ", …" : ""));
	}
}
