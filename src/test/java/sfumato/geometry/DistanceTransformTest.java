package sfumato.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

class DistanceTransformTest {

	@Test
	void matchesTheMinimumOverAllPixels() {
		final SplittableRandom random = new SplittableRandom(3);
		for (final double density : new double[] { 0.002, 0.05, 0.5 }) {
			final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(13, 11, 7);
			image.forEach(t -> t.set(random.nextDouble() < density ? 1 : 0));
			image.getAt(4, 5, 6).set(1);
			final double[] s = { 0.7, 1.3, 2.9 };
			final Img<FloatType> distance = DistanceTransform.of(image, v -> v == 1, s);
			final var a = distance.localizingCursor();
			while (a.hasNext()) {
				a.fwd();
				double least = Double.POSITIVE_INFINITY;
				final var b = image.localizingCursor();
				while (b.hasNext()) {
					if (b.next().get() == 0) continue;
					double sum = 0;
					for (int d = 0; d < 3; d++)
						sum += Math.pow(s[d] * (a.getLongPosition(d) - b.getLongPosition(d)), 2);
					least = Math.min(least, Math.sqrt(sum));
				}
				assertEquals(least, a.get().get(), 1e-5);
			}
		}
	}

	@Test
	void isInfiniteWithoutForeground() {
		for (final FloatType t : DistanceTransform.of(ArrayImgs.unsignedBytes(5, 4), v -> v == 1, 1, 1))
			assertEquals(Float.POSITIVE_INFINITY, t.get());
	}

	@Test
	void usesTheSpacingOfEachAxis() {
		assertThrows(IllegalArgumentException.class, () -> DistanceTransform.of(ArrayImgs.unsignedBytes(5, 4), v -> v == 1, 1));
		assertThrows(IllegalArgumentException.class, () -> DistanceTransform.of(ArrayImgs.unsignedBytes(5, 4), v -> v == 1, 1,
			0));
	}
}
