package sfumato.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import sfumato.agreement.Kappa;
import sfumato.agreement.KrippendorffAlpha;

class StatisticsTest {

	/** Fleiss, "Measuring nominal scale agreement among many raters" (1971): 30 patients, 6 psychiatrists, 5 diagnoses. */
	private static final int[][] PATIENTS = { { 0, 0, 0, 6, 0 }, { 0, 3, 0, 0, 3 }, { 0, 1, 4, 0, 1 }, { 0, 0, 0, 0, 6 }, { 0,
		3, 0, 3, 0 }, { 2, 0, 4, 0, 0 }, { 0, 0, 4, 0, 2 }, { 2, 0, 3, 1, 0 }, { 2, 0, 0, 4, 0 }, { 0, 0, 0, 0, 6 }, { 1, 0, 0,
			5, 0 }, { 1, 1, 0, 4, 0 }, { 0, 3, 3, 0, 0 }, { 1, 0, 0, 5, 0 }, { 0, 2, 0, 3, 1 }, { 0, 0, 5, 0, 1 }, { 3, 0, 0, 1,
				2 }, { 5, 1, 0, 0, 0 }, { 0, 2, 0, 4, 0 }, { 1, 0, 2, 0, 3 }, { 0, 0, 0, 0, 6 }, { 0, 1, 0, 5, 0 }, { 0, 2, 0, 1,
					3 }, { 2, 0, 0, 4, 0 }, { 1, 0, 0, 4, 1 }, { 0, 5, 0, 1, 0 }, { 4, 0, 0, 0, 2 }, { 0, 2, 0, 4, 0 }, { 1, 0, 5,
						0, 0 }, { 0, 0, 0, 0, 6 } };

	private static long[] ones(final int n) {
		final long[] ones = new long[n];
		Arrays.fill(ones, 1);
		return ones;
	}

	@Test
	void cohenKappaCorrectsForRaterMarginals() {
		// P_o = 35/50 = 0.7; P_e = 25/50 · 30/50 + 25/50 · 20/50 = 0.5; (0.7 − 0.5) / 0.5 = 0.4
		assertEquals(0.4, Kappa.cohen(new long[][] { { 20, 5 }, { 10, 15 } }), 1e-15);
		// P_o = 0; P_e = 2 · 0.5 · 0.5: (0 − 0.5) / 0.5
		assertEquals(-1, Kappa.cohen(new long[][] { { 0, 7 }, { 7, 0 } }), 1e-15);
	}

	@Test
	void cohenKappaIsExactBeyondTwoToThe31() {
		final long n = 1L << 40;
		assertEquals(0.4, Kappa.cohen(new long[][] { { 20 * n, 5 * n }, { 10 * n, 15 * n } }), 1e-15);
	}

	@Test
	void fleissKappaMatchesThePublishedExample() {
		// votes per diagnosis 26, 26, 30, 55, 43 of 180: P_e = 7126/32400 = 0.220; P_o = 0.556; (0.556 − 0.220) / 0.780 = 0.430
		assertEquals(0.430, Kappa.fleiss(PATIENTS, ones(30)), 5e-4);
	}

	@Test
	void fleissKappaMatchesCalculationByHand() {
		// 3 raters, units (3,0), (2,1), (0,3): P_o = (6 + 2 + 6)/(3 · 6) = 7/9; p = 5/9, 4/9: P_e = 41/81;
		// (63 − 41)/(81 − 41)
		assertEquals(0.55, Kappa.fleiss(new int[][] { { 3, 0 }, { 2, 1 }, { 0, 3 } }, ones(3)), 1e-15);
	}

	@Test
	void krippendorffAlphaMatchesThePublishedExample() {
		// A: 1 2 3 3 2 1 4 1 2 . . .   B: 1 2 3 3 2 2 4 1 2 5 . 3   C: . 3 3 3 2 3 4 2 2 5 1 .   D: 1 2 3 3 2 4 4 1 2 5 1 .
		// The last unit has one rater and does not count. n = 40, n_c = 9, 13, 10, 5, 3, agreeing o_cc = 7, 10, 8, 4, 3:
		// (39 · 32 − 344) / (40 · 39 − 344) = 904/1216; printed: 0.743
		final int[][] votes = { { 3, 0, 0, 0, 0 }, { 0, 3, 1, 0, 0 }, { 0, 0, 4, 0, 0 }, { 0, 0, 4, 0, 0 }, { 0, 4, 0, 0, 0 }, {
			1, 1, 1, 1, 0 }, { 0, 0, 0, 4, 0 }, { 3, 1, 0, 0, 0 }, { 0, 4, 0, 0, 0 }, { 0, 0, 0, 0, 3 }, { 2, 0, 0, 0, 0 }, { 0, 0,
				1, 0, 0 } };
		assertEquals(904.0 / 1216, KrippendorffAlpha.nominal(votes, ones(12)), 1e-14);
	}

