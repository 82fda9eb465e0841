package sfumato.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.networks.NetworkGraph.Distribution;
import sfumato.networks.NetworkGraph.Initialization;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Role;

/**
 * Folds batch normalization into the convolutions before it, for inference: with running statistics both are linear. A normalization
 * stays where its convolution has another reader, or where there is none before it.
 *
 * @param graph without the folded normalizations; their convolutions have a bias
 * @param normalizations by the name of the convolution that each has become part of
 */
public record Folding(NetworkGraph graph, Map<String, Node> normalizations) {

	/** Folds what can be folded. */
	public static Folding of(final NetworkGraph graph) {
		final List<Node> nodes = graph.nodes();
		final int[] uses = new int[nodes.size()];
		for (final Node node : nodes)
			for (final int j : node.inputs())
				uses[j]++;
		for (final String output : graph.outputNames())
			uses[graph.output(output)]++;
		final Map<String, Node> folded = new LinkedHashMap<>();
		for (final Node node : nodes) {
			if (!(node.operation() instanceof Operation.BatchNormalization)) continue;
			final int before = node.inputs().get(0);
			if (nodes.get(before).operation() instanceof Operation.Convolution && uses[before] == 1) folded.put(nodes.get(before)
				.name(), node);
		}
		final int[] index = new int[nodes.size()];
		final List<Node> kept = new ArrayList<>();
		for (int i = 0; i < index.length; i++) {
			final Node node = nodes.get(i);
			if (folded.containsValue(node)) {
				index[i] = index[node.inputs().get(0)];
				continue;
			}
			index[i] = kept.size();
			kept.add(new Node(node.name(), folded.containsKey(node.name()) ? biased((Operation.Convolution) node.operation())
				: node.operation(), node.inputs().stream().map(j -> index[j]).toList()));
		}
		final Map<String, Integer> outputs = new LinkedHashMap<>();
		for (final String output : graph.outputNames())
			outputs.put(output, index[graph.output(output)]);
		return new Folding(new NetworkGraph(kept, parameters(graph, folded), outputs, graph.sizeMultiple()), folded);
	}

	private static Operation.Convolution biased(final Operation.Convolution o) {
		return new Operation.Convolution(o.in(), o.out(), o.kernel(), o.stride(), o.padding(), o.dilation(), o.groups(), true);
	}

	private static List<Parameter> parameters(final NetworkGraph graph, final Map<String, Node> folded) {
		final List<String> gone = folded.values().stream().map(Node::name).toList();
		final List<Parameter> parameters = new ArrayList<>();
		for (final Parameter p : graph.parameters()) {
			final String node = p.name().substring(0, p.name().lastIndexOf('.'));
			if (gone.contains(node) || folded.containsKey(node) && p.role() == Role.BIAS) continue;
			parameters.add(p);
			if (folded.containsKey(node)) parameters.add(new Parameter(node + ".bias", p.shape().subList(0, 1), Role.BIAS, p.part(),
				new Initialization(Distribution.CONSTANT, 0)));
		}
		return parameters;
	}
}
