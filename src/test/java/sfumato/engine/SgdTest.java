package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;

class SgdTest extends EngineTests {

	private static NetworkGraph line(final Part part) {
		final GraphBuilder g = new GraphBuilder(1);
		g.scope(part, "");
		g.output("main", g.classifier("line", g.image(), 1));
		return g.build(1);
	}

	private static Map<String, Tensor> start(final float weight, final float bias) {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("line.weight", new Tensor(new long[] { 1, 1, 1, 1 }, new float[] { weight }));
		tensors.put("line.bias", new Tensor(new long[] { 1 }, new float[] { bias }));
		return tensors;
	}

	/** One step on the loss w x + b at x = 2: the gradient is 2 for w and 1 for b. */
	private static void step(final NDManager m, final NetworkGraph graph, final Parameters p, final Sgd sgd,
		final double rate)
	{
		try (NDManager batch = m.newSubManager()) {
			final NDArray x = Parameters.copy(batch, new long[] { 1, 1, 1, 1 }, new float[] { 2 });
			Autograd.record(() -> {
				Autograd.backward(new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main").sum());
				return null;
			});
		}
		sgd.step(rate);
	}

	private static void assertLine(final double weight, final double bias, final Parameters p) {
		assertEquals(weight, p.get("line.weight").toFloatArray()[0], 1e-6);
		assertEquals(bias, p.get("line.bias").toFloatArray()[0], 1e-6);
	}

	@Test
	void matchesPyTorchAlsoWhenTheRateChanges() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = line(Part.HEAD);
			final Parameters p = Parameters.of(m, graph, start(0.5f, 0));
			final Sgd sgd = new Sgd(p, new Sgd.Options(0.9, 0.1, 10));
			// rate 0.1: v = 2 + 0.1 * 0.5 = 2.05, w = 0.5 - 0.205; no decay of the bias: v = 1, b = -0.1
			step(m, graph, p, sgd, 0.01);
			assertLine(0.295, -0.1, p);
			// rate 0.05: v = 0.9 * 2.05 + 2 + 0.1 * 0.295 = 3.8745, w = 0.295 - 0.193725; v = 1.9, b = -0.1 - 0.095
			step(m, graph, p, sgd, 0.005);
			assertLine(0.101275, -0.195, p);
		});
	}

	@Test
	void multiplierDoesNotApplyToTheEncoder() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = line(Part.ENCODER);
			final Parameters p = Parameters.of(m, graph, start(0.5f, 0));
			step(m, graph, p, new Sgd(p, new Sgd.Options(0.9, 0, 10)), 0.01);
			assertLine(0.48, -0.01, p);
		});
	}

	@Test
	void withoutMomentumStepsFollowTheGradient() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = line(Part.HEAD);
			final Parameters p = Parameters.of(m, graph, start(1, 0));
			final Sgd sgd = new Sgd(p, new Sgd.Options(0, 0, 1));
			step(m, graph, p, sgd, 0.1);
			step(m, graph, p, sgd, 0.2);
			assertLine(0.4, -0.3, p); // 1 - 0.1 * 2 - 0.2 * 2
		});
	}

	@Test
	void resumesBitIdentically() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0.1);
			final Interpreter network = new Interpreter(graph);
			try (Parameters p = Parameters.initialize(m, graph, 1); Sgd sgd = new Sgd(p, new Sgd.Options())) {
				Training.run(m, network, p, sgd, 3, new Random(1));
				try (Parameters q = Parameters.of(m, graph, p.tensors()); Sgd again = new Sgd(q, new Sgd.Options())) {
					again.restore(sgd.state());
					assertArrayEquals(Training.run(m, network, p, sgd, 3, new Random(2)), Training.run(m, network, q, again, 3,
						new Random(2)));
					assertEquals(p.tensors(), q.tensors());
					assertEquals(sgd.state(), again.state());
				}
			}
		});
	}

	@Test
	void refusesStatesOfAnotherNetwork() throws Exception {
		withManager(m -> {
			final Parameters p = Parameters.of(m, line(Part.HEAD), start(0, 0));
			final Sgd sgd = new Sgd(p, new Sgd.Options());
			final Map<String, Tensor> state = new LinkedHashMap<>(sgd.state());
			state.remove("line.bias");
			final var e = assertThrows(IllegalArgumentException.class, () -> sgd.restore(state));
			assertTrue(e.getMessage().contains("line.bias"), e.getMessage());
		});
	}

	@Test
	void keepsParametersWithoutGradient() throws Exception {
		withManager(m -> {
			final Parameters p = Parameters.of(m, line(Part.HEAD), start(0.5f, 1));
			new Sgd(p, new Sgd.Options()).step(1);
			assertLine(0.5, 1, p);
		});
	}

	@Test
	void refusesOptionsOutOfRange() {
		for (final double bad : new double[] { -0.1, 1, Double.NaN })
			assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sgd.Options(bad, 0, 1)).getMessage().contains(
				String.valueOf(bad)));
		assertThrows(IllegalArgumentException.class, () -> new Sgd.Options(0.9, -1, 1));
		assertThrows(IllegalArgumentException.class, () -> new Sgd.Options(0.9, 0, 0));
	}
}
