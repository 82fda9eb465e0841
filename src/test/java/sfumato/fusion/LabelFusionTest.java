package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.parallel.Parallelization;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

class LabelFusionTest {

	private static final JsonObject VECTORS = TestMaps.vectors("fusion/raters.json");

	private static ProbabilityMap fuse(final String method, final HardRaters raters) {
		return Methods.of(LabelFusion.class).create(method).fuse(raters);
	}

	private static float[] foreground(final ProbabilityMap map) {
		final float[] values = TestMaps.values(map);
		return Arrays.copyOfRange(values, values.length / 2, values.length);
	}

	private static float[] expected(final String vector, final String key) {
		return TestMaps.flat(TestMaps.as(VECTORS.getAsJsonObject(vector).get(key), double[][].class));
	}

	private static HardRaters raters(final String vector) {
		return TestMaps.raters(2, TestMaps.as(VECTORS.getAsJsonObject(vector).get("masks"), int[][][].class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "raters_3", "raters_6_tie", "raters_3_no_overlap", "raters_3_one_disjoint" })
	void fusedRatersMatchReferenceVectors(final String vector) {
		final HardRaters raters = raters(vector);
		assertArrayEquals(expected(vector, "majority"), foreground(fuse("majority", raters)), 0);
		assertArrayEquals(expected(vector, "weighted"), foreground(fuse("dice-weighted(zeroOverlap: one)", raters)), 1e-7f);
		final double[] dice = TestMaps.as(VECTORS.getAsJsonObject(vector).get("dice"), double[].class);
		assertArrayEquals(dice, new DiceWeighted(new DiceWeighted.Options(DiceWeighted.ZeroOverlap.ONE)).weights(raters), 1e-7);
	}

	@Test
	void averageMatchesTheReferenceVector() {
		assertArrayEquals(expected("raters_3", "uniform"), foreground(fuse("average", raters("raters_3"))), 0);
		assertEquals(VECTORS.getAsJsonObject("raters_3").get("rater_agreement").getAsDouble(), MajorityDice.meanDice(raters(
			"raters_3")), 1e-12);
	}

	@Test
	void ignoresRatersWithoutOverlapUnlessAsked() {
		// two agree, the third is elsewhere: d = 1, 1, 0
		assertArrayEquals(new float[] { 1, 1, 0, 0 }, foreground(fuse("dice-weighted", raters("raters_3_one_disjoint"))), 0);
		// nobody overlaps with the empty majority: all count the same
		assertArrayEquals(foreground(fuse("average", raters("raters_3_no_overlap"))), foreground(fuse("dice-weighted", raters(
			"raters_3_no_overlap"))), 0);
	}

	@Test
	void emptyMasksOfAllRatersGiveBackground() {
		final HardRaters raters = TestMaps.raters(2, new int[][] { { 0, 0 } }, new int[][] { { 0, 0 } });
		for (final String method : Methods.of(LabelFusion.class).names())
			assertArrayEquals(new float[] { 1, 1, 0, 0 }, TestMaps.values(fuse(method, raters)), 0, method);
		assertEquals(1, MajorityDice.meanDice(raters));
	}

	@Test
	void majorityOfSeveralClassesIsThePluralityAndTiesAreBackground() {
		// votes: 1,1,2 -> 1 · 1,2,0 -> tie · 2,2,1 -> 2 · 0,0,2 -> 0 · 1,2,3 -> tie
		final HardRaters raters = TestMaps.raters(4, new int[][] { { 1, 1, 2, 0, 1 } }, new int[][] { { 1, 2, 2, 0, 2 } },
			new int[][] { { 2, 0, 1, 2, 3 } });
		final byte[] labels = new byte[5];
		int i = 0;
		for (final var t : fuse("majority", raters).argMax())
			labels[i++] = (byte) t.get();
		assertArrayEquals(new byte[] { 1, 0, 2, 0, 0 }, labels);
	}

	@Test
	void optionResolvesTies() {
		// votes of four raters: 0 0 1 1 -> 0 and 1 tie · 1 1 2 2 -> 1 and 2 tie · 0 0 0 3 -> no tie · 0 1 2 3 -> all four tie
		final HardRaters raters = TestMaps.raters(4, new int[][] { { 0, 1, 0, 0 } }, new int[][] { { 0, 1, 0, 1 } },
			new int[][] { { 1, 2, 0, 2 } }, new int[][] { { 1, 2, 3, 3 } });
		assertArrayEquals(TestMaps.values(TestMaps.hard(4, new int[][] { { 0, 0, 0, 0 } })), TestMaps.values(fuse(
			"majority(tie: background)", raters)), 0);
		assertArrayEquals(TestMaps.values(TestMaps.hard(4, new int[][] { { 0, 1, 0, 0 } })), TestMaps.values(fuse(
			"majority(tie: lowest)", raters)), 0);
		assertArrayEquals(new float[] { 0.5f, 0, 1, 0.25f, 0.5f, 0.5f, 0, 0.25f, 0, 0.5f, 0, 0.25f, 0, 0, 0, 0.25f }, TestMaps
			.values(fuse("majority(tie: undecided)", raters)), 0);
	}

	@Test
	void majorityWithSoftTiesIsNotHard() {
		assertTrue(Methods.of(LabelFusion.class).create("majority(tie: LOWEST)").isHard());
		assertFalse(Methods.of(LabelFusion.class).create("majority(tie: UNDECIDED)").isHard());
	}

	@Test
	void intersectionNeedsAllRatersAndUnionAnyRater() {
		// 1 1 1 · 1 1 2 · 0 2 1 · 0 0 2 · 2 0 2 · 0 0 0
		final HardRaters raters = TestMaps.raters(3, new int[][] { { 1, 1, 0, 0, 2, 0 } }, new int[][] { { 1, 1, 2, 0, 0,
			0 } }, new int[][] { { 1, 2, 1, 2, 2, 0 } });
		assertArrayEquals(TestMaps.values(TestMaps.hard(3, new int[][] { { 1, 0, 0, 0, 0, 0 } })), TestMaps.values(fuse(
			"intersection", raters)), 0);
		assertArrayEquals(TestMaps.values(TestMaps.hard(3, new int[][] { { 1, 1, 1, 2, 2, 0 } })), TestMaps.values(fuse("union",
			raters)), 0);
	}

	@Test
	void equalRatersFuseToThatRater() {
		for (final long[] dims : new long[][] { { 20, 15 }, { 9, 8, 7 } }) {
			final HardRaters one = TestMaps.randomRaters(7, 1, 3, dims);
			final HardRaters four = HardRaters.of(List.of("a", "b", "c", "d"), Collections.nCopies(4, one.labels(0)),
				OptionalInt.of(3), OptionalInt.empty());
			for (final String method : Methods.of(LabelFusion.class).names())
				assertArrayEquals(TestMaps.values(fuse("majority", one)), TestMaps.values(fuse(method, four)), 0, method);
		}
	}

	@Test
	void weighsRatersByMeanForegroundDice() {
		// majority: 1 2 0; rater 1 draws it: d = 1. Rater 2 (1 2 0): d = 1. Rater 3 (1 0 2): Dice 1 of class 1 and 0 of class 2
		final HardRaters raters = TestMaps.raters(3, new int[][] { { 1, 2, 0 } }, new int[][] { { 1, 2, 0 } }, new int[][] { {
			1, 0, 2 } });
		assertArrayEquals(new double[] { 1, 1, 0.5 }, MajorityDice.dice(raters), 1e-12);
		// the last pixel: 2/2.5 background, 0.5/2.5 class 2
		assertArrayEquals(new float[] { 0, 0.2f, 0.8f, 1, 0, 0, 0, 0.8f, 0.2f }, TestMaps.values(fuse("dice-weighted",
			raters)), 1e-7f);
	}

	@Test
	void singleRaterFusesToItself() {
		final HardRaters one = TestMaps.raters(3, new int[][] { { 0, 1, 2 }, { 2, 2, 0 } });
		final float[] hard = TestMaps.values(TestMaps.hard(3, new int[][] { { 0, 1, 2 }, { 2, 2, 0 } }));
		for (final String method : Methods.of(LabelFusion.class).names())
			assertArrayEquals(hard, TestMaps.values(fuse(method, one)), 0, method);
	}

	@Test
	void fusionsGiveDistributionsAndHardFusionsAreOneHot() {
		final HardRaters raters = TestMaps.randomRaters(1, 5, 4, 30, 20, 3);
		for (final String method : Methods.of(LabelFusion.class).names()) {
			final LabelFusion fusion = Methods.of(LabelFusion.class).create(method);
			final ProbabilityMap map = fusion.fuse(raters);
			ProbabilityMap.checked(map.image(), map.classes());
			assertArrayEquals(raters.dimensions(), map.spatialDimensions());
			boolean hard = true;
			for (final float p : TestMaps.values(map))
				hard &= p == 0 || p == 1;
			assertEquals(fusion.isHard(), hard, method);
		}
	}

	@Test
	void raterOrderDoesNotMatter() {
		final int[][] a = { { 0, 1, 1, 2, 0 } }, b = { { 0, 1, 2, 2, 1 } }, c = { { 1, 1, 0, 2, 2 } };
		for (final String method : Methods.of(LabelFusion.class).names())
			if (!Methods.of(LabelFusion.class).create(method).isRandom()) assertArrayEquals(TestMaps.values(fuse(method, TestMaps.raters(3, a, b, c))), TestMaps.values(fuse(method, TestMaps
				.raters(3, c, a, b))), 1e-7f, method);
	}

	/** More of a background that nobody drew is background, and changes nothing inside. */
	@Test
	void paddingDoesNotMatter() {
		final SplittableRandom random = new SplittableRandom(7);
		final int size = 10, border = 25, width = size + 2 * border;
		final int[][][] small = new int[4][size][size], large = new int[4][width][width];
		for (int r = 0; r < 4; r++)
			for (int y = 1; y < size - 1; y++)
				for (int x = 1; x < size - 1; x++)
					large[r][y + border][x + border] = small[r][y][x] = random.nextInt(3);
		for (final String method : Methods.of(LabelFusion.class).names()) {
			if (Methods.of(LabelFusion.class).create(method).isRandom()) continue;
			final float[] alone = TestMaps.values(fuse(method, TestMaps.raters(3, small))), around = TestMaps.values(fuse(method,
				TestMaps.raters(3, large)));
			for (int c = 0; c < 3; c++)
				for (int y = 0; y < width; y++)
					for (int x = 0; x < width; x++) {
						final int sx = x - border, sy = y - border;
						final boolean isInside = sx >= 0 && sx < size && sy >= 0 && sy < size;
						assertEquals(isInside ? alone[c * size * size + sy * size + sx] : c == 0 ? 1 : 0, around[c * width * width + y *
							width + x], 1e-6f, method + " at " + sx + ", " + sy);
					}
		}
	}

	@Test
	void threadCountDoesNotMatter() {
		final HardRaters raters = TestMaps.randomRaters(2, 3, 3, 300, 400);
		for (final String method : Methods.of(LabelFusion.class).names())
			assertArrayEquals(Parallelization.runSingleThreaded(() -> TestMaps.values(fuse(method, raters))), Parallelization
				.runWithNumThreads(4, () -> TestMaps.values(fuse(method, raters))), 0, method);
	}

	@Test
	void randomRaterDependsOnTheSeedAndIsUniform() {
		final HardRaters raters = TestMaps.randomRaters(3, 5, 2, 8, 8);
		final int[] drawn = new int[5];
		for (long seed = 0; seed < 5000; seed++) {
			final RandomRater method = (RandomRater) new RandomRater().withSeed(seed);
			drawn[method.draw(raters)]++;
			assertEquals(method.draw(raters), method.draw(raters));
		}
		// 1000 expected, standard deviation 28
		for (final int n : drawn)
			assertEquals(1000, n, 120);
	}

	@Test
	void randomRaterDrawsIndependentlyForEachImage() {
		final int[] drawn = new int[4];
		for (int image = 0; image < 2000; image++)
			drawn[new RandomRater().draw(TestMaps.randomRaters(image, 4, 2, 4, 4))]++;
		for (final int n : drawn)
			assertEquals(500, n, 90);
	}

	@Test
	void onlyRandomMethodsAcceptASeed() {
		final LabelFusion random = Methods.of(LabelFusion.class).create("random-rater");
		assertTrue(random.isRandom());
		assertEquals("random-rater(seed: 7)", Methods.textOf(random.withSeed(7)));
		final LabelFusion average = Methods.of(LabelFusion.class).create("average");
		assertFalse(average.isRandom());
		assertEquals(average, average.withSeed(7));
	}
}
