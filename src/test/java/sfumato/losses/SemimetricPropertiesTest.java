package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sfumato.losses.DiceSemimetric.Variant;

/**
 * What the paper proves of the Dice semimetric losses, on random vectors, with smooth = 0 (with which it is proved).
 */
class SemimetricPropertiesTest {

	private static final int TRIALS = 300;

	private final Random random = new Random(42);

	@ParameterizedTest
	@EnumSource(Variant.class)
	void isZeroWithZeroGradientAtTheTarget(final Variant variant) {
		for (int t = 0; t < 20; t++) {
			final double[] x = soft(1 + random.nextInt(12));
			final TensorCalculation.Result r = TensorCalculation.ofProbabilities(loss(variant)::perClass, x, x);
			assertEquals(0, r.value());
			assertArrayEquals(new double[x.length], r.gradient());
		}
	}

	@ParameterizedTest
	@EnumSource(Variant.class)
	void isGreaterThanZeroAwayFromTheTarget(final Variant variant) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(6), y = x.clone();
			y[random.nextInt(6)] += 1e-4;
			assertTrue(d(variant, x, y) > 0);
		}
	}

	@ParameterizedTest
	@EnumSource(Variant.class)
	void equalsSoftDiceOnHardLabels(final Variant variant) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(9), y = hard(9);
			y[0] = 1; // not both empty
			assertEquals(softDice(x, y), d(variant, x, y), 1e-14);
			assertEquals(softDice(y, x), d(variant, y, x), 1e-14, "hard prediction, soft target");
		}
	}

	@Test
	void softDiceItselfIsSmallestAwayFromASoftTarget() {
		// the paper's counter-example: one pixel, target 0.5
		assertEquals(0.5, softDice(new double[] { 0.5 }, new double[] { 0.5 }), 1e-15);
		assertEquals(1.0 / 3, softDice(new double[] { 1 }, new double[] { 0.5 }), 1e-15);
		assertEquals(0, d(Variant.DML1, new double[] { 0.5 }, new double[] { 0.5 }));
		assertEquals(1.0 / 3, d(Variant.DML1, new double[] { 1 }, new double[] { 0.5 }), 1e-15);
	}

	@Test
	void theFirstIsNeverGreaterThanTheSecond() {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(7), y = soft(7);
			assertTrue(d(Variant.DML1, x, y) <= d(Variant.DML2, x, y) + 1e-15);
		}
	}

	@ParameterizedTest
	@EnumSource(Variant.class)
	void isSymmetric(final Variant variant) {
		for (int t = 0; t < TRIALS; t++) {
			final double[] x = soft(7), y = soft(7);
			assertEquals(d(variant, x, y), d(variant, y, x), 1e-15);
		}
	}

	@ParameterizedTest
	@EnumSource(Variant.class)
	void fulfilsTheRelaxedTriangleInequality(final Variant variant) {
		for (int t = 0; t < TRIALS; t++) {
			final int n = 1 + random.nextInt(4);
			final double[] a = mixed(n), b = mixed(n), c = mixed(n);
			a[0] = b[0] = c[0] = 1; // no vector is empty
			assertTrue(d(variant, a, c) <= 1.5 * (d(variant, a, b) + d(variant, b, c)) + 1e-14);
		}
	}

	@Test
	void theConstantThreeHalvesIsReached() {
		// Two disjoint vectors of length one and what lies half-way: Jaccard distances ½ + ½ = 1, Dice distances ⅓ + ⅓ against 1
		final double[] a = { 1, 0 }, b = { 1, 1 }, c = { 0, 1 };
		assertEquals(1.5, d(Variant.DML1, a, c) / (d(Variant.DML1, a, b) + d(Variant.DML1, b, c)), 1e-14);
	}

	@Test
	void twoEmptyVectorsAgree() {
		assertEquals(0, d(Variant.DML1, new double[3], new double[3]));
		assertEquals(0, d(Variant.DML2, new double[3], new double[3]));
	}

	@ParameterizedTest
	@EnumSource(Variant.class)
	void theGradientIsThatOfCentralDifferences(final Variant variant) {
		final double h = 1e-6;
		for (int t = 0; t < 5; t++) {
			final double[] x = soft(5), y = soft(5);
			final double[] gradient = TensorCalculation.ofProbabilities(loss(variant)::perClass, x, y).gradient();
			for (int i = 0; i < x.length; i++) {
				final double[] right = x.clone(), left = x.clone();
				right[i] += h;
				left[i] -= h;
				assertEquals((d(variant, right, y) - d(variant, left, y)) / (2 * h), gradient[i], 1e-7);
			}
		}
	}

	private static double d(final Variant variant, final double[] x, final double[] y) {
		return TensorCalculation.ofProbabilities(loss(variant)::perClass, x, y).value();
	}

	private static DiceSemimetric loss(final Variant variant) {
		return new DiceSemimetric(new DiceSemimetric.Options(variant, 0, ActiveClasses.ALL));
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

	private double[] hard(final int n) {
		return random.ints(n, 0, 2).asDoubleStream().toArray();
	}

	/** Values 0, ½ and 1, where the inequality is tightest, and others. */
	private double[] mixed(final int n) {
		return random.doubles(n).map(u -> random.nextBoolean() ? Math.round(2 * u) / 2.0 : u).toArray();
	}
}
