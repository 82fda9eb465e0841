package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDManager;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.UNet;

class ParametersTest extends EngineTests {

	@Test
	void dependOnTheSeedOnly() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Map<String, Tensor> once = Parameters.initialize(m, graph, 1).tensors();
			assertEquals(once, Parameters.initialize(m, graph, 1).tensors());
			assertNotEquals(once, Parameters.initialize(m, graph, 2).tensors());
			assertEquals(once, Parameters.of(m, graph, once).tensors());
		});
	}

	@Test
	void initialWeightsHaveTheStandardDeviationOfTheGraph() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = new UNet().network(1, 2);
			try (Parameters p = Parameters.initialize(m, graph, 1)) {
				// 512 * 512 * 9 numbers, variance 2 / (9 * 512)
				assertEquals(Math.sqrt(2.0 / (9 * 512)), deviation(p, "encoder.layer4.1.conv1.weight"), 1e-4);
				// 256 * 768 * 9 numbers, uniform: bound / sqrt(3)
				final double bound = Math.sqrt(6.0 / (9 * 768));
				assertEquals(bound / Math.sqrt(3), deviation(p, "decoder.blocks.0.conv1.0.weight"), 1e-4);
				for (final float w : p.get("decoder.blocks.0.conv1.0.weight").toFloatArray())
					assertTrue(Math.abs(w) <= (float) bound);
			}
		});
	}

	private static double deviation(final Parameters p, final String name) {
		final float[] values = p.get(name).toFloatArray();
		double squares = 0;
		for (final float v : values)
			squares += (double) v * v;
		return Math.sqrt(squares / values.length);
	}

	@Test
	void refusesWeightsOfAnotherNetwork() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Map<String, Tensor> good = Parameters.initialize(m, graph, 1).tensors();
			final String bias = "segmentation_head.0.bias";
			final Map<String, Tensor> missing = new LinkedHashMap<>(good);
			missing.remove(bias);
			assertRefused(m, graph, missing, EngineMessages.lacksWeights("segmentation_head.0.bias", "[2]"));
			final Map<String, Tensor> misshapen = new LinkedHashMap<>(good);
			misshapen.put(bias, new Tensor(new long[] { 3 }, new float[3]));
			assertRefused(m, graph, misshapen,
				EngineMessages.otherShape("segmentation_head.0.bias", "[3]", "[2]"));
			final Map<String, Tensor> extra = new LinkedHashMap<>(good);
			extra.put("fc.weight", new Tensor(new long[] { 1 }, new float[1]));
			assertRefused(m, graph, extra,
				EngineMessages.unknownWeights("fc.weight"));
		});
	}

	private static void assertRefused(final NDManager m, final NetworkGraph graph, final Map<String, Tensor> tensors,
		final String message)
	{
		final int before = m.getManagedArrays().size();
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Parameters.of(m, graph, tensors))
			.getMessage());
		assertEquals(before, m.getManagedArrays().size());
	}

	@Test
	void onlyTrainableParametersHaveGradients() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Parameters p = Parameters.initialize(m, graph, 1);
			for (final Parameter q : graph.parameters()) {
				assertEquals(q.role().isTrainable(), p.get(q.name()).hasGradient());
				assertNull(p.gradient(q.name()));
			}
			assertThrows(IllegalArgumentException.class, () -> p.get("nothing"));
		});
	}
}
