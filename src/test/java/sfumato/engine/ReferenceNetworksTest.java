package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.ndarray.NDArray;

import com.google.gson.JsonObject;

import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.UNet;

/** The networks compute what the reference implementation computes, tap by tap; also their parameters' names and order. */
class ReferenceNetworksTest extends EngineTests {

	@ParameterizedTest
	@ValueSource(strings = { "resnet18d_os32", "resnet18d_os8", "resnet50d_os32", "mobilenetv2_100_os32",
		"mobilenetv2_100_os8" })
	void encodersGiveTheReferenceFeatures(final String name) throws Exception {
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
	@ValueSource(strings = { "resnet18d", "mobilenetv2_100" })
	void wholeNetworksGiveTheReferenceLogits(final String encoder) throws Exception {
		final NetworkGraph graph = Methods.of(Decoder.class).create("unet(encoder: " + encoder + ", aux: true)").network(1,
			2);
		check(ReferenceNetworks.entry("segmentor_unet_" + encoder + "_64x64"), graph);
	}

	@Test
	void theDecoderGivesTheReferenceMapPixelByPixel() throws Exception {
		final JsonObject entry = ReferenceNetworks.entry("unet_decoder_small");
		final int[] channels = { 1, 4, 6, 8, 10, 12 };
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = new ArrayList<>();
		for (int j = 1; j < channels.length; j++)
			features.add(g.input("f" + j, channels[j], 1 << j));
		g.scope(Part.DECODER, "");
		g.output("main", UNet.append(g, features, 1));
		withManager(m -> {
			final List<NDArray> inputs = new ArrayList<>();
			for (int j = 0; j < channels.length; j++) {
				final int side = 64 >> j;
				inputs.add(Parameters.copy(m, new long[] { 1, channels[j], side, side }, ReferenceNetworks.hashed(
					channels[j] * side * side, 9000 + j)));
			}
			final NetworkGraph graph = g.build(32);
			final Parameters p = Parameters.of(m, graph, ReferenceNetworks.parameters(entry, ""));
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
				check(expected.get(i++), output);
		});
	}

	/** 1e-4 of the spread: the reference is in double precision. */
	private static void check(final ReferenceNetworks.Output expected, final NDArray output) {
		assertArrayEquals(expected.shape(), output.getShape().getShape());
		final float[] v = output.toFloatArray();
		final double tolerance = 1e-4 * expected.std();
		double sum = 0;
		double absolute = 0;
		for (final float x : v) {
			sum += x;
			absolute += Math.abs(x);
		}
		assertEquals(expected.mean(), sum / v.length, tolerance);
		assertEquals(expected.l1() / v.length, absolute / v.length, tolerance);
		for (int i = 0; i < 8; i++)
			assertEquals(expected.first()[i], v[i], tolerance);
		for (int i = 0; i < 4; i++)
			assertEquals(expected.last()[i], v[v.length - 4 + i], tolerance);
	}
}
