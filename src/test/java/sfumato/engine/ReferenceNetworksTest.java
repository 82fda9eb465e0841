package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.NDArray;

import com.google.gson.JsonObject;

import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.DeepLabV3Plus;
import sfumato.networks.Encoder;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.UNet;

/** The networks compute what the reference implementation computes, tap by tap; also their parameters' names and order. */
class ReferenceNetworksTest extends EngineTests {

	private static final List<String> ENCODERS = List.of("resnet18d_os32", "resnet18d_os8", "resnet50d_os32",
		"mobilenetv2_100_os32", "mobilenetv2_100_os8", "efficientnet_b0_os32", "efficientnet_b0_os8");
	private static final List<String> NETWORKS = List.of("unet_resnet18d", "unet_mobilenetv2_100",
		"deeplabv3plus_resnet18d");

	static List<String> encoders() {
		return ENCODERS;
	}

	static List<String> networks() {
		return NETWORKS;
	}

	@Test
	void coversEveryReferenceEntry() {
		final Set<String> checked = Stream.of(ENCODERS.stream().map(e -> e + "_in1_64x64"), NETWORKS.stream().map(
			n -> "segmentor_" + n + "_64x64"), Stream.of("about", "unet_decoder_small", "deeplabv3plus_decoder_small")).flatMap(
				s -> s).collect(Collectors.toCollection(TreeSet::new));
		assertEquals(checked, new TreeSet<>(ReferenceNetworks.names()));
	}

	@ParameterizedTest
	@MethodSource("encoders")
	void encodersMatchReferenceFeatures(final String name) throws Exception {
		final JsonObject entry = ReferenceNetworks.entry(name + "_in1_64x64");
		final int cut = name.lastIndexOf("_os");
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = Methods.of(Encoder.class).create(name.substring(0, cut)).append(g, g.image(), Integer
			.parseInt(name.substring(cut + 3)));
		for (int i = 0; i < 5; i++)
			g.output("f" + (i + 1), features.get(i));
		check(entry, g.build(32));
	}

	@ParameterizedTest
	@MethodSource("networks")
	void networksMatchReferenceLogits(final String name) throws Exception {
		final int cut = name.indexOf('_');
		final NetworkGraph graph = Methods.of(Decoder.class).create(name.substring(0, cut) + "(encoder: " + name.substring(
			cut + 1) + ", aux: true)").network(1, 2);
		check(ReferenceNetworks.entry("segmentor_" + name + "_64x64"), graph);
	}

	@Test
	void unetDecoderMatchesReferencePixelByPixel() throws Exception {
		checkDecoder("unet_decoder_small", new int[] { 64, 32, 16, 8, 4, 2 }, (g, features) -> UNet.append(g, features, 1));
	}

	@Test
	void deepLabDecoderMatchesReferencePixelByPixel() throws Exception {
		checkDecoder("deeplabv3plus_decoder_small", new int[] { 64, 32, 16, 8, 8, 8 }, (g, features) -> DeepLabV3Plus.append(g,
			features, 16, 3));
	}

	/** @param sides of the image and of the features f1 … f5, which have 4, 6, 8, 10 and 12 channels */
	private void checkDecoder(final String name, final int[] sides,
		final ToIntBiFunction<GraphBuilder, List<Integer>> decoder) throws Exception
	{
		final JsonObject entry = ReferenceNetworks.entry(name);
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = new ArrayList<>();
		for (int j = 1; j < sides.length; j++)
			features.add(g.input("f" + j, 2 + 2 * j, sides[0] / sides[j]));
		g.scope(Part.DECODER, "");
		g.output("main", decoder.applyAsInt(g, features));
		withManager(m -> {
			final List<NDArray> inputs = new ArrayList<>();
			for (int j = 1; j < sides.length; j++) {
				final int c = 2 + 2 * j;
				inputs.add(Parameters.copy(m, new long[] { 1, c, sides[j], sides[j] }, ReferenceNetworks.hashed(c * sides[j] *
					sides[j], 9000 + j)));
			}
			inputs.add(0, Parameters.copy(m, new long[] { 1, 1, 64, 64 }, ReferenceNetworks.hashed(64 * 64, 9000)));
			final NetworkGraph graph = g.build(32);
			final Map<String, Tensor> tensors = ReferenceNetworks.parameters(entry, "");
			assertEquals(List.copyOf(tensors.keySet()), graph.parameters().stream().map(NetworkGraph.Parameter::name).toList());
			final Parameters p = Parameters.of(m, graph, tensors);
			final NDArray map = new Interpreter(graph).forward(inputs, p, Mode.evaluation()).get("main");
			assertArrayEquals(ReferenceNetworks.floats(entry.getAsJsonArray("full_output")), map.toFloatArray(), 1e-6f);
		});
	}

	private void check(final JsonObject entry, final NetworkGraph graph) throws Exception {
		final Map<String, Tensor> tensors = ReferenceNetworks.parameters(entry, "");
		assertEquals(List.copyOf(tensors.keySet()), graph.parameters().stream().map(NetworkGraph.Parameter::name).toList());
		withManager(m -> {
			final Parameters p = Parameters.of(m, graph, tensors);
			final NDArray x = Parameters.copy(m, new long[] { 1, 1, 64, 64 }, ReferenceNetworks.hashed(64 * 64, 9999));
			final Map<String, NDArray> outputs = new Interpreter(graph).forward(x, p, Mode.evaluation());
			final List<ReferenceNetworks.Output> expected = ReferenceNetworks.outputs(entry);
			assertEquals(expected.size(), outputs.size());
			int i = 0;
			for (final NDArray output : outputs.values())
				expected.get(i++).check(output);
		});
	}
}
