package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.ToIntFunction;

import org.junit.jupiter.api.Test;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import sfumato.Says;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkMessages;

class InterpreterTest extends EngineTests {

	/** A network of one operation on one channel. */
	private static NetworkGraph single(final int channels, final ToIntFunction<GraphBuilder> operation) {
		final GraphBuilder g = new GraphBuilder(channels);
		g.output("main", operation.applyAsInt(g));
		return g.build(1);
	}

	private static float[] run(final NDManager m, final ToIntFunction<GraphBuilder> operation, final int height,
		final int width, final float... values)
	{
		final NetworkGraph graph = single(1, operation);
		final NDArray x = Parameters.copy(m, new long[] { 1, 1, height, width }, values);
		return new Interpreter(graph).forward(x, Parameters.initialize(m, graph, 0), Mode.evaluation()).get("main")
			.toFloatArray();
	}

	private static NDArray noise(final NDManager m, final long seed, final long... shape) {
		final Random random = new Random(seed);
		final float[] values = new float[(int) Tensor.size(shape)];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) random.nextGaussian();
		return Parameters.copy(m, shape, values);
	}

	@Test
	void upsamplingAlignsPixelCentres() throws Exception {
		// centres of the new pixels lie at -0.25 (clamped), 0.25, 0.75 and 1.25 (clamped)
		withManager(m -> assertArrayEquals(new float[] { 0, 1, 3, 4, 0, 1, 3, 4 }, run(m, g -> g.enlarge(0, 2), 1, 2, 0,
			4), 1e-6f));
		withManager(m -> assertArrayEquals(new float[] { 0, 0, 1, 1, 3, 3, 4, 4 }, run(m, g -> g.enlarge(0, 2), 2, 1, 0,
			4), 1e-6f));
	}

	@Test
	void upsamplingWeighsPixelsEqually() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = single(1, g -> g.enlarge(0, 2));
			final NDArray x = noise(m, 1, 2, 1, 3, 5);
			x.setRequiresGradient(true);
			Autograd.record(() -> {
				Autograd.backward(new Interpreter(graph).forward(x, Parameters.initialize(m, graph, 0), Mode.evaluation())
					.get("main").sum());
				return null;
			});
			final float[] four = new float[30];
			java.util.Arrays.fill(four, 4);
			assertArrayEquals(four, x.getGradient().toFloatArray(), 1e-5f);
		});
	}

	@Test
	void averagePoolingExcludesPaddingOfIncompleteWindows() throws Exception {
		// (1 + 2 + 4 + 5) / 4, (3 + 6) / 2, (7 + 8) / 2, 9
		withManager(m -> assertArrayEquals(new float[] { 3, 4.5f, 7.5f, 9 }, run(m, g -> g.averagePool(0, 2, 2), 3, 3, 1, 2,
			3, 4, 5, 6, 7, 8, 9), 1e-6f));
	}

	@Test
	void averagePoolingWithStrideOneCountsPadding() throws Exception {
		// (1 + 2 + 3 + 4) / 4, (2 + 4) / 4, (3 + 4) / 4, 4 / 4
		withManager(m -> assertArrayEquals(new float[] { 2.5f, 1.5f, 1.75f, 1 }, run(m, g -> g.averagePool(0, 2, 1), 2, 2, 1,
			2, 3, 4), 1e-6f));
	}

	@Test
	void activationsClipAtTheirLimits() throws Exception {
		withManager(m -> assertArrayEquals(new float[] { 0, 2, 9 }, run(m, g -> g.relu(0), 1, 3, -1, 2, 9), 0));
		withManager(m -> assertArrayEquals(new float[] { 0, 2, 6 }, run(m, g -> g.relu6(0), 1, 3, -1, 2, 9), 0));
	}

	@Test
	void smoothActivationsMatchTheirFormulas() throws Exception {
		final float[] x = { -1, 0, 2 };
		final float[] sigmoid = { (float) (1 / (1 + Math.E)), 0.5f, (float) (1 / (1 + Math.exp(-2))) };
		withManager(m -> assertArrayEquals(sigmoid, run(m, g -> g.sigmoid(0), 1, 3, x), 1e-6f));
		withManager(m -> assertArrayEquals(new float[] { -sigmoid[0], 0, 2 * sigmoid[2] }, run(m, g -> g.silu(0), 1, 3, x),
			1e-6f));
	}

	@Test
	void globalPoolingScalesChannelsAndIsUpsampled() throws Exception {
		// the mean of 1, 2, 3 and 6 is 3
		withManager(m -> assertArrayEquals(new float[] { 3, 6, 9, 18 }, run(m, g -> g.multiply(0, g.globalAveragePool(0)), 1, 4,
			1, 2, 3, 6), 1e-5f));
		withManager(m -> assertArrayEquals(new float[] { 3, 3, 3, 3 }, run(m, g -> g.resizeLike(g.globalAveragePool(0), 0), 2,
			2, 1, 2, 3, 6), 1e-6f));
	}

	@Test
	void runningStatisticsHaveMomentumOneTenth() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = single(1, g -> g.batchNormalization("bn", 0));
			final Parameters p = Parameters.initialize(m, graph, 0);
			// mean 4; squared distances 9 + 1 + 1 + 9 = 20: variance 5 for the batch, 20 / 3 for the population
			final NDArray x = Parameters.copy(m, new long[] { 2, 1, 1, 2 }, new float[] { 1, 3, 5, 7 });
			final float[] y = new Interpreter(graph).forward(x, p, Mode.training(new Random(0))).get("main").toFloatArray();
			final double sd = Math.sqrt(5 + 1e-5);
			assertArrayEquals(new float[] { (float) (-3 / sd), (float) (-1 / sd), (float) (1 / sd), (float) (3 / sd) }, y,
				1e-6f);
			assertEquals(0.4f, p.get("bn.running_mean").toFloatArray()[0], 1e-6f);
			assertEquals(0.9 + 0.1 * 20 / 3, p.get("bn.running_var").toFloatArray()[0], 1e-6);
			final float[] z = new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main").toFloatArray();
			assertEquals((1 - 0.4) / Math.sqrt(0.9 + 0.1 * 20 / 3 + 1e-5), z[0], 1e-6);
		});
	}

	@Test
	void dropoutZeroesWholeChannelsAndKeepsTheMean() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = single(4, g -> g.dropout(0, 0.25));
			final Parameters p = Parameters.initialize(m, graph, 0);
			final NDArray x = m.ones(new Shape(200, 4, 2, 2));
			final float[] y = new Interpreter(graph).forward(x, p, Mode.training(new Random(7))).get("main").toFloatArray();
			int dropped = 0;
			for (int channel = 0; channel < 800; channel++) {
				final float value = y[4 * channel];
				assertTrue(value == 0 || Math.abs(value - 4 / 3.0) < 1e-6);
				for (int i = 1; i < 4; i++)
					assertEquals(value, y[4 * channel + i]);
				if (value == 0) dropped++;
			}
			assertEquals(200, dropped, 4 * Math.sqrt(800 * 0.25 * 0.75));
			final NDArray same = new Interpreter(graph).forward(x, p, Mode.training(new Random(7))).get("main");
			assertArrayEquals(y, same.toFloatArray());
			assertArrayEquals(x.toFloatArray(), new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main")
				.toFloatArray());
		});
	}

	@Test
	void outputDoesNotDependOnTheBatch() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0.5);
			final Parameters p = Parameters.initialize(m, graph, 1);
			final Interpreter network = new Interpreter(graph);
			final NDArray x = noise(m, 2, 3, 1, 64, 32);
			final float[] together = network.forward(x, p, Mode.evaluation()).get("main").toFloatArray();
			final float[] alone = network.forward(x.get("1:2"), p, Mode.evaluation()).get("main").toFloatArray();
			for (int i = 0; i < alone.length; i++)
				assertEquals(together[alone.length + i], alone[i], 1e-5);
		});
	}

	/** Central difference along one random direction in the space of all parameters; batch statistics included. */
	@Test
	void gradientMatchesFiniteDifferences() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Map<String, Tensor> at = Parameters.initialize(m, graph, 1).tensors();
			final NDArray x = noise(m, 2, 3, 1, 64, 64);
			final NDArray y = noise(m, 3, 3, 2, 64, 64);
			final Parameters p = Parameters.of(m, graph, at);
			Autograd.record(() -> {
				Autograd.backward(loss(graph, p, x, y));
				return null;
			});
			final Random random = new Random(4);
			final Map<String, float[]> direction = new LinkedHashMap<>();
			double expected = 0;
			for (final Parameter q : graph.parameters()) {
				if (!q.role().isTrainable()) continue;
				final float[] gradient = p.gradient(q.name()).toFloatArray();
				final float[] d = new float[gradient.length];
				for (int i = 0; i < d.length; i++) {
					// along the gradient, roughly: a blind direction has a slope of rounding errors
					d[i] = (float) (Math.signum(gradient[i]) * random.nextDouble());
					expected += gradient[i] * d[i];
				}
				direction.put(q.name(), d);
			}
			final double step = 1e-5;
			final double slope = (loss(m, graph, at, direction, step, x, y) - loss(m, graph, at, direction, -step, x, y)) /
				(2 * step);
			assertEquals(expected, slope, 0.03 * Math.abs(expected));
		});
	}

	private static double loss(final NDManager m, final NetworkGraph graph, final Map<String, Tensor> at,
		final Map<String, float[]> direction, final double step, final NDArray x, final NDArray y)
	{
		final Map<String, Tensor> moved = new LinkedHashMap<>(at);
		direction.forEach((name, d) -> {
			final float[] values = at.get(name).values().clone();
			for (int i = 0; i < values.length; i++)
				values[i] += (float) (step * d[i]);
			moved.put(name, new Tensor(at.get(name).shape(), values));
		});
		try (Parameters p = Parameters.of(m, graph, moved); NDArray loss = loss(graph, p, x, y)) {
			return loss.getFloat();
		}
	}

	private static NDArray loss(final NetworkGraph graph, final Parameters p, final NDArray x, final NDArray y) {
		return new Interpreter(graph).forward(x, p, Mode.training(new Random(0))).get("main").logSoftmax(1).mul(y).sum();
	}

	@Test
	void closesIntermediateTensors() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0.1);
			final Parameters p = Parameters.initialize(m, graph, 1);
			final Interpreter network = new Interpreter(graph);
			for (int i = 0; i < 2; i++)
				try (NDManager batch = m.newSubManager()) {
					final NDArray x = noise(batch, 2, 1, 1, 64, 64);
					final int before = p.manager().getManagedArrays().size();
					final NDArray y = network.forward(x, p, Mode.evaluation()).get("main");
					assertEquals(2, batch.getManagedArrays().size());
					assertEquals(batch, y.getManager());
					if (i > 0) assertEquals(before, p.manager().getManagedArrays().size());
				}
		});
	}

	@Test
	void runsASingleOutputWithParametersOfTheWholeNetwork() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = Methods.of(Decoder.class).create("unet(encoder: mobilenetv2_100, aux: true)").network(
				1, 2);
			final Parameters p = Parameters.initialize(m, graph, 1);
			final NDArray x = noise(m, 2, 1, 1, 32, 32);
			final Map<String, NDArray> main = new Interpreter(graph.only("main")).forward(x, p, Mode.evaluation());
			assertEquals(java.util.Set.of("main"), main.keySet());
			assertArrayEquals(new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main").toFloatArray(), main.get(
				"main").toFloatArray());
		});
	}

	@Test
	void equalSeedsTrainBitIdenticalWeights() throws Exception {
		final float[][] losses = new float[2][];
		for (int run = 0; run < 2; run++) {
			final int r = run;
			withManager(m -> losses[r] = Training.run(m, SmallNetworks.unet(0.3), 5));
		}
		assertArrayEquals(losses[0], losses[1]);
	}

	@Test
	void learnsADisc() throws Exception {
		withManager(m -> {
			final float[] losses = Training.run(m, SmallNetworks.unet(0), 60);
			assertTrue(losses[59] < 0.5 * losses[0], losses[0] + " -> " + losses[59]);
		});
	}

	@Test
	void refusesImagesOfWrongSize() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Parameters p = Parameters.initialize(m, graph, 1);
			final Interpreter network = new Interpreter(graph);
			var e = assertThrows(IllegalArgumentException.class, () -> network.forward(m.ones(new Shape(1, 3, 32, 32)), p,
				Mode.evaluation()));
			assertEquals(EngineMessages.channels(3, 1), e.getMessage());
			e = assertThrows(IllegalArgumentException.class, () -> network.forward(m.ones(new Shape(1, 1, 32, 33)), p, Mode
				.evaluation()));
			assertSays(NetworkMessages.sides(33, 32, Says.SOME, Says.SOME, Says.SOME), e.getMessage());
			e = assertThrows(IllegalArgumentException.class, () -> network.forward(m.ones(new Shape(32, 32)), p, Mode
				.evaluation()));
			assertTrue(e.getMessage().contains("2 dimensions"), e.getMessage());
			e = assertThrows(IllegalArgumentException.class, () -> network.forward(m.ones(new Shape(1, 1, 32, 32)), p, Mode
				.training(new Random(0))));
			assertEquals(EngineMessages.nothingToNormalize(),
				e.getMessage());
		});
	}

	@Test
	void interruptCancelsBetweenOperations() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Parameters p = Parameters.initialize(m, graph, 1);
			Thread.currentThread().interrupt();
			assertThrows(CancellationException.class, () -> new Interpreter(graph).forward(m.ones(new Shape(1, 1, 32, 32)), p,
				Mode.evaluation()));
			assertTrue(Thread.interrupted());
		});
	}

	@Test
	void evaluationRecordsNoGradientsUnlessAsked() throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0);
			final Parameters p = Parameters.initialize(m, graph, 1);
			final NDArray x = m.ones(new Shape(1, 1, 32, 32));
			assertThrows(EngineException.class, () -> Autograd.backward(new Interpreter(graph).forward(x, p, Mode
				.evaluation()).get("main").sum()));
			assertNull(p.gradient("segmentation_head.0.bias"));
			Autograd.record(() -> {
				Autograd.backward(new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main").sum());
				return null;
			});
			assertEquals(32 * 32, p.gradient("segmentation_head.0.bias").toFloatArray()[0]);
		});
	}
}
