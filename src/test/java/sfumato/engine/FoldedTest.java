package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.NDArray;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.Operation;

class FoldedTest extends EngineTests {

	static List<String> small() {
		return AllNetworksTest.small();
	}

	private static Tensor tensor(final long[] shape, final float... values) {
		return new Tensor(shape, values);
	}

	@Test
	void foldsBatchNormalizationIntoItsConvolution() {
		final GraphBuilder g = new GraphBuilder(1);
		g.output("main", g.batchNormalization("bn", g.convolution("conv", 0, 1, 1, 1)));
		final Map<String, Tensor> weights = new LinkedHashMap<>();
		weights.put("conv.weight", tensor(new long[] { 1, 1, 1, 1 }, 3));
		weights.put("bn.weight", tensor(new long[] { 1 }, 4));
		weights.put("bn.bias", tensor(new long[] { 1 }, 5));
		weights.put("bn.running_mean", tensor(new long[] { 1 }, 6));
		weights.put("bn.running_var", tensor(new long[] { 1 }, 4 - 1e-5f));
		final Folded folded = Folded.of(g.build(1), "main", weights);
		// 4 / sqrt(4) = 2: kernel 3 * 2, bias 5 - 6 * 2
		assertEquals(List.of("conv.weight", "conv.bias"), List.copyOf(folded.weights().keySet()));
		assertEquals(6, folded.weights().get("conv.weight").values()[0], 1e-6);
		assertEquals(-7, folded.weights().get("conv.bias").values()[0], 1e-5);
	}

	@Test
	void keepsConvolutionsWithSeveralConsumers() {
		final GraphBuilder g = new GraphBuilder(1);
		final int c = g.convolution("conv", 0, 1, 1, 1);
		g.output("main", g.add(c, g.batchNormalization("bn", c)));
		final NetworkGraph graph = g.build(1);
		final Map<String, Tensor> weights = new LinkedHashMap<>();
		for (final Parameter p : graph.parameters())
			weights.put(p.name(), tensor(p.dimensions(), 2));
		assertEquals(weights, Folded.of(graph, "main", weights).weights());
		weights.remove("bn.bias");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Folded.of(graph, "main", weights)).getMessage().contains(
			"bn.bias"));
	}

	@ParameterizedTest
	@MethodSource("small")
	void matchesTheUnfoldedNetwork(final String text) throws Exception {
		final NetworkGraph graph = AllNetworksTest.graph(text);
		withManager(m -> {
			final Parameters p = AllNetworksTest.awake(m, graph);
			final NDArray x = AllNetworksTest.noise(m, 4, 2, 2, 64, 64);
			final Interpreter whole = new Interpreter(graph);
			for (int i = 0; i < 5; i++) // towards statistics that are not 0 and 1
				whole.forward(x, p, Mode.training(new Random(i)));
			final float[] expected = whole.forward(x, p, Mode.evaluation()).get("main").toFloatArray();
			final Folded folded = Folded.of(graph, "main", p.tensors());
			assertTrue(folded.graph().nodes().stream().noneMatch(n -> n
				.operation() instanceof Operation.BatchNormalization), "all of them follow convolutions");
			try (Parameters q = Parameters.of(m, folded.graph(), folded.weights())) {
				float size = 0;
				for (final float v : expected)
					size = Math.max(size, Math.abs(v));
				for (final Network n : List.of(new Interpreter(folded.graph()), TorchScript.load(folded.graph(), m)))
					assertArrayEquals(expected, n.forward(x, q, Mode.evaluation()).get("main").toFloatArray(), 1e-5f * size);
			}
		});
	}
}
