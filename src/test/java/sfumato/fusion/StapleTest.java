package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sfumato.Says;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

class StapleTest {

	/** A disk in an image of this width, seen with the given sensitivities and specificities. */
	private static HardRaters disk(final int width, final double[] sensitivity, final double[] specificity) {
		final SplittableRandom random = new SplittableRandom(1);
		final int[][][] labels = new int[sensitivity.length][width][width];
		for (int r = 0; r < labels.length; r++)
			for (int y = 0; y < width; y++)
				for (int x = 0; x < width; x++) {
					final boolean in = Math.hypot(x - width / 2.0, y - width / 2.0) < width / 4.0;
					labels[r][y][x] = random.nextDouble() < (in ? sensitivity[r] : 1 - specificity[r]) ? 1 : 0;
				}
		return TestMaps.raters(2, labels);
	}

	private static Staple staple(final String options) {
		return (Staple) Methods.of(LabelFusion.class).create("staple(" + options + ")");
	}

	@Test
	void recoversThePerformanceOfSimulatedRaters() {
		final double[] sensitivity = { 0.95, 0.9, 0.7, 0.6, 0.85 }, specificity = { 0.99, 0.95, 0.98, 0.8, 0.9 };
		final StapleEstimate estimate = staple("region: ALL").estimate(disk(200, sensitivity, specificity));
		assertTrue(estimate.converged());
		for (int r = 0; r < 5; r++) {
			// some 7850 pixels inside: the standard error is below 0.006
			assertEquals(sensitivity[r], estimate.performance().sensitivity(r, 1), 0.02);
			assertEquals(specificity[r], estimate.performance().specificity(r, 1), 0.01);
			assertEquals(specificity[r], estimate.performance().sensitivity(r, 0), 0.01);
		}
		assertEquals(Math.PI / 16, estimate.performance().prior(1), 0.05);
	}

	@Test
	void limitsRatersWorseThanChanceToChance() {
		// the last one drew what is outside: all but his own label says that he is wrong
		final HardRaters raters = disk(100, new double[] { 0.9, 0.9, 0.9, 0.1 }, new double[] { 0.95, 0.95, 0.95, 0.1 });
		final StapleEstimate estimate = staple("region: ALL").estimate(raters);
		assertEquals(List.of(3), estimate.performance().ratersAtChance());
		assertEquals(1, estimate.performance().sensitivity(3, 1) + estimate.performance().specificity(3, 1), 1e-9);
		// its label cost the estimate some of the disk, but the others are still far better than chance
		assertTrue(estimate.performance().sensitivity(0, 1) > 0.75 && estimate.performance().specificity(0, 1) > 0.9);
		assertEquals(FusionMessages.atChance("4"), staple("region: ALL")
			.report(raters).get(5));
	}

	@Test
	void doesNotSwapClassesIfEachRaterMissesMost() {
		// sparse objects, raters who see a third of them: the kind of data on which STAPLE is known to invert
		for (long seed = 0; seed < 20; seed++) {
			final SplittableRandom random = new SplittableRandom(seed);
			final int[][][] labels = new int[4][40][40];
			final boolean[][] truth = new boolean[40][40];
			for (int i = 0; i < 60; i++)
				truth[random.nextInt(40)][random.nextInt(40)] = true;
			for (final int[][] rater : labels)
				for (int y = 0; y < 40; y++)
					for (int x = 0; x < 40; x++)
						rater[y][x] = random.nextDouble() < (truth[y][x] ? 0.35 : 0.02) ? 1 : 0;
			final RaterPerformance p = staple("").estimate(TestMaps.raters(2, labels)).performance();
			for (int r = 0; r < 4; r++)
				assertTrue(p.sensitivity(r, 1) + p.specificity(r, 1) >= 1 - 1e-9, "seed " + seed);
		}
	}

	@Test
	void boundingBoxIgnoresSurroundingBackground() {
		final int[][][] small = new int[3][6][6], large = new int[3][60][80];
		final SplittableRandom random = new SplittableRandom(4);
		for (int r = 0; r < 3; r++)
			for (int y = 0; y < 6; y++)
				for (int x = 0; x < 6; x++)
					large[r][20 + y][30 + x] = small[r][y][x] = x == 0 && y == 0 || x == 5 && y == 5 ? 1 : random.nextInt(2);
		final StapleEstimate in = staple("").estimate(TestMaps.raters(2, small)), out = staple("").estimate(TestMaps.raters(2,
			large));
		final StapleEstimate all = staple("region: ALL").estimate(TestMaps.raters(2, large));
		assertEquals(0, in.performance().change(out.performance()), 1e-12);
		assertTrue(in.performance().change(all.performance()) > 0.01);
	}

	/** Six squares of 9 x 9 pixels, drawn by raters 12, 23, 13, 1, 2 and 3, in a square image of this width. */
	private static HardRaters squares(final int width) {
		final int[] xs = { 80, 95, 110, 80, 95, 110 }, ys = { 80, 80, 80, 110, 110, 110 };
		final String[] who = { "12", "23", "13", "1", "2", "3" };
		final int[][][] labels = new int[3][width][width];
		for (int i = 0; i < who.length; i++)
			for (final char rater : who[i].toCharArray())
				for (int y = ys[i]; y < ys[i] + 9; y++)
					java.util.Arrays.fill(labels[rater - '1'][y], xs[i], xs[i] + 9, 1);
		return TestMaps.raters(2, labels);
	}

