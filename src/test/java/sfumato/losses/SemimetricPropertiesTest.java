package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.methods.Methods;

/**
 * What the paper defines and proves of the Dice semimetric and Jaccard metric losses, on random vectors, with smooth = 0
 * (with which it is proved). A semimetric d is zero exactly where both vectors are equal, greater elsewhere, and symmetric.
 */
class SemimetricPropertiesTest {

	private static final int TRIALS = 300;

	private static final String DML1 = "dice-semimetric(smooth: 0)", DML2 = "dice-semimetric(variant: DML2, smooth: 0)";
	private static final String JML1 = "jaccard-metric(smooth: 0)", JML2 = "jaccard-metric(variant: JML2, smooth: 0)";
	private static final String SDL = "soft-dice(smooth: 0)", SJL = "soft-jaccard(smooth: 0)";

	private final Random random = new Random(42);

	static List<String> all() {
		return List.of(DML1, DML2, JML1, JML2);
	}

	// Theorem 1: both are semimetrics

	@ParameterizedTest
	@MethodSource("all")
	void isZeroWithZeroGradientAtTheTarget(final String loss) {
		for (int t = 0; t < 20; t++) {
			final double[] x = soft(1 + random.nextInt(12));
			final TensorCalculation.Result r = calculate(loss, x, x);
			assertEquals(0, r.value());
			assertArrayEquals(new double[x.length], r.gradient());
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void isGreaterThanZeroAwayFromTheTarget(final String loss) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(6), y = x.clone();
			y[random.nextInt(6)] += 1e-4;
			assertTrue(d(loss, x, y) > 0);
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void isSymmetric(final String loss) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = mixed(7), y = soft(7);
			assertEquals(d(loss, x, y), d(loss, y, x), 1e-15);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tversky(smooth: 0)", "tversky(variant: PRODUCT, smooth: 0)", "focal-tversky(smooth: 0)",
		"squared-l2-dice(smooth: 0)" })
	void lossesMinimisedAtSoftTargetsAreZeroThereAndPositiveElsewhere(final String loss) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(6), y = x.clone();
			assertEquals(0, d(loss, x, y));
			y[random.nextInt(6)] += t % 2 == 0 ? 1e-4 : -1e-4;
			assertTrue(d(loss, x, y) > 0);
		}
	}

	// Theorem 2: on hard labels they are the soft Dice loss, on soft ones not

	@Test
	void semimetricsEqualSoftDiceIfOneSideIsHard() {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(9), y = hard(9);
			final double expected = softDice(x, y);
			for (final String loss : List.of(SDL, DML1, DML2)) {
				assertEquals(expected, d(loss, x, y), 1e-14);
				assertEquals(expected, d(loss, y, x), 1e-14, "hard prediction, soft target");
			}
		}
	}

	@Test
	void smoothedSemimetricsEqualSoftDiceOnHardLabels() {
		for (final double smooth : new double[] { 1e-3, 0.5, 1 })
			for (int t = 0; t < 30; t++) {
				final double[] x = soft(9), y = hard(9);
				final double expected = d("soft-dice(smooth: " + smooth + ")", x, y);
				assertEquals(expected, d("dice-semimetric(smooth: " + smooth + ")", x, y), 1e-14);
				assertEquals(expected, d("dice-semimetric(variant: DML2, smooth: " + smooth + ")", x, y), 1e-14);
				assertArrayEquals(calculate("soft-dice(smooth: " + smooth + ")", x, y).gradient(), calculate(
					"dice-semimetric(smooth: " + smooth + ")", x, y).gradient(), 1e-14);
			}
	}

	@Test
	void metricsEqualSoftJaccardIfOneSideIsHard() {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(9), y = hard(9);
			final double dice = softDice(x, y), expected = 2 * dice / (1 + dice);
			for (final String loss : List.of(SJL, JML1, JML2)) {
				assertEquals(expected, d(loss, x, y), 1e-14);
				assertEquals(expected, d(loss, y, x), 1e-14, "hard prediction, soft target");
			}
		}
	}

	@Test
	void variantsDifferOnSoftLabels() {
		final double[] x = { 0.2, 0.7, 0.9, 0.4 }, y = { 0.1, 0.5, 1, 0.6 };
		assertNotEquals(d(SDL, x, y), d(DML1, x, y), 0.1);
		assertNotEquals(d(SDL, x, y), d(DML2, x, y), 0.1);
		assertNotEquals(d(DML1, x, y), d(DML2, x, y), 0.01);
	}

	@Test
	void softDiceAndSoftJaccardAreNotMinimisedAtSoftTargets() {
		// the paper's counter-example: one pixel, target 0.5
		final double[] half = { 0.5 }, one = { 1 };
		assertEquals(0.5, d(SDL, half, half), 1e-15);
		assertEquals(1.0 / 3, d(SDL, one, half), 1e-15);
		assertEquals(2.0 / 3, d(SJL, half, half), 1e-15);
		assertEquals(0.5, d(SJL, one, half), 1e-15);
		assertEquals(0, d(DML1, half, half));
		assertEquals(1.0 / 3, d(DML1, one, half), 1e-15);
		assertEquals(0, d(JML1, half, half));
		assertEquals(0.5, d(JML1, one, half), 1e-15);
	}

	@Test
	void focalLossIsNotMinimisedAtSoftTargets() {
		assertEquals(0.187458, focal(0.9, 0.9), 1e-6);
		assertEquals(0.087817, focal(0.6942, 0.9), 1e-6);
		assertTrue(focal(0.6942, 0.9) < focal(0.693, 0.9) && focal(0.6942, 0.9) < focal(0.6954, 0.9));
	}

	/** Of one pixel with two classes. */
	private static double focal(final double p, final double y) {
		return TensorCalculation.of(Methods.of(Loss.class).create("focal"), new TensorCalculation.Problem(
			ai.djl.ndarray.types.DataType.FLOAT64, 1, 2, new double[] { Math.log(p), Math.log(1 - p) }, new double[] { y, 1 - y },
			new double[] { 1 })).value();
	}

	// Theorem 3

	@Test
	void variantOneIsAtMostVariantTwo() {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = mixed(7), y = soft(7);
			assertTrue(d(DML1, x, y) <= d(DML2, x, y) + 1e-15);
			assertTrue(d(JML1, x, y) <= d(JML2, x, y) + 1e-15);
		}
	}

	// Beyond: triangles, and how Dice and Jaccard are related

	@Test
	void jaccardMetricsFulfilTheTriangleInequality() {
		for (int t = 0; t < TRIALS; t++) {
			final int n = 1 + random.nextInt(4);
			final double[] a = mixed(n), b = mixed(n), c = mixed(n);
			a[0] = b[0] = c[0] = 1; // no vector is empty
			for (final String loss : List.of(JML1, JML2))
				assertTrue(d(loss, a, c) <= d(loss, a, b) + d(loss, b, c) + 1e-14);
		}
	}

	@Test
	void diceSemimetricsFulfilTheRelaxedTriangleInequality() {
		for (int t = 0; t < TRIALS; t++) {
			final int n = 1 + random.nextInt(4);
			final double[] a = mixed(n), b = mixed(n), c = mixed(n);
			a[0] = b[0] = c[0] = 1; // no vector is empty
			for (final String loss : List.of(DML1, DML2))
				assertTrue(d(loss, a, c) <= 1.5 * (d(loss, a, b) + d(loss, b, c)) + 1e-14);
		}
	}

	@Test
	void attainsTheRelaxationConstantThreeHalves() {
		// Two disjoint vectors of length one and what lies half-way: Jaccard distances ½ + ½ = 1, Dice distances ⅓ + ⅓ against 1
		final double[] a = { 1, 0 }, b = { 1, 1 }, c = { 0, 1 };
		assertEquals(1.5, d(DML1, a, c) / (d(DML1, a, b) + d(DML1, b, c)), 1e-14);
		assertEquals(1, d(JML1, a, c) / (d(JML1, a, b) + d(JML1, b, c)), 1e-14);
	}

	@Test
	void diceIsAFunctionOfJaccard() {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = mixed(5), y = soft(5);
			for (final String[] pair : new String[][] { { DML1, JML1 }, { DML2, JML2 }, { SDL, SJL } }) {
				final double jaccard = d(pair[1], x, y);
				assertEquals(jaccard / (2 - jaccard), d(pair[0], x, y), 1e-14);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void emptyVectorsAgree(final String loss) {
		assertEquals(0, d(loss, new double[3], new double[3]));
	}

	@ParameterizedTest
	@MethodSource("all")
	void gradientMatchesCentralDifferences(final String loss) {
		final double h = 1e-6;
		for (int t = 0; t < 5; t++) {
			final double[] x = soft(5), y = soft(5);
			final double[] gradient = calculate(loss, x, y).gradient();
			for (int i = 0; i < x.length; i++) {
				final double[] right = x.clone(), left = x.clone();
				right[i] += h;
				left[i] -= h;
				assertEquals((d(loss, right, y) - d(loss, left, y)) / (2 * h), gradient[i], 1e-7);
			}
		}
	}

	private static double d(final String loss, final double[] x, final double[] y) {
		return calculate(loss, x, y).value();
	}

	private static TensorCalculation.Result calculate(final String loss, final double[] x, final double[] y) {
		return TensorCalculation.ofProbabilities(((RegionLoss) Methods.of(Loss.class).create(loss))::perClass, x, y);
	}

	/** 1 − 2⟨x,y⟩/(|x|+|y|), plainly. */
	private static double softDice(final double[] x, final double[] y) {
		double xy = 0, sum = 0;
		for (int i = 0; i < x.length; i++) {
			xy += x[i] * y[i];
			sum += x[i] + y[i];
		}
		return 1 - 2 * xy / sum;
	}

	private double[] soft(final int n) {
		return random.doubles(n, 0.01, 0.99).toArray();
	}

	/** Zeros and ones, not all of them zero. */
	private double[] hard(final int n) {
		final double[] y = random.ints(n, 0, 2).asDoubleStream().toArray();
		y[0] = 1;
		return y;
	}

	/** Values 0, ½ and 1, where inequalities are tightest, and others. */
	private double[] mixed(final int n) {
		return random.doubles(n).map(u -> random.nextBoolean() ? Math.round(2 * u) / 2.0 : u).toArray();
	}
}
