package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Role;
import sfumato.networks.Operation;

/** What holds for every encoder with every decoder, of those that the plugin index knows. */
class AllNetworksTest extends EngineTests {

	/** Above this a combination is looked at with the slow tests only. */
	private static final long LARGE = 15_000_000;
	/** Three values are the fewest of which a normalization makes something of its own. */
	private static final int BATCH = 3;
	private static final int SIDE = 64;

	static List<String> small() {
		return texts().stream().filter(t -> graph(t).parameterCount() <= LARGE).toList();
	}

	static List<String> large() {
		return texts().stream().filter(t -> graph(t).parameterCount() > LARGE).toList();
	}

	private static List<String> texts() {
		return Methods.of(Decoder.class).names().stream().flatMap(d -> Methods.of(Encoder.class).names().stream().map(
			e -> d + "(encoder: " + e + ", aux: true)")).toList();
	}

	static NetworkGraph graph(final String text) {
		return Methods.of(Decoder.class).create(text).network(2, 3);
	}

	@ParameterizedTest
	@MethodSource("small")
	void smallNetworksPredictAndLearn(final String text) throws Exception {
		check(text);
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("large")
	void largeNetworksPredictAndLearn(final String text) throws Exception {
		check(text);
	}

	private void check(final String text) throws Exception {
		final NetworkGraph graph = graph(text);
		withManager(m -> {
			final Parameters p = awake(m, graph);
			final Interpreter network = new Interpreter(graph);
			final NDArray x = noise(m, 4, BATCH, 2, SIDE, SIDE);
			trainingReachesEveryParameterAndFollowsTheBatch(m, network, p, x);
			evaluationAnswersEveryImageByItselfAndKeepsNothing(network, p, x);
		});
	}

	private static void trainingReachesEveryParameterAndFollowsTheBatch(final NDManager m, final Interpreter network,
		final Parameters p, final NDArray x)
	{
		final NDArray y = noise(m, 5, BATCH, 3, SIDE, SIDE);
		Autograd.record(() -> {
			final Map<String, NDArray> out = network.forward(x, p, Mode.training(new Random(0)));
			assertEquals(List.of("main", "aux"), List.copyOf(out.keySet()));
			Autograd.backward(out.get("main").mul(y).sum().add(out.get("aux").mul(y).sum()));
			return null;
		});
		for (final Parameter q : network.graph().parameters()) {
			final float[] values = p.get(q.name()).toFloatArray();
			switch (q.role()) {
				case RUNNING_MEAN -> assertTrue(count(values, 0) < values.length, q.name());
				// 0.9 of 1 and 0.1 of the batch's
				case RUNNING_VARIANCE -> {
					assertTrue(count(values, 1) < values.length, q.name());
					for (final float v : values)
						assertTrue(v >= 0.9f - 1e-6f && Float.isFinite(v), q.name());
				}
				default -> {
					final NDArray gradient = p.gradient(q.name());
					assertNotNull(gradient, q.name());
					final float sum = gradient.abs().sum().getFloat();
					assertTrue(sum > 0 && Float.isFinite(sum), q.name() + " " + sum);
				}
			}
		}
	}

	private static void evaluationAnswersEveryImageByItselfAndKeepsNothing(final Interpreter network, final Parameters p,
		final NDArray x)
	{
		final Map<String, float[]> before = statistics(network.graph(), p);
		final Map<String, NDArray> together = network.forward(x, p, Mode.evaluation());
		final Map<String, NDArray> alone = network.forward(x.get("1:2"), p, Mode.evaluation());
		for (final String output : together.keySet()) {
			assertEquals(new ai.djl.ndarray.types.Shape(BATCH, 3, SIDE, SIDE), together.get(output).getShape());
			final float[] all = together.get(output).toFloatArray();
			final float[] one = alone.get(output).toFloatArray();
			float spread = 0;
			for (final float v : all)
				spread = Math.max(spread, Math.abs(v));
			assertArrayEquals(Arrays.copyOfRange(all, one.length, 2 * one.length), one, 1e-5f * spread);
		}
		try (NDManager batch = x.getManager().newSubManager()) {
			final NDArray copy = Parameters.copy(batch, x.getShape().getShape(), x.toFloatArray());
			final int held = p.manager().getManagedArrays().size();
			network.forward(copy, p, Mode.evaluation());
			// a clip leaves its two bounds, single numbers that a backward pass would read
			final long bounds = 2 * network.graph().nodes().stream().filter(n -> n.operation() instanceof Operation.Relu6).count();
			assertEquals(3 + bounds, batch.getManagedArrays().size());
			assertEquals(held, p.manager().getManagedArrays().size());
		}
		statistics(network.graph(), p).forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
	}

	private static Map<String, float[]> statistics(final NetworkGraph graph, final Parameters p) {
		final Map<String, float[]> statistics = new LinkedHashMap<>();
		for (final Parameter q : graph.parameters())
			if (!q.role().isTrainable()) statistics.put(q.name(), p.get(q.name()).toFloatArray());
		return statistics;
	}

	private static long count(final float[] values, final float value) {
		long n = 0;
		for (final float v : values)
			if (v == value) n++;
		return n;
	}

	/** Residual branches start with a factor 0, which rightly lets no gradient through: let them begin at 1 here. */
	static Parameters awake(final NDManager m, final NetworkGraph graph) {
		final Parameters p = Parameters.initialize(m, graph, 3);
		for (final Parameter q : graph.parameters())
			if (q.role() == Role.SCALE && q.initialization().scale() == 0) p.get(q.name()).addi(1);
		return p;
	}

	static NDArray noise(final NDManager m, final long seed, final long... shape) {
		final Random random = new Random(seed);
		final float[] values = new float[(int) Tensor.size(shape)];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) random.nextGaussian();
		return Parameters.copy(m, shape, values);
	}
}
