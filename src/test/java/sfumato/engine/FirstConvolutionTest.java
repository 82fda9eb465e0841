package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkMessages;

class FirstConvolutionTest {

	/** Two kernels of 1 x 2 on red, green and blue. */
	private static final Tensor COLOUR = new Tensor(new long[] { 2, 3, 1, 2 }, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
		11, 12 });

	@Test
	void sumsColourWeightsForOneChannel() {
		// 1 + 3 + 5, 2 + 4 + 6, 7 + 9 + 11, 8 + 10 + 12
		final Tensor grey = FirstConvolution.adapt(COLOUR, 1);
		assertArrayEquals(new long[] { 2, 1, 1, 2 }, grey.shape());
		assertArrayEquals(new float[] { 9, 12, 27, 30 }, grey.values());
	}

	@Test
	void repeatsColoursForFourChannels() {
		final Tensor four = FirstConvolution.adapt(COLOUR, 4);
		assertArrayEquals(new long[] { 2, 4, 1, 2 }, four.shape());
		assertArrayEquals(new float[] { 0.75f, 1.5f, 2.25f, 3, 3.75f, 4.5f, 0.75f, 1.5f, 5.25f, 6, 6.75f, 7.5f, 8.25f, 9, 5.25f,
			6 }, four.values());
	}

	@Test
	void scalesRedAndGreenForTwoChannels() {
		assertArrayEquals(new float[] { 1.5f, 3, 4.5f, 6, 10.5f, 12, 13.5f, 15 }, FirstConvolution.adapt(COLOUR, 2).values());
	}

	@Test
	void repeatsColoursUnevenlyForSevenChannels() {
		// red thrice, green and blue twice, times 3 / 7
		final float[] seven = FirstConvolution.adapt(COLOUR, 7).values();
		assertEquals((3 * 1 + 2 * 3 + 2 * 5) * 3 / 7.0, seven[0] + seven[2] + seven[4] + seven[6] + seven[8] + seven[10] +
			seven[12], 1e-5);
	}

	@Test
	void keepsWeightsForTheSameNumberOfChannels() {
		assertSame(COLOUR, FirstConvolution.adapt(COLOUR, 3));
	}

	@Test
	void dividesGreyWeightsAmongChannels() {
		final Tensor grey = new Tensor(new long[] { 1, 1, 1, 2 }, new float[] { 6, -3 });
		assertArrayEquals(new float[] { 2, -1, 2, -1, 2, -1 }, FirstConvolution.adapt(grey, 3).values());
	}

	@Test
	void leavesGivenWeightsUnchanged() {
		final float[] before = COLOUR.values().clone();
		FirstConvolution.adapt(COLOUR, 1);
		FirstConvolution.adapt(COLOUR, 5);
		assertArrayEquals(before, COLOUR.values());
	}

	@Test
	void refusesOtherShapesAndNoChannels() {
		assertEquals(EngineMessages.firstConvolution(1), assertThrows(
			IllegalArgumentException.class, () -> FirstConvolution.adapt(new Tensor(new long[] { 2 }, new float[2]), 1))
				.getMessage());
		assertEquals(NetworkMessages.inputChannels(0), assertThrows(IllegalArgumentException.class,
			() -> FirstConvolution.adapt(COLOUR, 0)).getMessage());
	}
}
