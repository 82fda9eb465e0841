package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.engine.TorchSource.Form;
import sfumato.engine.TorchSource.Resizing;
import sfumato.engine.TorchSource.Style;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;

/**
 * A network in one call computes what it does operation by operation, in 64 bits: what differs is the formula then, and not the
 * rounding, of which normalizations over a few values and the corners of rectifiers make anything in 32 bits.
 */
class NetworkParityTest extends EngineTests {

	private static final int BATCH = 3;
	/** Far below the 1e-5 and 1e-4 that are asked for, and far above what 53 binary digits leave. */
	private static final double FORWARD = 1e-10, GRADIENT = 1e-8;
	/** An array below this share of the largest is zero but for rounding, as the means of normalized images are. */
	private static final double NOTHING = 1e-5;
	/** As a training on a processor runs, but that rectifiers of predictions are not part of convolutions, which are 32-bit then. */
	private static final Style USUAL = new Style(Form.TRAINING, true, Resizing.KERNEL);

	static List<String> small() {
		return AllNetworksTest.small();
	}

	static List<String> all() {
		return Stream.of(AllNetworksTest.small(), AllNetworksTest.large()).flatMap(List::stream).toList();
	}

	@ParameterizedTest
	@MethodSource("small")
	void smallNetworksMatchTheInterpreter(final String text) throws Exception {
		compare(AllNetworksTest.graph(text), 32, List.of(USUAL));
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("all")
	void everyNetworkMatchesTheInterpreterInEveryStyle(final String text) throws Exception {
		compare(AllNetworksTest.graph(text), 64, styles());
	}

	/** Features of 40 x 40 pixels have room for the dilations 12, 24 and 36, those of 16 x 16 for the first one. */
	@ParameterizedTest
	@ValueSource(ints = { 128, 320 })
	void dilatedConvolutionsMatchTheInterpreterInLargeImages(final int side) throws Exception {
		compare(SmallNetworks.deepLab(), side, styles());
	}

	private static List<Style> styles() {
		return Stream.of(Resizing.values()).flatMap(r -> Stream.of(true, false).map(c -> new Style(Form.TRAINING, c, r))).toList();
	}

	private void compare(final NetworkGraph graph, final int side, final List<Style> styles) throws Exception {
		withManager(m -> {
			final Computed expected = new Computed(m, new Interpreter(graph), side);
			for (final Style style : styles)
				expected.assertSame(new Computed(m, TorchScript.load(graph, m, style), side), style.toString());
		});
	}

	/** What a network computes of the same images and weights: training with a backward pass, then an evaluation. */
	private static final class Computed {

		private final Map<String, double[]> outputs = new LinkedHashMap<>(), gradients = new LinkedHashMap<>(), statistics =
			new LinkedHashMap<>(), evaluated = new LinkedHashMap<>();

		Computed(final NDManager m, final Network network, final int side) {
			final NetworkGraph graph = network.graph();
			try (Parameters floats = AllNetworksTest.awake(m, graph);
					Parameters p = Parameters.inDouble(m, graph, floats.tensors());
					NDManager own = m.newSubManager();
					network) {
				final NDArray x = noise(own, 4, graph.inputChannels(), side), y = noise(own, 5, graph.numClasses(), side);
				Autograd.record(() -> {
					final Map<String, NDArray> out = network.forward(x, p, Mode.training(new Random(0)));
					NDArray sum = null;
					for (final NDArray o : out.values())
						sum = sum == null ? o.mul(y).sum() : sum.add(o.mul(y).sum());
					Autograd.backward(sum);
					out.forEach((name, o) -> outputs.put(name, o.toDoubleArray()));
					return null;
				});
				for (final Parameter q : graph.parameters())
					if (q.role().isTrainable()) gradients.put(q.name(), p.gradient(q.name()).toDoubleArray());
					else statistics.put(q.name(), p.get(q.name()).toDoubleArray());
				network.forward(x, p, Mode.evaluation()).forEach((name, o) -> evaluated.put(name, o.toDoubleArray()));
			}
		}

		private static NDArray noise(final NDManager m, final long seed, final int channels, final int side) {
			return AllNetworksTest.noise(m, seed, BATCH, channels, side, side).toType(DataType.FLOAT64, false);
		}

		void assertSame(final Computed other, final String of) {
			assertClose(outputs, other.outputs, FORWARD, of);
			assertClose(evaluated, other.evaluated, FORWARD, of + ", evaluation");
			assertClose(statistics, other.statistics, FORWARD, of);
			assertClose(gradients, other.gradients, GRADIENT, of);
		}
	}

	/** Each array by itself, its largest difference in relation to its largest number. */
	private static void assertClose(final Map<String, double[]> expected, final Map<String, double[]> found,
		final double limit, final String of)
	{
		assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
		final double all = expected.values().stream().mapToDouble(NetworkParityTest::largest).max().orElseThrow();
		expected.forEach((name, values) -> {
			final double[] others = found.get(name);
			assertEquals(values.length, others.length, name);
			double difference = 0;
			for (int i = 0; i < values.length; i++)
				difference = Math.max(difference, Math.abs(values[i] - others[i]));
			final double size = Math.max(largest(values), NOTHING * all);
			assertTrue(difference <= limit * size, of + ": " + name + " differs by " + difference + " of " + size);
		});
	}

	private static double largest(final double[] values) {
		double size = 0;
		for (final double v : values)
			size = Math.max(size, Math.abs(v));
		return size;
	}
}
