package sfumato.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import sfumato.engine.EngineMessages;
import sfumato.engine.EngineThread;
import sfumato.engine.ImageTensors;
import sfumato.engine.Interpreter;
import sfumato.engine.Mode;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.NetworkGraph.Role;

/** ONNX files against another program that runs them, onnxruntime. */
class OnnxTest {

	/** Above this a combination is looked at with the slow tests only. */
	private static final long LARGE = 15_000_000;
	private static final int CHANNELS = 2, CLASSES = 3;
	/** {batch, height, width} */
	private static final int[][] SIZES = { { 1, 64, 64 }, { 2, 64, 96 }, { 3, 32, 128 } };

	private static EngineThread thread;

	@TempDir
	Path folder;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

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

	private static NetworkGraph graph(final String text) {
		return Methods.of(Decoder.class).create(text).network(CHANNELS, CLASSES);
	}

	@ParameterizedTest
	@MethodSource("small")
	void matchesTheEngineForAnySize(final String text) throws Exception {
		check(graph(text), SIZES);
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("large")
	void matchesTheEngineForAnySizeOfLargeNetworks(final String text) throws Exception {
		check(graph(text), SIZES);
	}

	/** What no encoder leads to by itself, as resizing to a size that is no multiple. */
	@Test
	void matchesTheEngineForEveryOperation() throws Exception {
		final GraphBuilder g = new GraphBuilder(CHANNELS);
		g.scope(Part.ENCODER, "encoder.");
		int x = g.relu6(g.convolution("a", g.image(), 8, 5, 2));
		final int fine = x;
		x = g.averagePool(g.averagePool(x, 3, 3), 3, 1);
		x = g.silu(g.batchNormalization("n", g.convolution("b", x, 8, 3, 1, 2, 4)));
		x = g.add(x, g.multiply(x, g.sigmoid(g.biasedConvolution("c", g.globalAveragePool(x), 8))));
		x = g.concatenate(g.resizeLike(x, fine), g.enlarge(g.maxPool(fine, 3, 2, 1), 2));
		x = g.dropout(g.resizeLike(g.classifier("d", x, CLASSES), g.image()), 0.5);
		g.output("main", x);
		check(g.build(4), new int[][] { { 1, 4, 4 }, { 2, 20, 28 }, { 1, 32, 12 } });
	}

	private void check(final NetworkGraph graph, final int[][] sizes) throws Exception {
		final Map<String, Tensor> weights = weights(graph);
		final Path file = folder.resolve("network.onnx");
		Onnx.write(file, graph, weights, true, Map.of("classes", "a, b, ü"));
		double worst = 0;
		try (OrtSession.SessionOptions options = options(); OrtSession session = OrtEnvironment.getEnvironment().createSession(
			file.toString(), options))
		{
			assertEquals("a, b, ü", session.getMetadata().getCustomMetadata().get("classes"));
			for (final int[] size : sizes) {
				final float[] image = noise(size[0] * CHANNELS * size[1] * size[2]);
				final Map<String, float[]> ours = ours(graph, weights, image, size), theirs = theirs(session, image, size);
				assertEquals(ours.keySet(), theirs.keySet());
				for (final String output : ours.keySet())
					worst = Math.max(worst, difference(ours.get(output), theirs.get(output)));
				assertTrue(spread(ours.get(Onnx.PROBABILITIES)) > 0.01, "a network that answers the same everywhere proves nothing");
			}
		}
		assertTrue(worst <= 1e-4, "largest difference " + worst);
	}

	private static OrtSession.SessionOptions options() throws OrtException {
		final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
		options.setIntraOpNumThreads(1);
		options.setInterOpNumThreads(1);
		return options;
	}

	/** Largest difference in parts of the largest value, or of 1. */
	private static double difference(final float[] expected, final float[] actual) {
		assertEquals(expected.length, actual.length);
		double largest = 1, difference = 0;
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs(expected[i]));
			difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
			if (!Float.isFinite(actual[i])) return Double.POSITIVE_INFINITY;
		}
		return difference / largest;
	}

	private static float spread(final float[] values) {
		float min = Float.POSITIVE_INFINITY, max = Float.NEGATIVE_INFINITY;
		for (final float v : values) {
			min = Math.min(min, v);
			max = Math.max(max, v);
		}
		return max - min;
	}

	private static Map<String, float[]> theirs(final OrtSession session, final float[] image, final int[] size)
		throws OrtException
	{
		final Map<String, float[]> outputs = new LinkedHashMap<>();
		try (OnnxTensor x = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(image), new long[] {
			size[0], CHANNELS, size[1], size[2] }); OrtSession.Result result = session.run(Map.of(Onnx.INPUT, x)))
		{
			for (final var output : result) {
				final OnnxTensor y = (OnnxTensor) output.getValue();
				assertArrayEquals(new long[] { size[0], CLASSES, size[1], size[2] }, y.getInfo().getShape());
				final float[] values = new float[size[0] * CLASSES * size[1] * size[2]];
				y.getFloatBuffer().get(values);
				outputs.put(output.getKey(), values);
			}
		}
		return outputs;
	}

	private static Map<String, float[]> ours(final NetworkGraph graph, final Map<String, Tensor> weights,
		final float[] image, final int[] size) throws Exception
	{
		return thread.call((Callable<Map<String, float[]>>) () -> {
			try (NDManager m = thread.engine().newManager(thread.engine().device("cpu"))) {
				final Parameters p = Parameters.of(m, graph, weights);
				final NDArray x = ImageTensors.toTensor(m, FloatBuffer.wrap(image), size[0], CHANNELS, size[1], size[2]);
				final NDArray logits = new Interpreter(graph.only("main")).forward(x, p, Mode.evaluation()).get("main");
				final Map<String, float[]> outputs = new LinkedHashMap<>();
				outputs.put(Onnx.PROBABILITIES, logits.softmax(1).toFloatArray());
				outputs.put(Onnx.LOGITS, logits.toFloatArray());
				return outputs;
			}
		});
	}

	/** Weights as after a training: no factor is 0, and no running statistic is where it starts. */
	static Map<String, Tensor> weights(final NetworkGraph graph) throws Exception {
		final Map<String, Tensor> weights = thread.call((Callable<Map<String, Tensor>>) () -> {
			try (NDManager m = thread.engine().newManager(thread.engine().device("cpu"))) {
				return Parameters.initialize(m, graph, 3).tensors();
			}
		});
		final Random random = new Random(7);
		for (final Parameter p : graph.parameters()) {
			if (p.role() == Role.WEIGHT) continue;
			final float[] values = weights.get(p.name()).values();
			for (int i = 0; i < values.length; i++)
				values[i] = (p.role() == Role.SCALE || p.role() == Role.RUNNING_VARIANCE ? 1 : 0) + 0.4f * (random.nextFloat() -
					0.5f);
		}
		return weights;
	}

	private static float[] noise(final int n) {
		final Random random = new Random(4);
		final float[] values = new float[n];
		for (int i = 0; i < n; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}

	@Test
	void exportsLogitsOnlyIfAsked() throws Exception {
		final NetworkGraph graph = graph("unet(encoder: plain, width: 2)");
		final Path file = folder.resolve("network.onnx");
		Onnx.write(file, graph, weights(graph), false, Map.of());
		try (OrtSession.SessionOptions options = options(); OrtSession session = OrtEnvironment.getEnvironment().createSession(
			file.toString(), options))
		{
			assertEquals(java.util.Set.of(Onnx.INPUT), session.getInputNames());
			assertEquals(java.util.Set.of(Onnx.PROBABILITIES), session.getOutputNames());
			assertEquals("Sfumato", session.getMetadata().getProducerName());
		}
	}

	@Test
	void namesMissingAndMisshapenTensors() throws Exception {
		final NetworkGraph graph = graph("unet(encoder: plain, width: 2)");
		final Map<String, Tensor> weights = weights(graph);
		final Tensor bias = weights.remove("segmentation_head.0.bias");
		final Path file = folder.resolve("network.onnx");
		assertEquals(EngineMessages.lacksWeights("segmentation_head.0.bias", "[3]"), assertThrows(
			IllegalArgumentException.class, () -> Onnx.write(file, graph, weights, false, Map.of())).getMessage());
		weights.put("segmentation_head.0.bias", new Tensor(new long[] { 1, 3 }, bias.values()));
		assertEquals(EngineMessages.otherShape("segmentation_head.0.bias", "[1, 3]", "[3]"),
			assertThrows(IllegalArgumentException.class, () -> Onnx.write(file, graph, weights, false, Map.of()))
				.getMessage());
		assertTrue(Files.notExists(file));
	}

	/** Sixty layers that share 38 MB of weights here, but would not in a file. */
	@Test
	void refusesTooLargeModelsBeforeWriting() {
		final GraphBuilder g = new GraphBuilder(1024);
		int x = g.image();
		for (int i = 0; i < 60; i++)
			x = g.convolution("conv" + i, x, 1024, 3, 1);
		g.output("main", x);
		final NetworkGraph graph = g.build(1);
		final Map<String, Tensor> weights = new LinkedHashMap<>();
		final float[] shared = new float[1024 * 1024 * 9];
		for (final Parameter p : graph.parameters())
			weights.put(p.name(), new Tensor(p.dimensions(), shared));
		final Path file = folder.resolve("network.onnx");
		assertEquals(ExportMessages.onnxTooLarge(2160), assertThrows(IllegalArgumentException.class, () -> Onnx.write(file, graph,
			weights, false, Map.of()))
				.getMessage());
		assertTrue(Files.notExists(file));
	}

	@Test
	void encodesMessagesLikeProtobuf() throws Exception {
		final var out = new java.io.ByteArrayOutputStream();
		final ProtoMessage inner = new ProtoMessage().integer(1, 150).single(2, 1);
		final ProtoMessage message = new ProtoMessage().message(3, inner).text(20, "ü").integer(1, -1).floats(9, new float[] {
			-2 });
		message.writeTo(out);
		final int[] expected = { 0x1A, 8, 0x08, 0x96, 0x01, 0x15, 0, 0, 0x80, 0x3F, 0xA2, 0x01, 2, 0xC3, 0xBC, 0x08, 0xFF, 0xFF,
			0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x4A, 4, 0, 0, 0, 0xC0 };
		assertArrayEquals(expected, java.util.stream.IntStream.range(0, out.size()).map(i -> out.toByteArray()[i] & 0xFF)
			.toArray(), () -> Arrays.toString(out.toByteArray()));
		assertEquals(expected.length, message.size());
	}
}
