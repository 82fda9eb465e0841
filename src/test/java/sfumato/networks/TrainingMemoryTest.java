package sfumato.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sfumato.methods.Methods;

class TrainingMemoryTest {

	private static long bytes(final String network, final int batch, final int patch) {
		return TrainingMemory.bytes(graph(network), batch, patch, false);
	}

	private static NetworkGraph graph(final String network) {
		return Methods.of(Decoder.class).create(network).network(1, 2);
	}

	@Test
	void matchesCalculationByHandForAConvolutionWithActivation() {
		// 9 x 4 weights of the convolution and 8 of the normalization. Of 8 x 8 pixels stay the input (1 channel), what is normalized (4)
		// and what the activation gives (4); the largest image has 4 channels
		final GraphBuilder b = new GraphBuilder(1);
		b.output("main", b.relu(b.batchNormalization("bn", b.convolution("conv", b.image(), 4, 3, 1))));
		assertEquals(4 * (3 * (36 + 8) + 5 * (64 * (1 + 4 + 4) + 2 * 64 * 4)), TrainingMemory.bytes(b.build(1), 5, 8, false));
	}

	@Test
	void growsWithBatchAndAreaAndLittleWithWeights() {
		final long one = bytes("unet(encoder: resnet18d)", 1, 128);
		final long weights = 12 * graph("unet(encoder: resnet18d)").parameterCount();
		assertEquals(8 * (one - weights), bytes("unet(encoder: resnet18d)", 8, 128) - weights);
		assertEquals(4 * (one - weights), bytes("unet(encoder: resnet18d)", 1, 256) - weights);
		assertTrue(bytes("unet(encoder: resnet50d)", 1, 128) > one);
		assertEquals(weights / 3, TrainingMemory.bytes(graph("unet(encoder: resnet18d)"), 1, 128, true) - one);
	}
}
