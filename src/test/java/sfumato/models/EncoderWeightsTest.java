package sfumato.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.Says;
import sfumato.engine.FirstConvolution;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.Operation;

class EncoderWeightsTest {

	private static final String NETWORK = "unet(encoder: mobilenetv2_100, width: 1)";

	private static NetworkGraph graph(final String network, final int channels) {
		return Methods.of(Decoder.class).create(network).network(channels, 2);
	}

	/** The tensors of a network's encoder for colour images, by timm's names. */
	private static Map<String, Tensor> checkpoint(final String network) {
		final NetworkGraph graph = graph(network, 3);
		final Map<String, Tensor> all = Parameters.initial(graph, 5), tensors = new LinkedHashMap<>();
		for (final NetworkGraph.Parameter p : graph.parameters())
			if (p.part() == Part.ENCODER) tensors.put(p.name().substring("encoder.".length()), all.get(p.name()));
		return tensors;
	}

	private static EncoderWeights of(final String network, final int channels, final Map<String, Tensor> checkpoint) {
		return EncoderWeights.of(network, graph(network, channels), checkpoint, Parameters.initial(graph(network, channels),
			0));
	}

	private static String message(final String network, final Map<String, Tensor> checkpoint) {
		return assertThrows(IllegalArgumentException.class, () -> of(network, 1, checkpoint)).getMessage();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void adaptsTheFirstConvolutionOnlyIfNeeded(final int channels) {
		final Map<String, Tensor> checkpoint = checkpoint(NETWORK);
		final EncoderWeights made = of(NETWORK, channels, checkpoint);
		assertEquals(channels == 3 ? List.of() : List.of("conv_stem.weight"), made.adapted());
		assertEquals(checkpoint.size(), made.matched().size() + made.adapted().size());
		assertEquals(FirstConvolution.adapt(checkpoint.get("conv_stem.weight"), channels), made.weights().get(
			"encoder.conv_stem.weight"));
		assertEquals(graph(NETWORK, channels).parameters().stream().map(NetworkGraph.Parameter::name).toList(), List.copyOf(made
			.weights().keySet()));
	}

	@Test
	void namesMissingAndSimilarTensors() {
		final Map<String, Tensor> checkpoint = checkpoint(NETWORK);
		checkpoint.remove("blocks.6.0.bn3.running_var");
		assertEquals(ModelMessages.lacksTensor("blocks.6.0.bn3.running_var", "[320]", NETWORK, "conv_stem.weight, bn1.weight, " +
			"bn1.bias, …"), message(NETWORK, checkpoint));
		assertTrue(message(NETWORK, Map.of()).contains("; it has no tensors."));
	}

	@Test
	void refusesTensorsOfOtherShape() {
		final Map<String, Tensor> checkpoint = checkpoint(NETWORK);
		checkpoint.put("bn1.bias", new Tensor(new long[] { 2 }, new float[2]));
		assertEquals(ModelMessages.otherShape("bn1.bias", "[2]", NETWORK, "[32]"), message(
			NETWORK, checkpoint));
		checkpoint.putAll(checkpoint(NETWORK));
		checkpoint.put("conv_stem.weight", new Tensor(new long[] { 32, 3, 5, 5 }, new float[32 * 75]));
		assertEquals(ModelMessages.otherShape("conv_stem.weight", "[32, 3, 5, 5]", NETWORK, "[32, 1, 3, 3]"), message(NETWORK,
			checkpoint));
		checkpoint.put("conv_stem.weight", new Tensor(new long[] { 32 }, new float[32]));
		assertSays(ModelMessages.otherShape(Says.ANY, "[32]", Says.ANY, Says.ANY), message(NETWORK, checkpoint));
	}

	@Test
	void refusesCheckpointsOfLargerNetworks() {
		final String network = "unet(encoder: resnet18, width: 1)";
		assertEquals(ModelMessages.unknownTensor("layer1.2.conv1.weight", network), message(network, checkpoint("unet(encoder: " +
			"resnet34, width: 1)")));
	}

	@Test
	void deepLabAcceptsTheSameCheckpoint() {
		final String deeplab = "deeplabv3plus(encoder: mobilenetv2_100, width: 8, aux: true)";
		assertEquals(of(NETWORK, 3, checkpoint(NETWORK)).matched(), of(deeplab, 3, checkpoint(NETWORK)).matched());
	}

	/** The reader in Python and the table that it reads are written in two languages. */
	@Test
	void pythonReaderKnowsEveryOperation() throws IOException {
		final String reader = Files.readString(Path.of("docs", "load_model.py"));
		for (final Class<?> operation : Operation.class.getPermittedSubclasses())
			assertTrue(reader.contains("\"" + operation.getSimpleName() + "\": "), operation.getSimpleName());
	}
}
