package sfumato.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.methods.Methods;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.NetworkGraph.Size;

/** Sizes of all networks: every encoder with every decoder. */
class NetworkTableTest {

	/**
	 * Channels of the features, parameters with one input channel. The sums are timm's own without the last layers; plain's is
	 * 9 (16 + 16² + 16·32 + 32² + … + 256²) of convolutions and 4 (16 + … + 256) of batch normalizations.
	 */
	static List<Arguments> encoders() {
		return List.of(Arguments.of("resnet18", 11170240, List.of(64, 64, 128, 256, 512)), //
			Arguments.of("resnet34", 21278400, List.of(64, 64, 128, 256, 512)), //
			Arguments.of("resnet50", 23501760, List.of(64, 256, 512, 1024, 2048)), //
			Arguments.of("resnet18d", 11195168, List.of(64, 64, 128, 256, 512)), //
			Arguments.of("resnet34d", 21303328, List.of(64, 64, 128, 256, 512)), //
			Arguments.of("resnet50d", 23526688, List.of(64, 256, 512, 1024, 2048)), //
			Arguments.of("mobilenetv2_100", 1811136, List.of(16, 24, 32, 96, 320)), //
			Arguments.of("efficientnet_b0", 3594812, List.of(16, 24, 40, 112, 320)), //
			Arguments.of("plain", 9 * 130832 + 4 * 496, List.of(16, 32, 64, 128, 256)));
	}

	static List<Arguments> networks() {
		return Methods.of(Decoder.class).names().stream().flatMap(d -> Methods.of(Encoder.class).names().stream().map(
			e -> Arguments.of(d, e))).toList();
	}

	@Test
	void hasARowForEveryEncoder() {
		final Set<String> rows = new TreeSet<>(encoders().stream().map(a -> (String) a.get()[0]).toList());
		assertEquals(rows, new TreeSet<>(Methods.of(Encoder.class).names()));
	}

	@ParameterizedTest
	@MethodSource("encoders")
	void encodersHaveExpectedFeaturesAndParametersAtBothStrides(final String name, final int parameters,
		final List<Integer> channels)
	{
		final int first = name.equals("plain") ? 1 : 2;
		for (final int stride : new int[] { 32, 8 }) {
			final GraphBuilder g = new GraphBuilder(1);
			g.scope(Part.ENCODER, "encoder.");
			final List<Integer> features = Methods.of(Encoder.class).create(name).append(g, g.image(), stride);
			g.output("last", features.get(4));
			final NetworkGraph graph = g.build(32);
			assertEquals(parameters, graph.parameterCount());
			final List<Size> sizes = graph.sizes(96, 160);
			for (int i = 0; i < 5; i++) {
				final int spacing = Math.min(stride, first << i);
				assertEquals(new Size(channels.get(i), 96 / spacing, 160 / spacing), sizes.get(features.get(i)));
				assertEquals(spacing, g.spacing(features.get(i)));
			}
		}
	}

	/** What the published sums leave to the decoder: all minus encoder, heads and auxiliary head. */
	@ParameterizedTest
	@CsvSource({ "unet,resnet18d,3151552,14494468", "unet,resnet50d,50179840,76066980",
		"unet,mobilenetv2_100,2193088,4059812", "unet,efficientnet_b0,2239168,5898784",
		"deeplabv3plus,resnet18d,1123484,12466624", "deeplabv3plus,resnet50d,17694320,43582356",
		"deeplabv3plus,mobilenetv2_100,993212,2860160", "deeplabv3plus,efficientnet_b0,993212,4653052" })
	void networksHavePublishedNumbersOfParameters(final String decoder, final String encoder, final long ofDecoder,
		final long all)
	{
		final NetworkGraph graph = Methods.of(Decoder.class).create(decoder + "(encoder: " + encoder + ", aux: true)")
			.network(1, 2);
		assertEquals(all, graph.parameterCount());
		assertEquals(ofDecoder, graph.parameterCount(Part.DECODER));
	}

	@ParameterizedTest
	@MethodSource("networks")
	void everyCombinationPredictsAtTheImageSize(final String decoder, final String encoder) {
		final NetworkGraph graph = Methods.of(Decoder.class).create(decoder + "(encoder: " + encoder + ", aux: true)")
			.network(4, 3);
		assertEquals(decoder.equals("deeplabv3plus") ? 8 : encoder.equals("plain") ? 16 : 32, graph.sizeMultiple());
		assertEquals(4, graph.inputChannels());
		assertEquals(3, graph.numClasses());
		for (final String output : List.of("main", "aux"))
			assertEquals(new Size(3, 96, 160), graph.sizes(96, 160).get(graph.output(output)));
		assertEquals(graph.parameters().size(), graph.parameters().stream().map(Parameter::name).distinct().count());
		assertTrue(graph.parameters().stream().allMatch(p -> p.name().startsWith(switch (p.part()) {
			case ENCODER -> "encoder.";
			case DECODER -> "decoder.";
			case HEAD -> p.name().startsWith("aux") ? "auxiliary_head." : "segmentation_head.";
		})));
	}

