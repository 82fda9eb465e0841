package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

import org.junit.jupiter.api.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import ai.djl.ndarray.NDArray;

class ImageTensorsTest extends EngineTests {

	/** 3 x 2 pixels with 2 channels; the value at (x, y, c) is 100 c + 10 y + x. */
	private static RandomAccessibleInterval<FloatType> image() {
		return ArrayImgs.floats(new float[] { 0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112 }, 3, 2, 2);
	}

	@Test
	void reversesDimensionsAndKeepsValues() throws Exception {
		withManager(m -> {
			final NDArray t = ImageTensors.toTensor(m, image());
			assertArrayEquals(new long[] { 1, 2, 2, 3 }, t.getShape().getShape());
			assertEquals(112, t.getFloat(0, 1, 1, 2));
			assertEquals(10, t.getFloat(0, 0, 1, 0));
		});
	}

	@Test
	void readsViewsAtTheirCoordinates() throws Exception {
		withManager(m -> {
			final RandomAccessibleInterval<FloatType> corner = Views.interval(image(), Intervals.createMinMax(1, 1, 0, 2, 1,
				1));
			assertArrayEquals(new float[] { 11, 12, 111, 112 }, ImageTensors.toTensor(m, corner).toFloatArray());
			final RandomAccessibleInterval<FloatType> mirrored = Views.interval(Views.extendMirrorSingle(image()), Intervals
				.createMinMax(-1, 0, 1, 1, 0, 1));
			assertArrayEquals(new float[] { 101, 100, 101 }, ImageTensors.toTensor(m, mirrored).toFloatArray());
			final RandomAccessibleInterval<FloatType> turned = Views.permute(image(), 0, 1);
			assertArrayEquals(new float[] { 0, 10, 1, 11, 2, 12 }, java.util.Arrays.copyOf(ImageTensors.toTensor(m, turned)
				.toFloatArray(), 6));
			final RandomAccessibleInterval<FloatType> bytes = Converters.convert((RandomAccessibleInterval<
				UnsignedByteType>) ArrayImgs.unsignedBytes(new byte[] { 1, -1 }, 2, 1, 1), (i, o) -> o.set(i.get()),
				new FloatType());
			assertArrayEquals(new float[] { 1, 255 }, ImageTensors.toTensor(m, bytes).toFloatArray());
		});
	}

	@Test
	void imagesSurviveTheRoundTrip() throws Exception {
		withManager(m -> {
			for (final NDArray t : new NDArray[] { ImageTensors.toTensor(m, image()), ImageTensors.toTensor(m, image()).get(
				0) })
			{
				final var back = ImageTensors.toImage(t);
				assertArrayEquals(new long[] { 3, 2, 2 }, back.dimensionsAsLongArray());
				assertEquals(112, back.getAt(2, 1, 1).get());
				assertEquals(10, back.getAt(0, 1, 0).get());
			}
		});
	}

	@Test
	void acceptsAnyBuffer() throws Exception {
		withManager(m -> {
			final FloatBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
			direct.put(new float[] { 1, 2, 3, 4 }).flip();
			final FloatBuffer foreign = ByteBuffer.allocateDirect(16).asFloatBuffer(); // big-endian
			foreign.put(new float[] { 1, 2, 3, 4 }).flip();
			final FloatBuffer part = FloatBuffer.wrap(new float[] { 0, 1, 2, 3, 4, 5 }, 1, 4);
			for (final FloatBuffer b : new FloatBuffer[] { direct, foreign, part }) {
				final NDArray t = ImageTensors.toTensor(m, b, 1, 1, 2, 2);
				assertEquals(4, b.remaining());
				b.put(b.position(), 9);
				assertArrayEquals(new float[] { 1, 2, 3, 4 }, t.toFloatArray());
			}
		});
	}

	@Test
	void refusesOtherSizes() throws Exception {
		withManager(m -> {
			assertTrue(assertThrows(IllegalArgumentException.class, () -> ImageTensors.toTensor(m, FloatBuffer.allocate(3), 2,
				2)).getMessage().contains("3 values"));
			assertTrue(assertThrows(IllegalArgumentException.class, () -> ImageTensors.toTensor(m, ArrayImgs.floats(2, 2)))
				.getMessage().contains("2 dimensions"));
			assertThrows(IllegalArgumentException.class, () -> ImageTensors.toImage(m.ones(new ai.djl.ndarray.types.Shape(2,
				1, 2, 2))));
		});
	}
}
