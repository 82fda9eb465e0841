package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.progress.KeptLog;
import sfumato.progress.Progress;
import sfumato.text.WrongValue;

/** Convolutions in bfloat16 against 32-bit ones. */
class PrecisionTest extends EngineTests {

	/** Half a unit of the last of 8 binary digits. */
	private static final float ROUNDING = 1 / 256f;
	/** How much larger it may be after the sixty convolutions of the deepest of these networks. */
	private static final float MANY = 20;

	static List<String> small() {
		return AllNetworksTest.small();
	}

	private static TorchScript shorter(final NetworkGraph graph, final NDManager m) {
		return TorchScript.load(graph, m, TensorPrecision.BF16, Bfloat16Support.has(m.getDevice()));
	}

	/** Rounds every kernel and image by up to a 256th: its largest relative effect is the measure of what rounding makes. */
	@ParameterizedTest
	@MethodSource("small")
	void bf16MatchesFp32WithinRounding(final String text) throws Exception {
		final NetworkGraph graph = AllNetworksTest.graph(text);
		withManager(m -> {
			final Parameters p = AllNetworksTest.awake(m, graph);
			final NDArray x = AllNetworksTest.noise(m, 4, 3, graph.inputChannels(), 64, 64);
			final Network exact = TorchScript.load(graph, m), shorter = shorter(graph, m);
			for (int i = 0; i < 5; i++) // towards statistics that are not 0 and 1
				exact.forward(x, p, Mode.training(new Random(i)));
			final NDArray a = exact.forward(x, p, Mode.evaluation()).get("main"), b = shorter.forward(x, p, Mode.evaluation()).get(
				"main");
			assertEquals(DataType.FLOAT32, b.getDataType());
			final float cosine = cosine(gradients(m, exact, p.tensors(), x), gradients(m, shorter, p.tensors(), x));
			assertTrue(cosine > 0.75, "cosine of the gradients " + cosine);
			assertEquals(TensorPrecision.BF16, shorter.precision());
			assertTrue(rootMeanSquare(a.sub(b)) <= MANY * ROUNDING * rootMeanSquare(a));
			trainingReachesEveryParameterIn32Bits(m, shorter, x);
		});
	}

	private static float rootMeanSquare(final NDArray a) {
		return (float) Math.sqrt(a.square().mean().getFloat());
	}

	/** Gradients of an evaluation: in training, normalizations over a few values make anything of a rounding. */
	private static List<NDArray> gradients(final NDManager m, final Network network, final Map<String, Tensor> weights,
		final NDArray x)
	{
		final Parameters p = Parameters.of(m, network.graph(), weights);
		final NDArray y = AllNetworksTest.noise(m, 5, 3, network.graph().numClasses(), 64, 64);
		backward(network, p, x, y, Mode.evaluation());
		return network.graph().parameters().stream().filter(d -> d.role().isTrainable()).map(d -> p.gradient(d.name())).toList();
	}

	private static float cosine(final List<NDArray> a, final List<NDArray> b) {
		double ab = 0, aa = 0, bb = 0;
		for (int i = 0; i < a.size(); i++) {
			ab += a.get(i).mul(b.get(i)).sum().getFloat();
			aa += a.get(i).square().sum().getFloat();
			bb += b.get(i).square().sum().getFloat();
		}
		return (float) (ab / Math.sqrt(aa * bb));
	}

	private static void trainingReachesEveryParameterIn32Bits(final NDManager m, final Network network, final NDArray x) {
		final Parameters p = AllNetworksTest.awake(m, network.graph());
		final NDArray y = AllNetworksTest.noise(m, 5, 3, network.graph().numClasses(), 64, 64);
		backward(network, p, x, y, Mode.training(new Random(0)));
		final Map<String, Tensor> before = AllNetworksTest.awake(m, network.graph()).tensors();
		final Map<String, Tensor> after = p.tensors();
		for (final Parameter d : network.graph().parameters()) {
			assertEquals(DataType.FLOAT32, p.get(d.name()).getDataType(), d.name());
			if (!d.role().isTrainable()) {
				assertFalse(before.get(d.name()).equals(after.get(d.name())), d.name());
				continue;
			}
			assertNotNull(p.gradient(d.name()), d.name());
			assertEquals(DataType.FLOAT32, p.gradient(d.name()).getDataType(), d.name());
			final float size = rootMeanSquare(p.gradient(d.name()));
			assertTrue(size > 0 && Float.isFinite(size), d.name() + " " + size);
		}
	}

	private static void backward(final Network network, final Parameters p, final NDArray x, final NDArray y,
		final Mode mode)
	{
		Autograd.record(() -> {
			final Map<String, NDArray> out = network.forward(x, p, mode);
			Autograd.backward(out.get("main").mul(y).sum().add(out.get("aux").mul(y).sum()));
			return null;
		});
	}