	@ParameterizedTest
	@MethodSource("networks")
	void onlyTheFirstConvolutionDependsOnTheChannelsOfTheImage(final String decoder, final String encoder) {
		final Decoder network = Methods.of(Decoder.class).create(decoder + "(encoder: " + encoder + ")");
		final List<Parameter> one = network.network(1, 2).parameters();
		final List<Parameter> five = network.network(5, 2).parameters();
		final Parameter first = five.get(0);
		assertEquals(5, first.dimensions()[1]);
		assertEquals(one.subList(1, one.size()), five.subList(1, five.size()));
	}

	/** Hand-made lists of (dilation) of all convolutions larger than one pixel, after the last stride. */
	@ParameterizedTest
	@CsvSource({ "resnet18,1 2 2 2 2 4 4 4", "resnet18d,1 2 2 2 2 4 4 4", "resnet50,1 2 2 2 2 2 2 4 4",
		"resnet50d,1 2 2 2 2 2 2 4 4", "mobilenetv2_100,1 2 2 2 2 2 2 2 4 4 4", "efficientnet_b0,1 2 2 2 2 2 2 4 4 4 4",
		"plain,1 2" })
	void dilatesStagesBeyondTheOutputStride(final String encoder, final String dilations) {
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = Methods.of(Encoder.class).create(encoder).append(g, g.image(), 8);
		g.output("last", features.get(4));
		// the stages that keep the grid come after the feature at 8 pixels spacing
		final int from = features.get(encoder.equals("plain") ? 3 : 2);
		final NetworkGraph graph = g.build(32);
		final List<Node> kept = graph.nodes().subList(from + 1, graph.nodes().size());
		final Stream<Operation.Convolution> spatial = kept.stream().map(Node::operation).filter(
			Operation.Convolution.class::isInstance).map(Operation.Convolution.class::cast).filter(c -> c.kernel() > 1);
		assertEquals(dilations, String.join(" ", spatial.map(c -> {
			assertEquals(1, c.stride());
			assertEquals(c.dilation() * (c.kernel() / 2), c.padding());
			return Integer.toString(c.dilation());
		}).toList()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 0, -8, 12 })
	void refusesUnsupportedOutputStrides(final int stride) {
		final GraphBuilder g = new GraphBuilder(1);
		final var e = assertThrows(IllegalArgumentException.class, () -> new ResNet18().append(g, g.image(), stride));
		assertEquals(NetworkMessages.outputStride(4, stride), e.getMessage());
	}

	@Test
	void plainUNetHasTheChosenWidth() {
		final NetworkGraph graph = Methods.of(Decoder.class).create("unet(encoder: plain, width: 8)").network(1, 2);
		final List<Integer> widths = graph.parameters().stream().filter(p -> p.name().matches(
			"encoder\\.blocks\\.\\d\\.conv2.weight|decoder\\.blocks\\.\\d\\.conv2\\.0\\.weight")).map(p -> p.shape().get(0)
				.intValue()).toList();
		assertEquals(List.of(8, 16, 32, 64, 128, 64, 32, 16, 8), widths);
		assertEquals(graph.parameters(), Methods.of(Decoder.class).create("unet(width: 8, encoder: plain)").network(1, 2)
			.parameters());
	}

	@Test
	void widthDoesNotChangeEncodersOfTimm() {
		for (final String decoder : Methods.of(Decoder.class).names()) {
			final NetworkGraph usual = Methods.of(Decoder.class).create(decoder).network(1, 2);
			final NetworkGraph narrow = Methods.of(Decoder.class).create(decoder + "(width: 1)").network(1, 2);
			assertEquals(usual.parameterCount(Part.ENCODER), narrow.parameterCount(Part.ENCODER));
			assertTrue(usual.parameterCount(Part.DECODER) > narrow.parameterCount(Part.DECODER));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1025", "2000000000" })
	void refusesWidthsOutOfRange(final int width) {
		for (final String decoder : Methods.of(Decoder.class).names()) {
			final var e = assertThrows(IllegalArgumentException.class, () -> Methods.of(Decoder.class).create(decoder +
				"(width: " + width + ")"));
			assertEquals(decoder + ": " + NetworkMessages.width(1024, width), e
				.getMessage());
		}
	}

	@Test
	void readsTextsWithoutWidth() {
		final Decoder before = Methods.of(Decoder.class).create("unet(encoder: resnet18d, aux: true, dropout: 0.1)");
		assertEquals(Methods.of(Decoder.class).create("unet(aux: true, width: 16)").network(1, 2).parameters(), before.network(
			1, 2).parameters());
		assertEquals("unet(encoder: resnet18d, aux: true, dropout: 0.1, width: 0)", Methods.textOf(before));
	}
}
