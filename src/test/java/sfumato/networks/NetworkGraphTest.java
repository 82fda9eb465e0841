package sfumato.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.methods.Methods;
import sfumato.networks.NetworkGraph.Distribution;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Role;
import sfumato.networks.NetworkGraph.Size;

class NetworkGraphTest {

	private static NetworkGraph unet(final String options) {
		return Methods.of(Decoder.class).create("unet(" + options + ")").network(1, 2);
	}

	@Test
	void logitsHaveTheSizeOfTheImage() {
		final NetworkGraph graph = Methods.of(Decoder.class).create("unet(aux: true)").network(3, 5);
		assertEquals(3, graph.inputChannels());
		assertEquals(5, graph.numClasses());
		assertEquals(32, graph.sizeMultiple());
		for (final String output : List.of("main", "aux"))
			assertEquals(new Size(5, 64, 96), graph.sizes(64, 96).get(graph.output(output)));
	}

	@Test
	void refusesImagesOfWrongSizeAndSuggestsPadding() {
		final var e = assertThrows(IllegalArgumentException.class, () -> unet("").checkSize(100, 65));
		assertEquals(NetworkMessages.sides(65, 100, 32, 96, 128),
			e.getMessage());
		assertThrows(IllegalArgumentException.class, () -> unet("").sizes(0, 32));
	}

	@Test
	void refusesUnknownOutputsAndListsKnownOnes() {
		assertFalse(unet("").hasOutput("aux"));
		final var e = assertThrows(IllegalArgumentException.class, () -> unet("").output("aux"));
		assertEquals(NetworkMessages.noOutput("aux", "main"), e.getMessage());
	}

	@Test
	void singleOutputDropsOtherParameters() {
		final NetworkGraph whole = unet("aux: true");
		final NetworkGraph main = whole.only("main");
		assertEquals(unet("").parameters(), main.parameters());
		assertEquals(List.of("main"), main.outputNames());
		assertEquals(whole.sizes(64, 64).get(whole.output("main")), main.sizes(64, 64).get(main.output("main")));
		assertEquals(new HashSet<>(unet("").parameters().stream().map(Parameter::name).toList()), new HashSet<>(main
			.parameters().stream().map(Parameter::name).toList()));
	}

	@Test
	void zeroInitializesTheLastScaleOfResidualBranchesOnly() {
		final List<String> silent = unet("").parameters().stream().filter(p -> p.role() == Role.SCALE && p.initialization()
			.scale() == 0).map(Parameter::name).toList();
		assertEquals(List.of("encoder.layer1.0.bn2.weight", "encoder.layer1.1.bn2.weight", "encoder.layer2.0.bn2.weight",
			"encoder.layer2.1.bn2.weight", "encoder.layer3.0.bn2.weight", "encoder.layer3.1.bn2.weight",
			"encoder.layer4.0.bn2.weight", "encoder.layer4.1.bn2.weight"), silent);
	}

	@Test
	void initializesEncoderByFanOutAndDecoderByFanIn() {
		final NetworkGraph graph = unet("encoder: mobilenetv2_100");
		// depthwise 3 x 3: fan-out 9 * 32 / 32; variance 2 / 9
		assertInitial(graph, "encoder.blocks.0.0.conv_dw.weight", Distribution.NORMAL, Math.sqrt(2.0 / 9));
		// 1 x 1 to 16 channels: 2 / 16
		assertInitial(graph, "encoder.blocks.0.0.conv_pw.weight", Distribution.NORMAL, Math.sqrt(2.0 / 16));
		// 3 x 3 from 320 + 96 channels: +-sqrt(6 / 3744)
		assertInitial(graph, "decoder.blocks.0.conv1.0.weight", Distribution.UNIFORM, Math.sqrt(6.0 / (9 * 416)));
		// 1 x 1 from 16 channels to 2 classes: +-sqrt(6 / 18)
		assertInitial(graph, "segmentation_head.0.weight", Distribution.UNIFORM, Math.sqrt(6.0 / 18));
		assertInitial(graph, "segmentation_head.0.bias", Distribution.CONSTANT, 0);
		assertInitial(graph, "decoder.blocks.0.conv1.1.running_var", Distribution.CONSTANT, 1);
	}

	private static void assertInitial(final NetworkGraph graph, final String name, final Distribution distribution,
		final double scale)
	{
		final Parameter p = graph.parameters().stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
		assertEquals(distribution, p.initialization().distribution());
		assertEquals(scale, p.initialization().scale(), 1e-12);
	}

	@Test
	void namesAreUnique() {
		final NetworkGraph graph = unet("aux: true");
		assertEquals(graph.nodes().size(), graph.nodes().stream().map(NetworkGraph.Node::name).distinct().count());
		assertEquals(graph.parameters().size(), graph.parameters().stream().map(Parameter::name).distinct().count());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "-0.1", "1.5" })
	void refusesDropoutOutOfRange(final String value) {
		final var e = assertThrows(IllegalArgumentException.class, () -> unet("dropout: " + value));
		assertTrue(e.getMessage().contains(value), e.getMessage());
	}

	@Test
	void refusesTooFewChannelsOrClasses() {
		assertThrows(IllegalArgumentException.class, () -> new UNet().network(0, 2));
		assertThrows(IllegalArgumentException.class, () -> new UNet().network(1, 1));
	}

	@Test
	void everyEncoderAndDecoderSurvivesTheRoundTripThroughText() {
		for (final String name : Methods.of(Encoder.class).names())
			assertEquals(name, Methods.textOf(Methods.of(Encoder.class).create(name)));
		for (final String name : Methods.of(Decoder.class).names()) {
			final String text = Methods.textOf(Methods.of(Decoder.class).create(name));
			assertEquals(text, Methods.textOf(Methods.of(Decoder.class).create(text)));
		}
		assertEquals("unet(encoder: resnet18d, aux: false, dropout: 0.1, width: 0)", Methods.textOf(new UNet()));
	}

	@Test
	void refusesInconsistentNetworks() {
		final GraphBuilder g = new GraphBuilder(1);
		g.output("main", g.add(g.image(), g.maxPool(g.image(), 3, 2, 1)));
		assertThrows(IllegalStateException.class, () -> g.build(32));
		final GraphBuilder h = new GraphBuilder(1);
		h.output("main", h.multiply(h.image(), h.image()));
		assertThrows(IllegalStateException.class, () -> h.build(32));
	}

	@Test
	void fewestNormalizedPixelsAreThoseOfTheCoarsestGrid() {
		assertEquals(2 * 3, unet("").fewestNormalized(64, 96));
		assertEquals(4 * 6, unet("encoder: plain").fewestNormalized(64, 96));
		assertEquals(1, new DeepLabV3Plus().network(1, 2).fewestNormalized(64, 96));
	}

	@Test
	void builderTracksTheStride() {
		final GraphBuilder g = new GraphBuilder(1);
		final int coarse = g.averagePool(g.maxPool(g.convolution("a", g.image(), 2, 3, 2), 2, 2, 0), 2, 2);
		assertEquals(8, g.spacing(coarse));
		assertEquals(4, g.spacing(g.enlarge(coarse, 2)));
		assertEquals(1, g.spacing(g.resizeLike(coarse, g.image())));
		assertEquals(2, g.spacing(g.input("b", 1, 2)));
	}
}
