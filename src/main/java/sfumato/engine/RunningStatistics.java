package sfumato.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDManager;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.Operation;
import sfumato.text.UserException;

/**
 * Re-estimates the running statistics of batch normalization for given weights ("precise batch normalization").
 * <p>
 * During training the running mean and variance follow the batches slowly, while the weights move: after few steps they belong to
 * weights that the network no longer has, and evaluation is far worse than training. Here they start at 0, K batches pass through
 * the network with fixed weights, and the bias of the start is divided out,
 *
 * <pre>
 * r_0 = 0,   r_k = (1 − momentum) r_(k−1) + momentum s_k,   estimate = r_K / (1 − (1 − momentum)^K)
 * </pre>
 *
 * a weighted mean of the statistics s_k of the batches (the variances are the unbiased ones). Source: Wu and Johnson, Rethinking
 * "Batch" in BatchNorm, 2021, section 3.
 */
public final class RunningStatistics {

	/** Lets a batch pass through the network in training mode. */
	@FunctionalInterface
	public interface Forward {

		/**
		 * @param parameters the weights to use, whose running statistics move
		 * @param batch number of the batch, from 0
		 */
		void run(Parameters parameters, int batch);
	}

	private RunningStatistics() {}

	/** Whether a network has statistics to estimate. */
	public static boolean has(final NetworkGraph graph) {
		return graph.parameters().stream().anyMatch(p -> !p.role().isTrainable());
	}

	/**
	 * The same weights with statistics that belong to them.
	 *
	 * @param parent owns temporary arrays
	 * @param weights exactly the parameters of the graph; not changed
	 * @param batches K, at least 1
	 * @param forward is called K times, on the calling thread
	 */
	public static Map<String, Tensor> estimate(final NDManager parent, final NetworkGraph graph, final Map<String, Tensor> weights,
		final int batches, final Forward forward)
	{
		if (batches < 1) throw new UserException(EngineMessages.batches(batches));
		final Map<String, Tensor> start = new LinkedHashMap<>(weights), estimated = new LinkedHashMap<>(weights);
		for (final NetworkGraph.Parameter p : graph.parameters())
			if (!p.role().isTrainable()) start.put(p.name(), new Tensor(p.dimensions(), new float[Math.toIntExact(p.size())]));
		final Map<String, Double> momentum = graph.nodes().stream().filter(
			n -> n.operation() instanceof Operation.BatchNormalization).collect(Collectors.toMap(NetworkGraph.Node::name,
				n -> ((Operation.BatchNormalization) n.operation()).momentum()));
		try (Parameters parameters = Parameters.of(parent, graph, start)) {
			for (int k = 0; k < batches; k++)
				forward.run(parameters, k);
			for (final NetworkGraph.Parameter p : graph.parameters()) {
				if (p.role().isTrainable()) continue;
				final double known = 1 - Math.pow(1 - momentum.get(p.name().substring(0, p.name().lastIndexOf('.'))), batches);
				final float[] values = parameters.get(p.name()).toFloatArray();
				for (int i = 0; i < values.length; i++)
					values[i] = (float) (values[i] / known);
				estimated.put(p.name(), new Tensor(p.dimensions(), values));
			}
		}
		return estimated;
	}
}
