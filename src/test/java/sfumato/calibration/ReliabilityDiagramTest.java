package sfumato.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;

import net.imglib2.parallel.Parallelization;

import sfumato.labels.LabelMessages;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.text.WrongValue;

class ReliabilityDiagramTest {

	private static final JsonObject VECTORS = TestMaps.vectors("calibration/calibration.json");

	/** Diagram of the image m of a vector; ignored pixels (label C) are left out by cutting the image into single pixels. */
	private static ReliabilityDiagram diagram(final JsonObject vector, final int m) {
		final int[][] labels = TestMaps.as(vector.get("label"), int[][][].class)[m];
		final boolean binary = vector.has("prob_fg");
		ReliabilityDiagram sum = ReliabilityDiagram.empty(10);
		for (int y = 0; y < labels.length; y++)
			for (int x = 0; x < labels[y].length; x++) {
				final double[][][] p;
				if (binary) {
					final double fg = TestMaps.as(vector.get("prob_fg"), double[][][].class)[m][y][x];
					p = new double[][][] { { { 1 - fg } }, { { fg } } };
				}
				else {
					final double[][][] all = TestMaps.as(vector.get("prob"), double[][][][].class)[m];
					p = new double[all.length][1][1];
					for (int c = 0; c < all.length; c++)
						p[c][0][0] = all[c][y][x];
				}
				if (labels[y][x] < p.length) sum = sum.plus(ReliabilityDiagram.of(TestMaps.map(p), TestMaps.hard(p.length,
					new int[][] { { labels[y][x] } }), 10));
			}
		return sum;
	}

	@Test
	void errorMatchesReferenceVectorsPerCaseAndPooled() {
		final JsonObject binary = VECTORS.getAsJsonObject("metrics_binary");
		final JsonArray cases = binary.getAsJsonArray("per_case");
		ReliabilityDiagram all = ReliabilityDiagram.empty(10);
		for (int m = 0; m < cases.size(); m++) {
			final ReliabilityDiagram d = diagram(binary, m);
			assertEquals(cases.get(m).getAsJsonObject().get("ECED").getAsDouble() / 100, d.expectedError(), 1e-6);
			all = all.plus(d);
		}
		assertEquals(binary.getAsJsonObject("all_images").get("ECED").getAsDouble() / 100, all.expectedError(), 1e-6);
		final JsonObject three = VECTORS.getAsJsonObject("metrics_multiclass");
		assertEquals(three.getAsJsonObject("value").get("ECED").getAsDouble() / 100, diagram(three, 0).plus(diagram(three, 1))
			.expectedError(), 1e-6);
	}

	@Test
	void binsFourPixelsAsByHand() {
		// confidences 0.75 (right), 0.75 (wrong), 1 (right), 0.5 (predicted background, wrong)
		final ProbabilityMap p = TestMaps.binary(0.75, 0.25, 1, 0.5);
		final ProbabilityMap r = TestMaps.binary(1, 1, 1, 1);
		final ReliabilityDiagram d = ReliabilityDiagram.of(p, r, 10);
		assertEquals(2, d.count(7));
		assertEquals(0.75, d.meanConfidence(7));
		assertEquals(0.5, d.accuracy(7));
		assertEquals(1, d.count(9));
		assertEquals(1, d.accuracy(9));
		assertEquals(1, d.count(5));
		assertEquals(0, d.accuracy(5));
		assertEquals(4, d.total());
		assertTrue(Double.isNaN(d.accuracy(0)) && Double.isNaN(d.meanConfidence(0)));
		// (2·|0.5 − 0.75| + 0 + |0 − 0.5|) / 4
		assertEquals(0.25, d.expectedError());
		assertEquals(0.25, Methods.of(CalibrationError.class).create("ece").evaluate(p, r));
		// in one bin: accuracy 1/2, confidence 3/4
		assertEquals(0.25, Methods.of(CalibrationError.class).create("ece(bins: 1)").evaluate(p, r));
	}

	@Test
	void confidencesAtABinEdgeBelongToTheUpperBin() {
		for (int i = 5; i <= 10; i++) {
			final ProbabilityMap p = TestMaps.binary(i / 10.0);
			assertEquals(1, ReliabilityDiagram.of(p, p, 10).count(Math.min(i, 9)), "confidence " + i / 10.0);
		}
	}

	@Test
	void usesTheMostProbableClassOfSoftReferences() {
		final ProbabilityMap p = TestMaps.binary(0.9, 0.9);
		assertEquals(0.5, ReliabilityDiagram.of(p, TestMaps.binary(0.6, 0.4), 10).accuracy(9));
	}

	@Test
	void isBitIdenticalInAnyOrderAndOnAnyNumberOfThreads() {
		final ProbabilityMap p = TestMaps.randomMap(1, 3, 200, 150, 4);
		final ProbabilityMap r = TestMaps.randomMap(2, 3, 200, 150, 4);
		final ReliabilityDiagram whole = ReliabilityDiagram.of(p, r, 15);
		ReliabilityDiagram sum = ReliabilityDiagram.empty(15);
		for (int z = 3; z >= 0; z--)
			sum = ReliabilityDiagram.of(p.plane(z), r.plane(z), 15).plus(sum);
		assertSame(whole, sum);
		assertSame(whole, Parallelization.runSingleThreaded(() -> ReliabilityDiagram.of(p, r, 15)));
		assertEquals(120_000, whole.total());
	}

	private static void assertSame(final ReliabilityDiagram a, final ReliabilityDiagram b) {
		assertEquals(a.bins(), b.bins());
		for (int i = 0; i < a.bins(); i++) {
			assertEquals(a.count(i), b.count(i));
			assertEquals(a.meanConfidence(i), b.meanConfidence(i));
			assertEquals(a.accuracy(i), b.accuracy(i));
		}
		assertEquals(a.expectedError(), b.expectedError());
	}

	@Test
	void errorIsZeroIfCertainAndRightAndOneIfCertainAndWrong() {
		for (final String name : Methods.of(CalibrationError.class).names()) {
			final CalibrationError error = Methods.of(CalibrationError.class).create(name);
			assertEquals(0, error.evaluate(TestMaps.binary(0, 0, 1, 1), TestMaps.binary(0, 0, 1, 1)), 1e-8, name);
			// of both classes, of certainty, or of one
			final double worst = switch (name) {
				case "brier", "ece-kde" -> 2;
				case "nll" -> 50;
				default -> 1;
			};
			assertEquals(worst, error.evaluate(TestMaps.binary(1, 1, 0, 0), TestMaps.binary(0, 0, 1, 1)), 1e-8, name);
		}
	}

	@Test
	void refusesOtherSizesAndWrongBins() {
		assertEquals(LabelMessages.sizesDiffer("prediction", "2 x 1", "reference", "3 x 1"), assertThrows(
			IllegalArgumentException.class, () -> ReliabilityDiagram.of(TestMaps.binary(0, 1), TestMaps.binary(0, 1, 1), 10))
				.getMessage());
		assertEquals(WrongValue.message("ece: bins", 0, "between 1 and 1000"), assertThrows(IllegalArgumentException.class,
			() -> Methods.of(CalibrationError.class).create("ece(bins: 0)")).getMessage());
		assertEquals(CalibrationMessages.otherBins(10, 15), assertThrows(
			IllegalArgumentException.class, () -> ReliabilityDiagram.empty(10).plus(ReliabilityDiagram.empty(15))).getMessage());
	}
}
