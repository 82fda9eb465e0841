package sfumato.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sfumato.methods.Methods;
import sfumato.text.WrongValue;

/** What every test of significance keeps, and p by hand. */
class SignificanceTestsTest {

	private static final Methods<SignificanceTest> METHODS = Methods.of(SignificanceTest.class);

	static Stream<SignificanceTest> tests() {
		return METHODS.names().stream().map(METHODS::create);
	}

	static Stream<PairedTest> paired() {
		return Stream.of("bootstrap", "bootstrap(alternative: TWO_SIDED)", "wilcoxon", "wilcoxon(zeros: PRATT)",
			"wilcoxon(alternative: GREATER)", "paired-t", "paired-t(alternative: GREATER)", "sign", "permutation").map(
				t -> (PairedTest) METHODS.create(t));
	}

	@Test
	void listsTheTests() {
		assertEquals(List.of("bootstrap(resamples: 10000, alternative: GREATER)", "friedman",
			"paired-t(alternative: TWO_SIDED)", "permutation(resamples: 10000, alternative: TWO_SIDED)",
			"sign(alternative: TWO_SIDED)", "wilcoxon(zeros: DROP, alternative: TWO_SIDED)"), tests().map(Methods::textOf).toList());
		assertEquals(WrongValue.message("bootstrap: resamples", 5, "between 100 and 10000000"), assertThrows(
			IllegalArgumentException.class, () -> METHODS.create("bootstrap(resamples: 5)")).getMessage());
	}

	@ParameterizedTest
	@MethodSource("paired")
	void equalMethodsDoNotDiffer(final PairedTest test) {
		assertEquals(1, test.pValue(new double[5], 0), Methods.textOf(test));
	}

	@ParameterizedTest
	@MethodSource("paired")
	void unitDoesNotMatter(final PairedTest test) {
		final double[] gains = { 0.5, -0.25, 1, 0.75, 0, 0.125, 0.5, 2 };
		assertEquals(test.pValue(gains, 1), test.pValue(Arrays.stream(gains).map(d -> 100 * d).toArray(), 1), 1e-12);
	}

	@ParameterizedTest
	@MethodSource("paired")
	void largerGainsAreNotLessSignificant(final PairedTest test) {
		final Random random = new Random(1);
		final double[] gains = random.doubles(12, -0.6, 1).toArray();
		double last = 1;
		for (int i = 0; i < 6; i++) {
			final double shift = 0.15 * i;
			final double p = test.pValue(Arrays.stream(gains).map(d -> d + shift).toArray(), 5);
			assertTrue(p <= last + 1e-12, Methods.textOf(test));
			last = p;
		}
		assertTrue(last < 0.001, Methods.textOf(test) + last);
	}

	@ParameterizedTest
	@MethodSource("tests")
	void equalSeedsGiveEqualPValuesForEveryPair(final SignificanceTest test) {
		final PairedScores scores = random(4, 25);
		final double[][] p = test.pValues(scores, 7);
		assertTrue(Arrays.deepEquals(p, test.pValues(scores, 7)));
		for (int a = 0; a < 4; a++)
			for (int b = 0; b < 4; b++) {
				assertTrue(p[a][b] >= 0 && p[a][b] <= 1);
				if (test.alternative() == Alternative.TWO_SIDED) assertEquals(p[a][b], p[b][a]);
				else if (a != b) assertEquals(1, p[a][b] + p[b][a], 1e-3, "no difference is 0 on average");
			}
	}

	/** Uniform, each method better than the one before. */
	private static PairedScores random(final int methods, final int cases) {
		final Random random = new Random(2);
		final double[][] values = new double[methods][];
		for (int m = 0; m < methods; m++)
			values[m] = random.doubles(cases, m, m + 4.0).toArray();
		return new PairedScores("Dice", false, Stream.iterate(0, i -> i + 1).limit(methods).map(i -> "m" + i).toList(), Stream
			.iterate(0, i -> i + 1).limit(cases).map(i -> "c" + i).toList(), values);
	}

	@Test
	void wilcoxonMatchesCalculationByHand() {
		// ranks 1, 2, 3 all positive: one of 8 signs; two-sided two of 8
		assertEquals(0.125, p("wilcoxon(alternative: GREATER)", 1, 2, 4));
		assertEquals(0.25, p("wilcoxon", 1, 2, 4));
		// |d| 1, 1, 2: ranks 1.5, 1.5, 3, W+ = 4.5; sums of signs 0 1.5 1.5 3 3 4.5 4.5 6: 3 of 8 are as large
		assertEquals(0.375, p("wilcoxon(alternative: GREATER)", 1, -1, 2));
		// with a zero Pratt's ranks are 2.5, 2.5, 4 and W+ = 6.5: still 3 of 8
		assertEquals(0.375, p("wilcoxon(zeros: PRATT, alternative: GREATER)", 1, -1, 2, 0));
	}

	@ParameterizedTest
	@MethodSource("paired")
	void pairsDoNotDependOnOtherMethods(final PairedTest test) {
		final PairedScores scores = random(3, 12);
		final double[][] p = test.pValues(scores, 5);
		for (int a = 0; a < 3; a++)
			for (int b = 0; b < 3; b++)
				assertEquals(a == b ? 1 : test.pValue(scores.gains(a, b), 5), p[a][b], 1e-12, Methods.textOf(test));
	}