	@Test
	void predictionFollowsWeightsChangedInPlace() throws Exception {
		final NetworkGraph graph = SmallNetworks.unet(0.1);
		withManager(m -> {
			final Parameters p = Parameters.initialize(m, graph, 1);
			final NDArray x = AllNetworksTest.noise(m, 4, 1, 1, 32, 32);
			final Network kept = shorter(graph, m);
			try (Sgd sgd = new Sgd(p, new Sgd.Options())) {
				for (int i = 0; i < 3; i++) {
					assertArrayEquals(shorter(graph, m).forward(x, p, Mode.evaluation()).get("main").toFloatArray(), kept.forward(x, p,
						Mode.evaluation()).get("main").toFloatArray());
					Training.run(m, kept, p, sgd, 1, new Random(i));
				}
			}
			final Parameters frozen = Parameters.frozen(m, graph, p.tensors());
			for (int i = 0; i < 2; i++)
				assertArrayEquals(kept.forward(x, p, Mode.evaluation()).get("main").toFloatArray(), kept.forward(x, frozen, Mode
					.evaluation()).get("main").toFloatArray());
			p.get("encoder.conv1.weight").addi(1);
			assertArrayEquals(shorter(graph, m).forward(x, p, Mode.evaluation()).get("main").toFloatArray(), kept.forward(x, p, Mode
				.evaluation()).get("main").toFloatArray());
		});
	}

	@Test
	void foldedNetworksPredictInBf16() throws Exception {
		final NetworkGraph graph = SmallNetworks.unet(0.1);
		withManager(m -> {
			final Parameters p = Parameters.initialize(m, graph, 1);
			final Folded folded = Folded.of(graph, "main", p.tensors());
			final Parameters q = Parameters.of(m, folded.graph(), folded.weights());
			final NDArray x = AllNetworksTest.noise(m, 4, 2, 1, 64, 64);
			final NDArray expected = new Interpreter(folded.graph()).forward(x, q, Mode.evaluation()).get("main");
			for (final boolean oneDnn : new boolean[] { false, true }) {
				if (oneDnn && !Bfloat16Support.has(m.getDevice())) continue;
				final NDArray found = TorchScript.load(folded.graph(), m, TensorPrecision.BF16, oneDnn).forward(x, q, Mode.evaluation()).get(
					"main");
				assertTrue(rootMeanSquare(found.sub(expected)) < 4 * ROUNDING * rootMeanSquare(expected));
			}
		});
	}

	/** What progress is told. */
	private static Progress into(final List<String> log) {
		return new KeptLog(log);
	}

	@Test
	void autoChoosesAndLogsTheFasterPrecision() throws Exception {
		final NetworkGraph graph = SmallNetworks.unet(0.1);
		withManager(m -> {
			final Parameters p = Parameters.initialize(m, graph, 1);
			final Map<String, Tensor> before = p.tensors();
			final int arrays = m.getManagedArrays().size();
			for (final boolean training : new boolean[] { false, true }) {
				final List<String> log = new ArrayList<>();
				final Network chosen = new FastestNetwork(graph, m, into(log), true).of(TensorPrecision.AUTO, new Trial(p, training, 2, 32,
					32));
				assertEquals(1, log.size());
				final var sentence = java.util.regex.Pattern.compile(
					"Convolutions run in (\\S+) \\(3 steps: (\\S+) s against (\\S+) s in (\\S+)\\)\\.").matcher(log.get(0));
				assertTrue(sentence.matches(), log.get(0));
				assertEquals(chosen.precision(), TensorPrecision.of(sentence.group(1)));
				assertTrue(Double.parseDouble(sentence.group(2)) <= Double.parseDouble(sentence.group(3)));
			}
			assertEquals(before, p.tensors());
			assertTrue(graph.parameters().stream().allMatch(d -> p.gradient(d.name()) == null));
			assertEquals(arrays, m.getManagedArrays().size());
		});
	}

	@Test
	void autoIsFp32AndBf16WarnsWithoutProcessorSupport() throws Exception {
		final NetworkGraph graph = SmallNetworks.unet(0.1);
		withManager(m -> {
			final List<String> log = new ArrayList<>();
			final FastestNetwork old = new FastestNetwork(graph, m, into(log), false);
			assertSame(TensorPrecision.FP32, old.of(TensorPrecision.AUTO, null).precision());
			assertTrue(log.isEmpty());
			final Network asked = old.of(TensorPrecision.BF16, null);
			assertSame(TensorPrecision.BF16, asked.precision());
			assertTrue(log.get(0).contains("precision=fp32"), log.get(0));
			final NDArray y = asked.forward(AllNetworksTest.noise(m, 4, 1, 1, 32, 32), Parameters.initialize(m, graph, 1), Mode
				.evaluation()).get("main");
			assertTrue(Float.isFinite(y.sum().getFloat()));
		});
	}

	@ParameterizedTest
	@CsvSource({ "fpu avx512f avx512_bf16 sse, true", "fpu amx_bf16 amx_tile, true", "fpu avx512f avx2, false",
		"fpu not_avx512_bf16, false" })
	void detectsProcessorSupportByFlags(final String flags, final boolean has, @TempDir final Path folder)
		throws Exception
	{
		final Path file = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: " + flags +
			"\nbugs\t\t: amx_bf16\n");
		assertEquals(has, Bfloat16Support.processorHas(file));
		assertFalse(Bfloat16Support.processorHas(folder.resolve("none")));
	}

	@ParameterizedTest
	@CsvSource({ "75, false", "80, true", "89, true", "90, true", "120, true" })
	void detectsGpuSupportByComputeCapability(final String capability, final boolean has) {
		assertEquals(has, Bfloat16Support.gpuHas(capability));
	}

	@Test
	void refusesUnknownPrecisions() {
		assertEquals(TensorPrecision.BF16, TensorPrecision.of(" BF16 "));
		final String message = assertThrows(IllegalArgumentException.class, () -> TensorPrecision.of("fp16")).getMessage();
		assertEquals(WrongValue.message("precision", "fp16", "auto, fp32 or bf16"), message);
	}
}
