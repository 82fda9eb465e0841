package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

/** {@code simple} and {@code shape-average} by hand. */
class SelectionAndShapeTest {

	/** A square of this width whose left upper corner is at (x, y), in 40 x 30 pixels. */
	private static int[][] square(final int x, final int y, final int width) {
		final int[][] labels = new int[30][40];
		for (int j = y; j < y + width; j++)
			for (int i = x; i < x + width; i++)
				labels[j][i] = 1;
		return labels;
	}

	@Test
	void dropsRatersWhoOutlinedAnotherObject() {
		final HardRaters raters = TestMaps.raters(2, square(5, 5, 10), square(5, 6, 10), square(6, 5, 10), square(28, 15, 10));
		final double[] weights = new Simple().weights(raters);
		assertEquals(0, weights[3]);
		for (int r = 0; r < 3; r++)
			assertTrue(weights[r] > 0.9 && weights[r] <= 1);
		assertEquals("Rater 4 was dropped.", new Simple().report(raters).get(3));
		assertEquals(0, TestMaps.values(new Simple().fuse(raters))[40 * 30 + 40 * 20 + 33]);
	}

	@Test
	void keepsRatersWhoNearlyAgree() {
		final HardRaters raters = TestMaps.raters(2, square(5, 5, 20), square(5, 5, 20), square(5, 6, 20));
		for (final double w : new Simple().weights(raters))
			assertTrue(w > 0.9);
		assertEquals(0, new Simple(new Simple.Options(1, 0)).weights(raters)[2], "without a margin the least is dropped");
	}

	@Test
	void meanShapeLiesBetweenTwoShiftedSquares() {
		// edges at 4 | 8 and 14 | 18: the mean edges are 6 and 16
		final ProbabilityMap map = new ShapeAverage().fuse(TestMaps.raters(2, square(4, 8, 10), square(8, 8, 10)));
		final float[] row = java.util.Arrays.copyOfRange(TestMaps.values(map), 1200 + 40 * 13, 1200 + 40 * 14);
		for (int x = 0; x < 40; x++)
			assertEquals(x >= 6 && x < 16 ? 1 : 0, row[x], "x = " + x);
	}

	@Test
	void softnessSetsTheWidthOfTheSigmoid() {
		// one rater, an edge between x = 9 and 10: D = ±0.5, ±1.5 … and p = 1 / (1 + exp(2 D / softness))
		final float[] values = TestMaps.values(Methods.of(LabelFusion.class).create("shape-average(softness: 2)").fuse(TestMaps
			.raters(2, square(10, 5, 20))));
		for (int i = 0; i < 3; i++) {
			assertEquals(1 / (1 + Math.exp(i + 0.5)), values[1200 + 40 * 15 + 9 - i], 1e-6);
			assertEquals(1 / (1 + Math.exp(-i - 0.5)), values[1200 + 40 * 15 + 10 + i], 1e-6);
		}
	}

	@Test
	void treatsEmptyMasksAsFarAway() {
		assertArrayEquals(new float[1200], java.util.Arrays.copyOfRange(TestMaps.values(new ShapeAverage().fuse(TestMaps.raters(2,
			new int[30][40], square(10, 10, 5)))), 1200, 2400));
	}
}
