package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;

class RunningStatisticsTest extends EngineTests {

	/** A convolution that doubles, then a batch normalization. */
	private static NetworkGraph doubling() {
		final GraphBuilder g = new GraphBuilder(1);
		g.scope(Part.HEAD, "");
		g.output("main", g.batchNormalization("bn", g.convolution("conv", g.image(), 1, 1, 1)));
		return g.build(1);
	}

	private static Map<String, Tensor> weights(final NetworkGraph graph) {
		final Map<String, Tensor> tensors = new LinkedHashMap<>(Parameters.initial(graph, 1));
		tensors.put("conv.weight", new Tensor(new long[] { 1, 1, 1, 1 }, new float[] { 2 }));
		tensors.put("bn.running_mean", new Tensor(new long[] { 1 }, new float[] { 1000 }));
		tensors.put("bn.running_var", new Tensor(new long[] { 1 }, new float[] { 1e6f }));
		return tensors;
	}

	private static void pass(final NDManager m, final NetworkGraph graph, final Parameters p, final float... values) {
		try (NDManager sub = m.newSubManager()) {
			new Interpreter(graph).forward(sub.create(values, new Shape(1, 1, 1, values.length)), p, Mode.training(new Random(1)));
		}
	}

	@Test
	void oneBatchGivesItsMeanAndUnbiasedVariance() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = doubling();
			// doubled: 2, 4, 6, 8; mean 5, unbiased variance (9 + 1 + 1 + 9) / 3
			final Map<String, Tensor> now = RunningStatistics.estimate(m, graph, weights(graph), 1, (p, k) -> pass(m, graph, p, 1, 2, 3,
				4));
			assertArrayEquals(new float[] { 5 }, now.get("bn.running_mean").values(), 1e-5f);
			assertArrayEquals(new float[] { 20 / 3f }, now.get("bn.running_var").values(), 1e-5f);
			assertEquals(weights(graph).get("conv.weight"), now.get("conv.weight"));
		});
	}

	@Test
	void averagesSeveralBatchesAndIgnoresInitialValues() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = doubling();
			final float[][] batches = { { 0, 1 }, { 2, 4 }, { 3, 3 } };
			final double[] means = { 1, 6, 6 }, variances = { 2, 8, 0 };
			double mean = 0, variance = 0, sum = 0;
			for (int k = 0; k < 3; k++) { // momentum 0.1
				final double w = 0.1 * Math.pow(0.9, 2 - k);
				mean += w * means[k];
				variance += w * variances[k];
				sum += w;
			}
			final Map<String, Tensor> now = RunningStatistics.estimate(m, graph, weights(graph), 3, (p, k) -> pass(m, graph, p,
				batches[k]));
			assertEquals(mean / sum, now.get("bn.running_mean").values()[0], 1e-5);
			assertEquals(variance / sum, now.get("bn.running_var").values()[0], 1e-5);
		});
	}

	@Test
	void refusesZeroBatches() throws Exception {
		withManager(m -> assertThrows(IllegalArgumentException.class, () -> RunningStatistics.estimate(m, doubling(), weights(
			doubling()), 0, (p, k) -> {})));
	}
}
