package sfumato.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.imglib2.parallel.Parallelization;

import sfumato.fusion.Average;
import sfumato.labels.Comparison;
import sfumato.labels.LabelMessages;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

class SegmentationMetricTest {

	private static final JsonObject VECTORS = TestMaps.vectors("metrics/metrics.json");

	private static SegmentationMetric metric(final String text) {
		return Methods.of(SegmentationMetric.class).create(text);
	}

	/** Prediction and reference of each image of a vector, one pixel high and without the ignored pixels. */
	static List<ProbabilityMap[]> images(final JsonObject vector) {
		final boolean binary = vector.has("prob_fg");
		final double[][][][] p = binary ? null : TestMaps.as(vector.get("prob"), double[][][][].class);
		final double[][][] fg = binary ? TestMaps.as(vector.get("prob_fg"), double[][][].class) : null;
		final int[][][] labels = TestMaps.as(vector.get("label"), int[][][].class);
		final int k = binary ? 2 : p[0].length;
		final List<ProbabilityMap[]> images = new ArrayList<>();
		for (int m = 0; m < labels.length; m++) {
			final List<Integer> kept = new ArrayList<>();
			final List<double[]> pixels = new ArrayList<>();
			for (int y = 0; y < labels[m].length; y++)
				for (int x = 0; x < labels[m][y].length; x++) {
					if (labels[m][y][x] == k) continue;
					kept.add(labels[m][y][x]);
					final double[] pixel = new double[k];
					for (int c = 0; c < k; c++)
						pixel[c] = binary ? c == 1 ? fg[m][y][x] : 1 - fg[m][y][x] : p[m][c][y][x];
					pixels.add(pixel);
				}
			final double[][][] map = new double[k][1][kept.size()];
			for (int i = 0; i < kept.size(); i++)
				for (int c = 0; c < k; c++)
					map[c][0][i] = pixels.get(i)[c];
			images.add(new ProbabilityMap[] { TestMaps.map(map), TestMaps.hard(k, new int[][] { kept.stream().mapToInt(
				Integer::intValue).toArray() }) });
		}
		return images;
	}

	@Test
	void scoresOfEachCaseMatchReferenceVectors() {
		final JsonObject v = VECTORS.getAsJsonObject("metrics_binary");
		final JsonArray perCase = v.getAsJsonArray("per_case");
		final List<ProbabilityMap[]> images = images(v);
		for (int i = 0; i < images.size(); i++) {
			final JsonObject expected = perCase.get(i).getAsJsonObject();
			// the image without foreground anywhere is 0/0 in column D; column I says what we do, 100 %
			assertEquals(expected.get("mDiceI").getAsDouble() / 100, metric("dice").evaluate(images.get(i)[0], images.get(
				i)[1]), 1e-6);
			assertEquals(expected.get("mIoUI").getAsDouble() / 100, metric("jaccard").evaluate(images.get(i)[0], images.get(
				i)[1]), 1e-6);
		}
	}

	@Test
	void pooledCountsMatchReferenceVectors() {
		final JsonObject all = VECTORS.getAsJsonObject("metrics_binary").getAsJsonObject("all_images");
		final ConfusionMatrix binary = sum(images(VECTORS.getAsJsonObject("metrics_binary")));
		assertEquals(all.get("mDiceD").getAsDouble() / 100, binary.dice(1), 1e-6);
		assertEquals(all.get("mIoUD").getAsDouble() / 100, binary.jaccard(1), 1e-6);
		assertEquals(all.get("mAccD").getAsDouble() / 100, binary.sensitivity(1), 1e-6);
		final JsonObject multi = VECTORS.getAsJsonObject("metrics_multiclass").getAsJsonObject("value");
		final ConfusionMatrix three = sum(images(VECTORS.getAsJsonObject("metrics_multiclass")));
		assertEquals(11, three.total());
		assertEquals(multi.get("Acc").getAsDouble() / 100, three.accuracy(), 1e-6);
		assertEquals(multi.get("mDiceD").getAsDouble() / 100, (three.dice(0) + three.dice(1) + three.dice(2)) / 3, 1e-6);
		assertEquals(multi.get("mIoUD").getAsDouble() / 100, (three.jaccard(0) + three.jaccard(1) + three.jaccard(2)) / 3,
			1e-6);
		assertEquals(multi.get("mAccD").getAsDouble() / 100, (three.sensitivity(0) + three.sensitivity(1) + three.sensitivity(
			2)) / 3, 1e-6);
	}

