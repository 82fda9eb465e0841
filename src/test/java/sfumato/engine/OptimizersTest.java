package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.text.WrongValue;
import sfumato.training.optimizers.AdamWOptimizer;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.optimizers.SgdOptimizer;
import sfumato.training.schedules.Schedule;

/** Optimizers and schedules make the steps of PyTorch; the numbers are made by {@code src/test/python/optimizers.py}. */
class OptimizersTest extends EngineTests {

	private static JsonObject golden() throws IOException {
		try (Reader reader = new InputStreamReader(OptimizersTest.class.getResourceAsStream("trajectories.json"), StandardCharsets.UTF_8)) {
			return new Gson().fromJson(reader, JsonObject.class);
		}
	}

	static Stream<JsonObject> trajectories() throws IOException {
		return StreamSupport.stream(golden().getAsJsonArray("trajectories").spliterator(), false).map(JsonElement::getAsJsonObject);
	}

	private static double[] inputs() throws IOException {
		return new Gson().fromJson(golden().get("inputs"), double[].class);
	}

	private static NetworkGraph line() {
		final GraphBuilder g = new GraphBuilder(1);
		g.scope(Part.HEAD, "");
		g.output("main", g.classifier("line", g.image(), 1));
		return g.build(1);
	}

	private static Map<String, Tensor> start() {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("line.weight", new Tensor(new long[] { 1, 1, 1, 1 }, new float[] { 1 }));
		tensors.put("line.bias", new Tensor(new long[] { 1 }, new float[] { -2 }));
		return tensors;
	}

	/** One step on the loss w x + b, whose gradient is x for w and 1 for b. */
	private static void step(final NDManager m, final NetworkGraph graph, final Parameters p, final WeightUpdate optimizer, final double x,
		final double rate)
	{
		try (NDManager batch = m.newSubManager()) {
			final NDArray input = Parameters.copy(batch, new long[] { 1, 1, 1, 1 }, new float[] { (float) x });
			Autograd.record(() -> {
				Autograd.backward(new Interpreter(graph).forward(input, p, Mode.evaluation()).get("main").sum());
				return null;
			});
		}
		optimizer.step(rate);
	}

	@ParameterizedTest
	@MethodSource("trajectories")
	void followPyTorchOverFiftySteps(final JsonObject trajectory) throws Exception {
		final double[] inputs = inputs();
		final double[][] rows = new Gson().fromJson(trajectory.get("rows"), double[][].class);
		final Schedule schedule = Methods.of(Schedule.class).create(trajectory.get("schedule").getAsString());
		withManager(m -> {
			final NetworkGraph graph = line();
			try (Parameters p = Parameters.of(m, graph, start()); WeightUpdate optimizer = Methods.of(Optimizer.class).create(trajectory.get(
				"optimizer").getAsString()).of(p, 1))
			{
				for (int t = 0; t < rows.length; t++) {
					final double rate = 0.01 * schedule.factor(t, rows.length);
					assertEquals(rows[t][0], rate, 1e-9, "rate of step " + t);
					step(m, graph, p, optimizer, inputs[t], rate);
					assertEquals(rows[t][1], p.get("line.weight").toFloatArray()[0], 1e-6, "weight after step " + t);
					assertEquals(rows[t][2], p.get("line.bias").toFloatArray()[0], 1e-6, "bias after step " + t);
				}
			}
		});
	}

	/** A restored state makes the same steps, bit by bit. */
	@ParameterizedTest
	@ValueSource(strings = { "sgd", "sgd(momentum: 0)", "adamw" })
	void resumeExactly(final String name) throws Exception {
		final double[] inputs = inputs();
		final float[][] ends = new float[2][];
		withManager(m -> {
			final NetworkGraph graph = line();
			final Optimizer method = Methods.of(Optimizer.class).create(name);
			Map<String, Tensor> weights = start(), state = null;
			try (Parameters p = Parameters.of(m, graph, start()); WeightUpdate whole = method.of(p, 10)) {
				for (int t = 0; t < 20; t++) {
					if (t == 9) {
						weights = p.tensors();
						state = whole.state();
					}
					step(m, graph, p, whole, inputs[t], 0.01);
				}
				ends[0] = new float[] { p.get("line.weight").toFloatArray()[0], p.get("line.bias").toFloatArray()[0] };
			}
			try (Parameters p = Parameters.of(m, graph, weights); WeightUpdate rest = method.of(p, 10)) {
				rest.restore(state);
				for (int t = 9; t < 20; t++)
					step(m, graph, p, rest, inputs[t], 0.01);
				ends[1] = new float[] { p.get("line.weight").toFloatArray()[0], p.get("line.bias").toFloatArray()[0] };
			}
		});
		assertArrayEquals(ends[0], ends[1]);
	}

	/** A checkpoint of another optimizer is refused by the name of an array. */
	@Test
	void refusesTheStateOfAnotherOptimizer() throws Exception {
		withManager(m -> {
			try (Parameters p = Parameters.of(m, line(), start()); WeightUpdate sgd = new SgdOptimizer().of(p, 1); WeightUpdate adamw =
				new AdamWOptimizer().of(p, 1))
			{
				final Map<String, Tensor> state = sgd.state();
				assertThrows(IllegalArgumentException.class, () -> adamw.restore(state));
			}
		});
	}

	@Test
	void refusesOptionsOutOfRange() {
		final Methods<Optimizer> methods = Methods.of(Optimizer.class);
		assertEquals("sgd: " + WrongValue.message("momentum", 1.0, "at least 0 and less than 1"), assertThrows(
			IllegalArgumentException.class, () -> methods.create("sgd(momentum: 1)")).getMessage());
		assertEquals("adamw: " + WrongValue.message("epsilon", 0.0, "greater than 0"), assertThrows(IllegalArgumentException.class,
			() -> methods.create("adamw(epsilon: 0)")).getMessage());
	}
}