	@Test
	void equalUnitsMayBeGroupedInOneRow() {
		final int[][] each = { { 3, 0 }, { 3, 0 }, { 2, 1 }, { 0, 3 }, { 0, 3 }, { 0, 3 } };
		final int[][] rows = { { 3, 0 }, { 2, 1 }, { 0, 3 } };
		final long[] counts = { 2, 1, 3 };
		assertEquals(Kappa.fleiss(each, ones(6)), Kappa.fleiss(rows, counts), 1e-15);
		assertEquals(KrippendorffAlpha.nominal(each, ones(6)), KrippendorffAlpha.nominal(rows, counts), 1e-15);
	}

	@Test
	void equalRatersHaveOne() {
		assertEquals(1, Kappa.cohen(new long[][] { { 7, 0 }, { 0, 3 } }));
		assertEquals(1, Kappa.fleiss(new int[][] { { 4, 0 }, { 0, 4 } }, new long[] { 7, 3 }), 1e-15);
		assertEquals(1, KrippendorffAlpha.nominal(new int[][] { { 4, 0 }, { 0, 3 } }, new long[] { 7, 3 }), 1e-15);
	}

	@Test
	void isNaNForASingleClass() {
		assertEquals(Double.NaN, Kappa.cohen(new long[][] { { 7, 0 }, { 0, 0 } }));
		assertEquals(Double.NaN, Kappa.cohen(new long[][] { { 0, 0 }, { 0, 0 } }));
		assertEquals(Double.NaN, Kappa.fleiss(new int[][] { { 4, 0 } }, new long[] { 7 }));
		assertEquals(Double.NaN, KrippendorffAlpha.nominal(new int[][] { { 4, 0 } }, new long[] { 7 }));
		assertEquals(0, Kappa.cohen(new long[][] { { 7, 3 }, { 0, 0 } }), "one rater uses two classes, the other one");
	}

	@Test
	void classOrderDoesNotMatter() {
		final int[][] turned = Arrays.stream(PATIENTS).map(v -> new int[] { v[4], v[2], v[0], v[1], v[3] }).toArray(
			int[][]::new);
		assertEquals(Kappa.fleiss(PATIENTS, ones(30)), Kappa.fleiss(turned, ones(30)), 1e-14);
		assertEquals(KrippendorffAlpha.nominal(PATIENTS, ones(30)), KrippendorffAlpha.nominal(turned, ones(30)), 1e-14);
	}

	@Test
	void bootstrapOfEqualValuesHasNoWidth() {
		assertEquals(new Bootstrap.Interval(3, 3), Bootstrap.ofMean(new double[] { 3, 3, 3 }, 0.95, 100, 0));
	}

	@Test
	void bootstrapOfManyValuesMatchesTheNormalInterval() {
		// 0 … 99: standard deviation √((100² − 1)/12) = 28.87, of the mean 2.887; 1.96 of these beside 49.5: 43.84 … 55.16
		final double[] values = new double[100];
		Arrays.setAll(values, i -> i);
		final Bootstrap.Interval interval = Bootstrap.ofMean(values, 0.95, 20000, 1);
		assertEquals(43.84, interval.low(), 0.25);
		assertEquals(55.16, interval.high(), 0.25);
		assertEquals(interval, Bootstrap.ofMean(values, 0.95, 20000, 1));
	}

	@Test
	void refusesWrongInput() {
		assertMessage("-2", () -> Kappa.cohen(new long[][] { { -2 } }));
		assertMessage("2 columns", () -> Kappa.cohen(new long[][] { { 1, 2 } }));
		assertMessage("4 raters and another 3", () -> Kappa.fleiss(new int[][] { { 4, 0 }, { 3, 0 } }, ones(2)));
		assertMessage("1 counts", () -> KrippendorffAlpha.nominal(new int[][] { { 4, 0 }, { 3, 0 } }, ones(1)));
		assertMessage("0 values", () -> Bootstrap.ofMean(new double[0], 0.95, 10, 0));
		assertMessage("NaN", () -> Bootstrap.ofMean(new double[] { Double.NaN }, 0.95, 10, 0));
		assertMessage("95.0", () -> Bootstrap.ofMean(new double[] { 1 }, 95, 10, 0));
		assertMessage("0 but", () -> Bootstrap.ofMean(new double[] { 1 }, 0.95, 0, 0));
	}

	private static void assertMessage(final String part, final org.junit.jupiter.api.function.Executable call) {
		final String message = assertThrows(IllegalArgumentException.class, call).getMessage();
		assertTrue(message.contains(part), message);
	}
}