	private static ConfusionMatrix sum(final List<ProbabilityMap[]> images) {
		return images.stream().map(m -> ConfusionMatrix.of(m[0], m[1])).reduce(ConfusionMatrix::plus).orElseThrow();
	}

	@Test
	void binarizedDiceMatchesReferenceVector() {
		final JsonObject v = VECTORS.getAsJsonObject("bdice");
		final double[][][] p = TestMaps.as(v.get("pred_fg"), double[][][].class);
		final double[][][] r = TestMaps.as(v.get("soft_label"), double[][][].class);
		final double[][] expected = TestMaps.as(v.get("dice_per_level_case"), double[][].class);
		double mean = 0;
		for (int i = 0; i < p.length; i++) {
			final double[] levels = new BinarizedDice().perLevel(Comparison.of(TestMaps.binary(p[i]), TestMaps
				.binary(r[i])))[1];
			for (int l = 0; l < 9; l++)
				assertEquals(expected[l][i], levels[l], 1e-7);
			mean += metric("bdice").evaluate(TestMaps.binary(p[i]), TestMaps.binary(r[i])) / p.length;
		}
		assertEquals(v.get("bdice").getAsDouble() / 100, mean, 1e-8);
	}

	@Test
	void meansOfTenRatersReachTheirLevelExactly() {
		// n of 10 raters are foreground in the n-th pixel: at level t = i/10 the pixels from i on
		final int[][][] masks = new int[10][1][11];
		for (int r = 0; r < 10; r++)
			for (int x = 0; x <= 10; x++)
				masks[r][0][x] = r < x ? 1 : 0;
		final ProbabilityMap shares = new Average().fuse(TestMaps.raters(2, masks));
		for (int i = 1; i <= 9; i++) {
			final double[] from = new double[11];
			Arrays.fill(from, i, 11, 1);
			assertEquals(1, new BinarizedDice().perLevel(Comparison.of(shares, TestMaps.binary(from)))[1][i - 1], "level " + i / 10.0);
		}
	}

	@Test
	void matchesCalculationByHandForFourPixels() {
		// arg-max of the prediction 0 1 1 0 (0.5 is background), reference 0 1 0 1: tp 1, fp 1, fn 1, tn 1
		final ProbabilityMap p = TestMaps.binary(0.5, 0.9, 0.6, 0.1);
		final ProbabilityMap r = TestMaps.binary(0, 1, 0, 1);
		assertArrayEquals(new double[] { 0.5, 0.5 }, metric("dice").perClass(p, r));
		assertArrayEquals(new double[] { 1 / 3.0, 1 / 3.0 }, metric("jaccard").perClass(p, r));
		assertEquals(0.5, metric("accuracy").evaluate(p, r));
		final ConfusionMatrix counts = ConfusionMatrix.of(p, r);
		assertEquals(1, counts.count(0, 1));
		assertEquals(0.5, counts.precision(1));
		assertEquals(1, counts.trueNegatives(1));
	}

	@Test
	void accuracyCountsCorrectPixelsInTotalAndPerClass() {
		final ProbabilityMap p = TestMaps.hard(3, new int[][] { { 0, 1, 2, 2 } });
		final ProbabilityMap r = TestMaps.hard(3, new int[][] { { 0, 2, 1, 2 } });
		assertEquals(0.5, metric("accuracy").evaluate(p, r));
		assertArrayEquals(new double[] { 1, 0.5, 0.5 }, metric("accuracy").perClass(p, r));
	}

