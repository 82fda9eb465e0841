package sfumato.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static sfumato.Says.assertSays;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.text.WrongValue;

/** Objects beside SciPy's and scikit-image's ({@code src/test/python/object_scores.py}) and by hand. */
class ObjectScoreTest {

	private static double score(final String options, final ProbabilityMap prediction, final ProbabilityMap reference) {
		return Methods.of(SegmentationMetric.class).create("objects(" + options + ")").evaluate(prediction, reference);
	}

	private static ProbabilityMap map(final JsonElement labels, final boolean flat) {
		final int[][][] zyx = flat ? new int[][][] { TestMaps.as(labels, int[][].class) } : TestMaps.as(labels, int[][][].class);
		final Img<UnsignedByteType> image = flat ? ArrayImgs.unsignedBytes(zyx[0][0].length, zyx[0].length) : ArrayImgs
			.unsignedBytes(zyx[0][0].length, zyx[0].length, zyx.length);
		int i = 0;
		for (final UnsignedByteType label : image) {
			label.set(zyx[i / (zyx[0].length * zyx[0][0].length)][i / zyx[0][0].length % zyx[0].length][i % zyx[0][0].length]);
			i++;
		}
		return ProbabilityMap.oneHot(image, LabelClass.defaults(3));
	}

	@Test
	void matchesOtherPrograms() {
		int compared = 0;
		for (final JsonElement c : TestMaps.vectors("metrics/object_scores.json").getAsJsonArray("cases")) {
			final JsonObject golden = c.getAsJsonObject();
			final boolean flat = golden.get("name").getAsString().equals("flat");
			final Comparison images = Comparison.of(map(golden.get("prediction"), flat), map(golden.get("reference"), flat));
			for (final JsonElement s : golden.getAsJsonArray("scores")) {
				final String options = s.getAsJsonObject().get("options").getAsString();
				for (int k = 1; k <= 2; k++)
					for (final Map.Entry<String, JsonElement> e : s.getAsJsonObject().getAsJsonArray("perClass").get(k - 1)
						.getAsJsonObject().entrySet())
					{
						final String text = "objects(score: " + e.getKey() + ", " + options + ")";
						assertEquals(e.getValue().getAsDouble(), Methods.of(SegmentationMetric.class).create(text).perClass(images)[k],
							1e-12, golden.get("name") + ", class " + k + ": " + text);
						compared++;
					}
			}
		}
		assertEquals(14 * 2 * 10, compared);
	}

	@Test
	void matchesCalculationByHandForFoundMissedAndExtraObjects() {
		// 3 of 4 pixels of the first object are found, nothing of the second; one pixel is too much
		final ProbabilityMap prediction = TestMaps.binary(1, 1, 1, 0, 0, 0, 0, 0, 1);
		final ProbabilityMap reference = TestMaps.binary(1, 1, 1, 1, 0, 1, 1, 0, 0);
		assertEquals(2, score("score: predicted", prediction, reference));
		assertEquals(2, score("score: reference", prediction, reference));
		assertEquals(1, score("score: matched", prediction, reference));
		assertEquals(1, score("score: missed", prediction, reference));
		assertEquals(1, score("score: extra", prediction, reference));
		assertEquals(0.5, score("score: f1", prediction, reference));
		assertEquals(0.75, score("score: iou", prediction, reference));
		assertEquals(0.375, score("score: panoptic", prediction, reference));
		assertEquals(0, score("score: matched, iou: 0.76", prediction, reference));
	}

	@Test
	void splitObjectIsOneMatchAndOneExtra() {
		// each half has IoU 2/4 exactly or less: 2/5 for the first and for the second
		final ProbabilityMap halves = TestMaps.binary(1, 1, 0, 1, 1), whole = TestMaps.binary(1, 1, 1, 1, 1);
		assertEquals(0, score("score: matched", halves, whole));
		assertEquals(1, score("score: matched, iou: 0.4", halves, whole));
		assertEquals(1, score("score: extra, iou: 0.4", halves, whole));
		assertEquals(1, score("score: missed, iou: 0.4", whole, halves));
	}

	@Test
	void maximizesTheNumberOfMatches() {
		// reference A = 0 … 4, B = 6 … 7; prediction X = 2 … 7 touches both (IoU 3/8 and 2/6), Y = 0 touches A only (1/5)
		final ProbabilityMap prediction = TestMaps.binary(1, 0, 1, 1, 1, 1, 1, 1);
		final ProbabilityMap reference = TestMaps.binary(1, 1, 1, 1, 1, 0, 1, 1);
		assertEquals(2, score("score: matched, iou: 0.2", prediction, reference));
		assertEquals((1 / 5.0 + 2 / 6.0) / 2, score("score: iou, iou: 0.2", prediction, reference), 1e-12);
		assertEquals(3 / 8.0, score("score: iou, iou: 0.35", prediction, reference), 1e-12);
	}

