package sfumato.data.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;

class BatchTest {

	private static Patch patch(final float start) {
		final float[] image = new float[2 * 6], target = new float[3 * 6], mask = new float[6];
		for (int i = 0; i < image.length; i++)
			image[i] = start + i;
		for (int i = 0; i < target.length; i++)
			target[i] = start + 100 + i;
		for (int i = 0; i < mask.length; i++)
			mask[i] = start + 200 + i;
		return new Patch(image, target, mask, 2, 3, 3, 2);
	}

	@Test
	void storesPatchesConsecutively() {
		final Batch batch = Batch.of(List.of(patch(0), patch(1000)));
		assertEquals(2, batch.size());
		assertEquals(24, batch.images().remaining());
		assertEquals(36, batch.targets().remaining());
		assertEquals(12, batch.masks().remaining());
		assertEquals(11, batch.images().get(11));
		assertEquals(1000, batch.images().get(12));
		assertEquals(1100, batch.targets().get(18));
		assertEquals(1205, batch.masks().get(11));
		for (final FloatBuffer b : List.of(batch.images(), batch.targets(), batch.masks())) {
			assertTrue(b.isDirect());
			assertEquals(ByteOrder.nativeOrder(), b.order());
			assertEquals(0, b.position());
		}
	}

	@Test
	void canBeReused() {
		final Batch batch = new Batch(2, 2, 3, 3, 2);
		batch.set(1, patch(5));
		batch.images().get();
		batch.set(1, patch(7));
		assertEquals(0, batch.images().get());
		assertEquals(7, batch.images().get(12));
	}

	@Test
	void refusesPatchesOfOtherSize() {
		final Batch batch = new Batch(1, 1, 3, 3, 2);
		final String message = assertThrows(IllegalArgumentException.class, () -> batch.set(0, patch(0))).getMessage();
		assertTrue(message.contains("2 channels") && message.contains("1 channels"), message);
		assertThrows(IllegalArgumentException.class, () -> Batch.of(List.of()));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Batch(1000, 3, 2, 1024, 1024)).getMessage().contains(
			"MB"));
	}
}
