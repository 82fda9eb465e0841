package sfumato.engine;

import java.util.LinkedHashMap;
import java.util.Map;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.Folding;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Role;
import sfumato.networks.Operation;
import sfumato.text.UserException;

/**
 * A trained network made ready to be evaluated: what one output needs, with batch normalizations taken into the convolutions
 * before them.
 *
 * <pre>
 * factor = weight / sqrt(running variance + epsilon)
 * kernels &lt;- kernels factor,  bias &lt;- shift + (bias - running mean) factor
 * </pre>
 *
 * @param graph to run, without the folded normalizations
 * @param weights exactly the parameters of that graph
 */
public record Folded(NetworkGraph graph, Map<String, Tensor> weights) {

	/**
	 * Folds a network.
	 *
	 * @param graph the whole network
	 * @param output the output that is wanted
	 * @param weights exactly the parameters of the whole network
	 * @throws UserException naming the tensor that is missing, has another shape, or is not one of the network's
	 */
	public static Folded of(final NetworkGraph graph, final String output, final Map<String, Tensor> weights) {
		Parameters.check(graph.parameters(), weights);
		final Folding folding = Folding.of(graph.only(output));
		final Map<String, Tensor> folded = new LinkedHashMap<>();
		for (final Parameter p : folding.graph().parameters()) {
			final int dot = p.name().lastIndexOf('.');
			final Node normalization = folding.normalizations().get(p.name().substring(0, dot));
			folded.put(p.name(), normalization == null ? weights.get(p.name()) : fold(weights, p, normalization));
		}
		return new Folded(folding.graph(), folded);
	}

	private static Tensor fold(final Map<String, Tensor> weights, final Parameter p, final Node normalization) {
		final double epsilon = ((Operation.BatchNormalization) normalization.operation()).epsilon();
		final float[] scale = values(weights, normalization, "weight"), shift = values(weights, normalization, "bias");
		final float[] mean = values(weights, normalization, "running_mean"), variance = values(weights, normalization,
			"running_var");
		final boolean bias = p.role() == Role.BIAS;
		final Tensor before = weights.get(p.name());
		final float[] after = new float[Math.toIntExact(p.size())];
		final int each = after.length / scale.length;
		for (int c = 0; c < scale.length; c++) {
			final double factor = scale[c] / Math.sqrt(variance[c] + epsilon);
			if (bias) after[c] = (float) (shift[c] + ((before == null ? 0 : before.values()[c]) - mean[c]) * factor);
			else for (int i = c * each; i < (c + 1) * each; i++)
				after[i] = (float) (before.values()[i] * factor);
		}
		return new Tensor(p.dimensions(), after);
	}

	private static float[] values(final Map<String, Tensor> weights, final Node normalization, final String name) {
		return weights.get(normalization.name() + "." + name).values();
	}
}