	/** SimpleITK 2.5 STAPLE of the bounding box: the sum of the probabilities is 297.57. */
	@Test
	void outsideTheBoundingBoxIsBackground() {
		for (final int width : new int[] { 200, 1000 }) {
			final HardRaters raters = squares(width);
			final SoftRaters maps = SoftRaters.of(raters.names(), IntStream.range(0, 3).mapToObj(r -> ProbabilityMap.oneHot(raters
				.labels(r), raters.classes())).toList());
			for (final ProbabilityMap fused : List.of(staple("").fuse(raters), Methods.of(LabelFusion.class).create(
				"soft-staple(tolerance: 1e-7)").fuse(maps)))
			{
				final float[] values = TestMaps.values(fused);
				double sum = 0;
				for (int y = 0; y < width; y++)
					for (int x = 0; x < width; x++) {
						final float p = values[width * width + y * width + x];
						final boolean isInside = x >= 80 && x < 119 && y >= 80 && y < 119;
						if (!isInside) {
							assertEquals(0, p);
							assertEquals(1, values[y * width + x]);
						}
						sum += p;
					}
				assertEquals(297.57, sum, 0.02);
			}
		}
	}

	@Test
	void unanimousPixelsAreCertain() {
		final HardRaters raters = TestMaps.raters(2, new int[][] { { 0, 1, 0, 1, 1, 0 } }, new int[][] { { 0, 1, 1, 1, 0, 0 } },
			new int[][] { { 0, 1, 1, 0, 1, 0 } });
		final float[] values = TestMaps.values(staple("region: DISAGREEMENT").fuse(raters));
		assertEquals(0, values[6]);
		assertEquals(1, values[7]);
		assertEquals(0, values[11]);
	}

	@Test
	void likelihoodNeverDecreases() {
		final HardRaters raters = disk(40, new double[] { 0.8, 0.7, 0.9 }, new double[] { 0.9, 0.8, 0.95 });
		double before = Double.NEGATIVE_INFINITY;
		for (int n = 1; n < 40; n++) {
			final StapleEstimate estimate = staple("region: ALL, prior: ESTIMATED, tolerance: 1e-300, iterations: " + n).estimate(
				raters);
			assertEquals(n, estimate.iterations());
			assertFalse(estimate.converged());
			assertTrue(estimate.logLikelihood() >= before - 1e-9 * Math.abs(before));
			before = estimate.logLikelihood();
		}
	}

	@Test
	void convergesWithRatersAtChanceInOneOfSeveralClasses() {
		// disks of two classes, which four raters draw further and further to the right
		final int[][][] labels = new int[4][18][24];
		for (int r = 0; r < 4; r++)
			for (int y = 0; y < 18; y++)
				for (int x = 0; x < 24; x++) {
					final int at = x - r + 1;
					if (Math.hypot(at - 6, y - 6) < 4 || Math.hypot(at - 17, y - 12) < 3) labels[r][y][x] = 1;
					else if (Math.hypot(at - 15, y - 4) < 3) labels[r][y][x] = 2;
				}
		final StapleEstimate estimate = staple("region: DISAGREEMENT").estimate(TestMaps.raters(3, labels));
		assertFalse(estimate.performance().ratersAtChance().isEmpty());
		assertTrue(estimate.converged());
		final StapleEstimate turned = staple("region: DISAGREEMENT").estimate(TestMaps.raters(3, labels[3], labels[1], labels[0],
			labels[2]));
		assertEquals(estimate.logLikelihood(), turned.logLikelihood(), 1e-9);
		assertEquals(estimate.performance().sensitivity(0, 1), turned.performance().sensitivity(2, 1), 1e-6);
	}

	@Test
	void reportsMissingConvergence() {
		assertSays(FusionMessages.notConverged(1, Says.SOME), staple("iterations: 1").report(disk(20, new double[] { 0.8, 0.7 },
			new double[] { 0.9, 0.8 })).get(0));
	}

	@Test
	void strongPriorKeepsTheEstimateNearTheVotes() {
		final HardRaters raters = disk(30, new double[] { 0.9, 0.9, 0.4 }, new double[] { 0.9, 0.9, 0.5 });
		final RaterPerformance free = staple("").estimate(raters).performance();
		final RaterPerformance trusted = staple("trust: 1e9").estimate(raters).performance();
		assertTrue(free.sensitivity(2, 1) < 0.6);
		assertEquals(1, trusted.sensitivity(2, 1), 1e-5);
	}

	@Test
	void softStapleEqualsStapleForCertainRaters() {
		final HardRaters raters = TestMaps.randomRaters(6, 4, 3, 12, 10);
		final SoftRaters maps = SoftRaters.of(List.of("a", "b", "c", "d"), IntStream.range(0, 4).mapToObj(r -> ProbabilityMap
			.oneHot(raters.labels(r), raters.classes())).toList());
		for (final String region : List.of("ALL", "BOX", "DISAGREEMENT")) {
			final String options = "(region: " + region + ", tolerance: 1e-9, iterations: 500)";
			assertArrayEquals(TestMaps.values(Methods.of(LabelFusion.class).create("staple" + options).fuse(raters)), TestMaps
				.values(Methods.of(LabelFusion.class).create("soft-staple" + options).fuse(maps)), 1e-5f, region);
		}
	}

	@Test
	void refusesWrongOptions() {
		for (final String wrong : List.of("trust: -1", "iterations: 0", "tolerance: 0"))
			assertThrows(IllegalArgumentException.class, () -> staple(wrong));
	}
}