	private static double p(final String test, final double... gains) {
		return ((PairedTest) METHODS.create(test)).pValue(gains, 0);
	}

	@Test
	void wilcoxonApproximationIsCloseToExact() {
		final double[] gains = new Random(3).doubles(301, -0.46, 0.54).toArray();
		// the last differs by nothing that counts
		gains[300] = 1e-9;
		assertEquals(p("wilcoxon", gains), p("wilcoxon", Arrays.copyOf(gains, 300)), 0.02 * p("wilcoxon", gains));
	}

	@Test
	void otherTestsMatchCalculationByHand() {
		assertEquals(5.0 / 16, p("sign(alternative: GREATER)", 3, 1, 2, -9, 0));
		assertEquals(10.0 / 16, p("sign", 3, 1, 2, -9, 0));
		// sums of ±1 ±2 ±5: 8 7 4 … ; with −1 it is 6: (−1 2 5) and (1 2 5) are as large, two of 8
		assertEquals(0.25, p("permutation(alternative: GREATER)", -1, 2, 5));
		assertEquals(0.5, p("permutation", -1, 2, 5));
		// all differ by the same
		assertEquals(0, p("paired-t", 2, 2, 2));
		assertEquals(1, p("paired-t(alternative: GREATER)", -2, -2, -2));
		assertEquals(1, p("paired-t", 2));
	}

	@Test
	void sampledPermutationsMatchExactOnes() {
		final double[] gains = new Random(4).doubles(20, -0.6, 1).toArray();
		final double exact = p("permutation", gains);
		// a case that differs by nearly nothing makes them too many to count
		final double[] more = Arrays.copyOf(gains, 21);
		more[20] = 1e-9;
		assertEquals(exact, p("permutation(resamples: 200000)", more), 4 * Math.sqrt(exact / 200_000));
		assertTrue(p("permutation", new Random(5).doubles(40, 1, 2).toArray()) > 0, "p that was drawn is never 0");
	}

	@Test
	void tiesEqualDecimalDifferences() {
		final PairedScores scores = new PairedScores("Dice", false, List.of("a", "b"), List.of("1", "2", "3"), new double[][] {
			{ 91.2, 88.3, 0.3 }, { 90.1, 87.2, 0.1 } });
		assertTrue(91.2 - 90.1 != 88.3 - 87.2);
		assertArrayEquals(new double[] { 1.1, 1.1, 0.2 }, scores.gains(0, 1), 1e-12);
		assertEquals(scores.gains(0, 1)[0], scores.gains(0, 1)[1]);
		assertEquals(List.of(StatisticsMessages.wilcoxon(false, 300, true, false, true)), METHODS.create("wilcoxon")
			.report(scores));
	}

	@Test
	void wilcoxonReportsItsComputation() {
		final PairedScores zeros = new PairedScores("Dice", false, List.of("a", "b", "c"), List.of("1", "2", "3"), new double[][] {
			{ 1, 2, 3 }, { 1, 4, 4 }, { 3, 4, 8 } });
		assertEquals(List.of(StatisticsMessages.wilcoxon(false, 300, true, true, true)), METHODS.create("wilcoxon").report(zeros));
		assertEquals(StatisticsMessages.wilcoxon(false, 300, true, true, false), METHODS.create("wilcoxon(zeros: PRATT)"
			).report(zeros).get(0));
		assertEquals(List.of(StatisticsMessages.wilcoxon(true, 300, false, false, true)), METHODS
			.create("wilcoxon").report(random(2, 400)));
	}

	@Test
	void correctionsMatchCalculationByHand() {
		final double[] p = { 0.02, 0.01, 0.04, 0.5 };
		assertArrayEquals(p, Correction.NONE.apply(p));
		assertArrayEquals(new double[] { 0.08, 0.04, 0.16, 1 }, Correction.BONFERRONI.apply(p), 1e-15);
		assertArrayEquals(new double[] { 0.06, 0.04, 0.08, 0.5 }, Correction.HOLM.apply(p), 1e-15);
		assertArrayEquals(new double[] { 0.04, 0.04, 0.16 / 3, 0.5 }, Correction.BENJAMINI_HOCHBERG.apply(p), 1e-15);
		assertEquals(Correction.BENJAMINI_HOCHBERG, Correction.of("Benjamini-Hochberg"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Correction.of("sidak")).getMessage().contains("holm"));
	}

	@Test
	void effectSizesMatchCalculationByHand() {
		assertEquals(0, EffectSize.cohenDz(new double[3]));
		assertEquals(Double.POSITIVE_INFINITY, EffectSize.cohenDz(new double[] { 1, 1 }));
		assertEquals(1, EffectSize.rankBiserial(new double[] { 1, 0, 3 }));
		// ranks 1, 2, 3: (2 + 3 − 1) / 6
		assertEquals(4.0 / 6, EffectSize.rankBiserial(new double[] { -1, 2, 3 }), 1e-15);
		assertEquals(0.5, EffectSize.cliffsDelta(new double[] { 2, 3 }, new double[] { 1, 2.5 }));
		assertEquals(0, EffectSize.rankBiserial(new double[2]));
	}
}
