package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;

class MovingAverageTest extends EngineTests {

	private static NetworkGraph normalization() {
		final GraphBuilder g = new GraphBuilder(1);
		g.scope(Part.HEAD, "");
		g.output("main", g.batchNormalization("bn", g.convolution("conv", g.image(), 1, 1, 1)));
		return g.build(1);
	}

	@Test
	void averagesWeightsAndRunningStatisticsExponentially() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = normalization();
			final Map<String, Tensor> tensors = new LinkedHashMap<>(Parameters.initial(graph, 1));
			tensors.put("conv.weight", new Tensor(new long[] { 1, 1, 1, 1 }, new float[] { 1 }));
			try (Parameters p = Parameters.of(m, graph, tensors); MovingAverage average = new MovingAverage(p, 0.75)) {
				assertEquals(tensors, average.state());
				p.get("conv.weight").addi(4); // 5
				p.get("bn.running_mean").addi(8);
				average.update(); // 0.75 * 1 + 0.25 * 5
				assertArrayEquals(new float[] { 2 }, average.state().get("conv.weight").values());
				assertArrayEquals(new float[] { 2 }, average.state().get("bn.running_mean").values());
				average.update(); // 0.75 * 2 + 0.25 * 5
				assertArrayEquals(new float[] { 2.75f }, average.state().get("conv.weight").values());
				assertArrayEquals(new float[] { 3.5f }, average.state().get("bn.running_mean").values()); // 0.75 * 2 + 0.25 * 8
				assertArrayEquals(new float[] { 1 }, average.state().get("bn.running_var").values());
				assertArrayEquals(new float[] { 5 }, p.get("conv.weight").toFloatArray());
			}
		});
	}

	@Test
	void resumesBitIdentically() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			try (Parameters p = Parameters.initialize(m, graph, 1); Sgd sgd = new Sgd(p, new Sgd.Options());
					MovingAverage average = new MovingAverage(p, 0.9)) {
				Training.run(m, new Interpreter(graph), p, sgd, 2, new Random(1));
				average.update();
				try (MovingAverage again = new MovingAverage(p, 0.9)) {
					again.restore(average.state());
					Training.run(m, new Interpreter(graph), p, sgd, 1, new Random(2));
					average.update();
					again.update();
					assertEquals(average.state(), again.state());
				}
			}
		});
	}

	@Test
	void refusesStatesOfAnotherNetwork() throws Exception {
		withManager(m -> {
			final Parameters p = Parameters.initialize(m, normalization(), 1);
			final MovingAverage average = new MovingAverage(p, 0.9);
			final Map<String, Tensor> state = new LinkedHashMap<>(average.state());
			state.remove("bn.running_var");
			assertTrue(assertThrows(IllegalArgumentException.class, () -> average.restore(state)).getMessage().contains(
				"bn.running_var"));
		});
	}

	@Test
	void refusesDecayOutOfRange() throws Exception {
		withManager(m -> {
			final Parameters p = Parameters.initialize(m, normalization(), 1);
			for (final double bad : new double[] { -0.1, 1, Double.NaN })
				assertTrue(assertThrows(IllegalArgumentException.class, () -> new MovingAverage(p, bad)).getMessage().contains(
					String.valueOf(bad)));
		});
	}
}
