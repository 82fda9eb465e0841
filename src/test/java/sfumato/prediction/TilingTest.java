package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** How planes are cut into tiles and put together again. */
class TilingTest {

	@Test
	void aPlaneNoLargerThanATileHasOne() {
		assertArrayEquals(new int[] { 0 }, Tiling.of(64, 64, 16).starts());
		assertArrayEquals(new int[] { 0 }, Tiling.of(1, 64, 16).starts());
		assertEquals(96, Tiling.whole(65, 32).length());
		assertEquals(32, Tiling.whole(1, 32).length());
		assertEquals(64, Tiling.whole(64, 32).length());
	}

	@Test
	void threeTilesOfTenOverTwentyAreFiveApart() {
		final Tiling t = Tiling.of(20, 10, 3);
		assertArrayEquals(new int[] { 0, 5, 10 }, t.starts());
		assertEquals(5, t.overlap());
	}

	@Test
	void tilesReachFromEndToEndAndShareWhatIsAskedForAtLeast() {
		for (int size = 33; size < 400; size++)
			for (final int tile : new int[] { 32, 64, 96 }) {
				final Tiling t = Tiling.of(size, tile, tile / 4);
				final int[] s = t.starts();
				assertEquals(0, s[0]);
				if (s.length == 1) {
					assertTrue(size <= tile);
					continue;
				}
				assertEquals(size, s[s.length - 1] + tile);
				for (int i = 1; i < s.length; i++)
					assertTrue(s[i] > s[i - 1] && s[i - 1] + tile - s[i] >= t.overlap() && t.overlap() >= tile / 4, size + ", " +
						tile);
				assertTrue((s.length - 2) * (tile - tile / 4) + tile < size, "one tile fewer would do for " + size);
			}
	}

	@Test
	void weightsRiseFromTheBordersInsideAndAreOneAtTheBordersOfThePlane() {
		final Tiling t = Tiling.of(20, 10, 3);
		final float[] first = t.weights(0), middle = t.weights(1), last = t.weights(2);
		final double[] ramp = new double[5];
		for (int i = 0; i < 5; i++)
			ramp[i] = Math.pow(Math.sin(Math.toRadians(9 + 18 * i)), 2);
		for (int i = 0; i < 5; i++) {
			assertEquals(1, first[i]);
			assertEquals(ramp[i], first[9 - i], 1e-6);
			assertEquals(ramp[i], middle[i], 1e-6);
			assertEquals(ramp[i], middle[9 - i], 1e-6);
			assertEquals(ramp[i], last[i], 1e-6);
			assertEquals(1, last[9 - i]);
			assertEquals(1, first[5 + i] + middle[i], 1e-6, "two neighbours add up to 1");
		}
	}

	@Test
	void mirrorsWithoutRepeatingTheBorder() {
		final int[] expected = { 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1 };
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], MirroredPlane.mirror(i - 4, 4), "position " + (i - 4));
		assertEquals(0, MirroredPlane.mirror(17, 1));
		assertEquals(1, MirroredPlane.mirror(17, 2));
	}

	@Test
	void aPieceBeyondThePlaneIsItsMirrorImageInEveryChannel() {
		final Img<FloatType> plane = ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60 }, 3, 2, 2);
		assertArrayEquals(new float[] { 2, 3, 2, 1, 5, 6, 5, 4, 2, 3, 2, 1, 20, 30, 20, 10, 50, 60, 50, 40, 20, 30, 20, 10 },
			new MirroredPlane(plane).piece(1, 0, 4, 3));
		final Img<FloatType> one = ArrayImgs.floats(new float[] { 7 }, 1, 1, 1);
		assertArrayEquals(new float[] { 7, 7, 7, 7 }, new MirroredPlane(one).piece(0, 0, 2, 2));
	}

	@Test
	void aViewOfAnotherOrderIsReadByItsPositions() {
		final Img<FloatType> plane = ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2, 1);
		assertArrayEquals(new float[] { 1, 4, 2, 5, 3, 6 }, new MirroredPlane(Views.zeroMin(Views.permute(plane, 0, 1))).piece(
			0, 0, 2, 3));
	}

	@Test
	void tilesCutFromAMapMakeTheMapAgain() {
		final SplittableRandom random = new SplittableRandom(1);
		for (final int[] size : new int[][] { { 100, 37 }, { 64, 64 }, { 5, 130 }, { 33, 1 } }) {
			final int w = size[0], h = size[1];
			final float[] values = new float[w * h * 3];
			for (int i = 0; i < w * h; i++) {
				final double a = random.nextDouble(), b = random.nextDouble() * (1 - a);
				values[i] = (float) a;
				values[w * h + i] = (float) b;
				values[2 * w * h + i] = (float) (1 - a - b);
			}
			final MirroredPlane plane = new MirroredPlane(ArrayImgs.floats(values, w, h, 3));
			final Tiling columns = Tiling.of(w, 32, 8), rows = Tiling.of(h, 32, 8);
			final PlaneBlend blend = new PlaneBlend(w, h, 3);
			for (int j = 0; j < rows.starts().length; j++)
				for (int i = 0; i < columns.starts().length; i++)
					blend.add(plane.piece(columns.starts()[i], rows.starts()[j], 32, 32), columns, i, rows, j);
			final float[] out = new float[values.length];
			blend.writeTo(ArrayImgs.floats(out, w, h, 3));
			assertArrayEquals(values, out, 1e-6f, w + " x " + h);
		}
	}

	@Test
	void whereTilesDisagreeTheAnswerGoesOverFromOneToTheOther() {
		final Tiling columns = Tiling.of(48, 32, 16), rows = Tiling.whole(1, 1);
		final PlaneBlend blend = new PlaneBlend(48, 1, 1);
		final float[] zero = new float[32], one = new float[32];
		java.util.Arrays.fill(one, 1);
		blend.add(zero, columns, 0, rows, 0);
		blend.add(one, columns, 1, rows, 0);
		final float[] out = new float[48];
		blend.writeTo(ArrayImgs.floats(out, 48, 1, 1));
		for (int x = 0; x < 48; x++) {
			if (x < 16) assertEquals(0, out[x]);
			else if (x >= 32) assertEquals(1, out[x]);
			else assertEquals(Math.pow(Math.sin(Math.PI / 2 * (x - 15.5) / 16), 2), out[x], 1e-6);
		}
	}
}
