package sfumato.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import ai.djl.ndarray.NDArray;

import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.Operation;
import sfumato.text.UserException;

/**
 * Runs a network operation by operation. What an operation gives is closed as soon as the last operation that needs it has
 * run; while gradients are recorded libtorch keeps what the backward pass needs by itself.
 */
public final class Interpreter implements Network {

	private final NetworkGraph graph;
	private final boolean[] isOutput;

	public Interpreter(final NetworkGraph graph) {
		this.graph = graph;
		isOutput = new boolean[graph.nodes().size()];
		for (final String name : graph.outputNames())
			isOutput[graph.output(name)] = true;
	}

	@Override
	public NetworkGraph graph() {
		return graph;
	}

	/** Always 32-bit. */
	@Override
	public TensorPrecision precision() {
		return TensorPrecision.FP32;
	}

	@Override
	public Map<String, NDArray> forward(final NDArray x, final Parameters parameters, final Mode mode) {
		return forward(List.of(x), parameters, mode);
	}

	/** {@link #forward(NDArray, Parameters, Mode)} for a graph with several inputs, in the order of its input nodes. */
	public Map<String, NDArray> forward(final List<NDArray> inputs, final Parameters parameters, final Mode mode) {
		check(graph, inputs.get(0), mode);
		final Operations operations = new Operations(parameters, mode, inputs.get(0).getManager());
		final List<Node> nodes = graph.nodes();
		final int[] source = sources(mode);
		final int[] uses = new int[nodes.size()];
		for (int i = 0; i < uses.length; i++)
			if (source[i] == i) for (final int j : nodes.get(i).inputs())
				uses[source[j]]++;
		for (int i = 0; i < uses.length; i++)
			if (isOutput[i]) uses[source[i]]++;
		final NDArray[] values = new NDArray[nodes.size()];
		int given = 0;
		for (int i = 0; i < values.length; i++) {
			final Node node = nodes.get(i);
			if (source[i] != i) continue;
			if (node.operation() instanceof Operation.Input) {
				values[i] = inputs.get(given++);
				uses[i]++; // the caller's
				continue;
			}
			if (Thread.currentThread().isInterrupted()) throw new CancellationException("Cancelled");
			final List<NDArray> in = node.inputs().stream().map(j -> values[source[j]]).toList();
			values[i] = operations.run(node, in);
			for (final int j : node.inputs())
				if (--uses[source[j]] == 0) values[source[j]].close();
		}
		final Map<String, NDArray> outputs = new LinkedHashMap<>();
		for (final String name : graph.outputNames())
			outputs.put(name, values[source[graph.output(name)]]);
		return outputs;
	}

	/** For every node the one whose image it gives: another than itself where it does nothing in this mode. */
	private int[] sources(final Mode mode) {
		final int[] source = new int[graph.nodes().size()];
		Arrays.setAll(source, i -> i);
		for (int i = 0; i < source.length; i++)
			if (graph.nodes().get(i).operation() instanceof Operation.Dropout d && (!mode.training() || d.rate() == 0))
				source[i] = source[graph.nodes().get(i).inputs().get(0)];
		return source;
	}

	static void check(final NetworkGraph graph, final NDArray x, final Mode mode) {
		final long[] shape = x.getShape().getShape();
		if (shape.length != 4) throw new UserException(EngineMessages.batchDimensions(shape.length));
		if (shape[1] != graph.inputChannels()) throw new UserException(EngineMessages.channels(shape[1], graph.inputChannels()));
		final int height = Math.toIntExact(shape[2]), width = Math.toIntExact(shape[3]);
		graph.checkSize(height, width);
		if (mode.training() && shape[0] == 1 && graph.nodes().stream().anyMatch(n -> n
			.operation() instanceof Operation.BatchNormalization) && graph.fewestNormalized(height, width) == 1)
			throw new UserException(EngineMessages.nothingToNormalize());
	}

	/** It holds nothing of its own. */
	@Override
	public void close() {}
}