	@Test
	void emptyMasksAgreeAndHaveNoObjectIou() {
		final ProbabilityMap empty = TestMaps.binary(0, 0, 0), one = TestMaps.binary(0, 1, 0);
		for (final String both : new String[] { "f1", "panoptic" }) {
			assertEquals(1, score("score: " + both, empty, empty), both);
			assertEquals(0, score("score: " + both, empty, one), both);
			assertEquals(0, score("score: " + both, one, empty), both);
		}
		assertEquals(Double.NaN, score("score: iou", empty, one));
		assertEquals(Double.NaN, score("score: precision", empty, one));
		assertEquals(0, score("score: recall", empty, one));
		assertEquals(Double.NaN, score("score: recall", one, empty));
		assertEquals(0, score("score: missed", empty, empty));
	}

	@Test
	void sumsCountsAndAveragesRatiosOverClasses() {
		final ProbabilityMap p = TestMaps.hard(3, new int[][] { { 1, 0, 1, 0, 2 } });
		final ProbabilityMap r = TestMaps.hard(3, new int[][] { { 1, 0, 0, 0, 2 } });
		assertEquals(3, score("score: predicted", p, r));
		assertEquals((2 / 3.0 + 1) / 2, score("score: f1", p, r), 1e-12);
	}

	@Test
	void ignoresUnlabelledPixelsAndCutsObjectsThere() {
		final ProbabilityMap p = TestMaps.binary(1, 1, 1, 1, 0, 1), r = TestMaps.binary(0, 1, 1, 0, 0, 0);
		final Comparison all = Comparison.of(p, r), some = all.within(ArrayImgs.unsignedBytes(new byte[] { 0, 1, 1, 0, 1, 0 }, 6,
			1));
		final SegmentationMetric f1 = Methods.of(SegmentationMetric.class).create("objects");
		assertEquals(2 / 3.0, f1.evaluate(all), 1e-12);
		assertEquals(1, f1.evaluate(some));
	}

	@Test
	void nameWithoutScoreGivesAllScores() {
		final CaseScoring scoring = CaseScoring.of("dice, objects(iou: 0.3), objects(score: F1)", "");
		assertEquals(List.of("Dice", "Objects", "Objects_reference", "Objects_matched", "Objects_missed", "Objects_extra",
			"Object_precision", "Object_recall", "Object_F1_iou_0.3", "Object_IoU", "PQ", "Object_F1_iou_0.5"), scoring
				.metricColumns());
		final Map<String, Double> row = scoring.score(new ComparedCase("a", Comparison.of(TestMaps.binary(1, 0, 1, 0), TestMaps
			.binary(1, 0, 0, 0)))).values();
		assertEquals(2, row.get("Objects"));
		assertEquals(50, row.get("Object_precision"));
	}

	@Test
	void refusesThresholdsOutOfRange() {
		final String message = assertThrows(IllegalArgumentException.class, () -> Methods.of(SegmentationMetric.class).create(
			"objects(iou: 50)")).getMessage();
		assertSays(WrongValue.message("iou", 50.0, "above 0 and at most 1"), message);
	}

	@Test
	void assignmentIsOptimal() {
		final Random random = new Random(3);
		for (int trial = 0; trial < 200; trial++) {
			final double[][] gain = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
			for (final double[] row : gain)
				Arrays.setAll(row, j -> random.nextInt(3) == 0 ? 0 : random.nextDouble());
			final int[] chosen = Assignment.best(gain);
			assertEquals(Math.min(gain.length, gain[0].length), Arrays.stream(chosen).filter(j -> j >= 0).distinct().count());
			double sum = 0;
			for (int i = 0; i < chosen.length; i++)
				if (chosen[i] >= 0) sum += gain[i][chosen[i]];
			assertEquals(most(gain, 0, new ArrayList<>()), sum, 1e-12);
		}
		assertArrayEquals(new int[] { 1, -1, 0 }, Assignment.best(new double[][] { { 5, 6 }, { 1, 1 }, { 4, 2 } }));
	}

	/** By trying everything. */
	private static double most(final double[][] gain, final int row, final List<Integer> taken) {
		if (row == gain.length) return 0;
		double most = most(gain, row + 1, taken);
		for (int j = 0; j < gain[0].length; j++) {
			if (taken.contains(j)) continue;
			taken.add(j);
			most = Math.max(most, gain[row][j] + most(gain, row + 1, taken));
			taken.remove(Integer.valueOf(j));
		}
		return most;
	}
}
