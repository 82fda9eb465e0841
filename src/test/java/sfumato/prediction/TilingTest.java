package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.planes.ImageSource;

/** How planes are cut into tiles and put together again. */
class TilingTest {

	@Test
	void smallPlanesHaveOneTile() {
		assertArrayEquals(new int[] { 0 }, Tiling.of(64, 64, 16).starts());
		assertArrayEquals(new int[] { 0 }, Tiling.of(1, 64, 16).starts());
		assertEquals(96, Tiling.whole(65, 32).length());
		assertEquals(32, Tiling.whole(1, 32).length());
		assertEquals(64, Tiling.whole(64, 32).length());
	}

	@Test
	void spreadsTilesEvenly() {
		final Tiling t = Tiling.of(20, 10, 3);
		assertArrayEquals(new int[] { 0, 5, 10 }, t.starts());
		assertEquals(5, t.overlap());
	}

	@Test
	void tilesCoverThePlaneWithAtLeastTheOverlap() {
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
	void weightsRiseFromInnerBordersAndAreOneAtThePlaneBorder() {
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
			assertEquals(expected[i], MirroredRows.mirror(i - 4, 4), "position " + (i - 4));
		assertEquals(0, MirroredRows.mirror(17, 1));
		assertEquals(1, MirroredRows.mirror(17, 2));
	}

	@Test
	void mirrorsEveryChannelBeyondThePlane() {
		final float[] plane = { 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60 };
		assertArrayEquals(new float[] { 2, 3, 2, 1, 5, 6, 5, 4, 2, 3, 2, 1, 20, 30, 20, 10, 50, 60, 50, 40, 20, 30, 20, 10 },
			new MirroredRows(plane, 0, 2, 3, 2).piece(1, 4, 3));
		assertArrayEquals(new float[] { 7, 7, 7, 7 }, new MirroredRows(new float[] { 7 }, 0, 1, 1, 1).piece(0, 2, 2));
		// rows 2 and 3 of four; the fifth is the third again
		assertArrayEquals(new float[] { 5, 6, 7, 8, 5, 6 }, new MirroredRows(new float[] { 5, 6, 7, 8 }, 2, 2, 2, 4).piece(0, 2,
			3));
	}

	@Test
	void readsPermutedViews() {
		final Img<FloatType> plane = ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2, 1);
		final FloatBuffer values = FloatBuffer.allocate(6);
		new ImageSource(Views.permute(plane, 0, 1)).read(0, 0, 3, values);
		assertArrayEquals(new float[] { 1, 4, 2, 5, 3, 6 }, values.array());
	}

	@Test
	void tilesReassembleToTheMap() {
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
			for (final int[] how : new int[][] { { 32, 8, 1, 0 }, { 32, 8, 32, 2 }, { 48, 24, 8, 7 } }) {
				final int tile = how[0];
				final Tiling columns = Tiling.of(w, tile, how[1], how[2], how[3]), rows = Tiling.of(h, tile, how[1], how[2], how[3]);
				final float[] out = blended(columns, rows, w, h, 3, (i, j) -> rows(values, w, h, 3, rows.starts()[j], Math.min(tile, h -
					rows.starts()[j])).piece(columns.starts()[i], tile, tile));
				assertArrayEquals(values, out, 1e-6f, w + " x " + h);
			}
		}
	}

	/** Some rows of a plane (K, H, W). */
	private static MirroredRows rows(final float[] plane, final int w, final int h, final int classes, final int first,
		final int n)
	{
		final float[] rows = new float[classes * n * w];
		for (int k = 0; k < classes; k++)
			System.arraycopy(plane, (k * h + first) * w, rows, k * n * w, n * w);
		return new MirroredRows(rows, first, n, w, h);
	}

	/** Adds all tiles and takes every row of them as soon as it is complete. */
	private static float[] blended(final Tiling columns, final Tiling rows, final int w, final int h, final int classes,
		final BiFunction<Integer, Integer, float[]> tiles)
	{
		final RowBlend blend = new RowBlend(columns, rows, w, h, classes);
		final float[] out = new float[classes * w * h];
		for (int j = 0; j < rows.count(); j++) {
			for (int i = 0; i < columns.count(); i++)
				blend.add(tiles.apply(i, j), i, j);
			final int first = blend.first(), n = blend.end(j) - first;
			final float[] done = blend.take(j);
			for (int k = 0; k < classes; k++)
				System.arraycopy(done, k * n * w, out, (k * h + first) * w, n * w);
		}
		return out;
	}

	@Test
	void startsAreMultiplesOfTheNetworkStride() {
		for (int size = 65; size < 700; size += 7)
			for (final int[] how : new int[][] { { 64, 16, 32 }, { 96, 24, 32 }, { 256, 100, 16 }, { 32, 8, 32 } }) {
				final Tiling t = Tiling.of(size, how[0], how[1], how[2], 3);
				// tiles of one step overlap by half of it only where they start at half steps
				final int unit = how[0] == how[2] ? how[2] / 2 : how[2];
				final int last = t.starts()[t.count() - 1];
				assertTrue(t.count() == 1 || last + how[0] >= size && last + how[0] < size + unit, size + ": " + last);
				for (int i = 0; i < t.count(); i++) {
					assertEquals(0, t.starts()[i] % unit);
					if (i > 0) assertTrue(t.starts()[i - 1] + how[0] - t.starts()[i] >= t.overlap() && t.overlap() >= how[1]);
				}
			}
	}

	@Test
	void pixelsWithTooLittleContextHaveNoWeight() {
		final Tiling t = Tiling.of(100, 40, 20, 4, 7);
		assertArrayEquals(new int[] { 0, 20, 40, 60 }, t.starts());
		final float[] w = t.weights(1);
		for (int i = 0; i < 7; i++) {
			assertEquals(0, w[i]);
			assertEquals(0, w[39 - i]);
		}
		assertTrue(w[7] > 0 && w[32] > 0);
		for (int i = 0; i < 20; i++)
			assertEquals(1, t.shares(0)[20 + i] + t.shares(1)[i], 1e-6);
		assertEquals(4, Tiling.of(100, 40, 5, 1, 7).margin(), "an overlap of 10 has room for two margins of 4");
	}

	@Test
	void blendsTilesThatDisagree() {
		final Tiling columns = Tiling.of(48, 32, 16), rows = Tiling.whole(1, 1);
		final float[] zero = new float[32], one = new float[32];
		java.util.Arrays.fill(one, 1);
		final float[] out = blended(columns, rows, 48, 1, 1, (i, j) -> i == 0 ? zero : one);
		for (int x = 0; x < 48; x++) {
			if (x < 16) assertEquals(0, out[x]);
			else if (x >= 32) assertEquals(1, out[x]);
			else assertEquals(Math.pow(Math.sin(Math.PI / 2 * (x - 15.5) / 16), 2), out[x], 1e-6);
		}
	}
}