	@Test
	void twoEmptyMasksAgreeAndOneDoesNot() {
		final ProbabilityMap empty = TestMaps.binary(0, 0, 0);
		final ProbabilityMap one = TestMaps.binary(0, 1, 0);
		for (final String name : new String[] { "dice", "jaccard", "bdice" }) {
			assertEquals(1, metric(name).evaluate(empty, empty), name);
			assertEquals(0, metric(name).evaluate(empty, one), name);
			assertEquals(0, metric(name).evaluate(one, empty), name);
		}
	}

	@Test
	void scoresAVolumeAsOneImage() {
		final ProbabilityMap p = TestMaps.randomMap(1, 3, 9, 8, 5);
		final ProbabilityMap r = TestMaps.randomMap(2, 3, 9, 8, 5);
		ConfusionMatrix planes = ConfusionMatrix.empty(3);
		for (int z = 0; z < 5; z++)
			planes = planes.plus(ConfusionMatrix.of(p.plane(z), r.plane(z)));
		assertEquals((planes.dice(1) + planes.dice(2)) / 2, metric("dice").evaluate(p, r));
	}

	@Test
	void everyMetricIsPerfectAtItsReferenceOnAnyNumberOfThreads() {
		final ProbabilityMap a = TestMaps.randomMap(1, 3, 300, 250);
		final ProbabilityMap b = TestMaps.randomMap(2, 3, 300, 250);
		for (final String name : Methods.of(SegmentationMetric.class).names()) {
			assertEquals(metric(name).perfect(), metric(name).evaluate(a, a), name);
			final double[] scores = metric(name).perClass(a, b);
			assertEquals(3, scores.length, name);
			assertArrayEquals(Parallelization.runSingleThreaded(() -> metric(name).perClass(a, b)), Parallelization
				.runWithNumThreads(4, () -> metric(name).perClass(a, b)), name);
		}
	}

	@Test
	void mostMetricsAreSymmetric() {
		final ProbabilityMap a = TestMaps.randomMap(1, 3, 30, 25), b = TestMaps.randomMap(2, 3, 30, 25);
		for (final String name : Methods.of(SegmentationMetric.class).names())
			if (!List.of("sensitivity", "specificity", "precision", "volume-error").contains(name)) assertArrayEquals(metric(name)
				.perClass(a, b), metric(name).perClass(b, a), 1e-12, name);
		assertArrayEquals(metric("sensitivity").perClass(a, b), metric("precision").perClass(b, a));
		assertEquals(metric("volume-error").evaluate(a, b), -metric("volume-error").evaluate(b, a));
	}

	@Test
	void refusesMapsOfOtherSize() {
		for (final String name : Methods.of(SegmentationMetric.class).names()) {
			assertEquals(LabelMessages.sizesDiffer("prediction", "2 x 1", "reference", "3 x 1"), assertThrows(
				IllegalArgumentException.class, () -> metric(name).evaluate(TestMaps.binary(0, 1), TestMaps.binary(0, 1, 1)))
					.getMessage());
			assertEquals(LabelMessages.classesDiffer("prediction", 2, "reference", 3), assertThrows(IllegalArgumentException.class,
				() -> metric(name).evaluate(TestMaps.binary(0, 1), TestMaps.hard(3, new int[][] { { 0, 1 } }))).getMessage());
		}
	}

	@Test
	void onlyBinarizedDiceNeedsASoftReference() {
		for (final String name : Methods.of(SegmentationMetric.class).names())
			assertEquals(name.equals("bdice"), metric(name).needsSoftReference(), name);
		assertEquals("BDice", metric("bdice").column());
		assertEquals("Dice", metric("dice").column());
		assertTrue(assertThrows(IllegalArgumentException.class, () -> metric("bdice(levels: 0)")).getMessage().contains(
			"levels is 0"));
	}
}
