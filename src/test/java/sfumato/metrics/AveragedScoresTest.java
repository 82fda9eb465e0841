package sfumato.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sfumato.labels.TestMaps;

class AveragedScoresTest {

	private static final JsonObject VECTORS = TestMaps.vectors("metrics/metrics.json");

	/** The vectors' names of the scores. */
	private static final Map<String, AveragedScores.Score> SCORES = Map.of("mAcc", ConfusionMatrix::sensitivity, "mIoU",
		ConfusionMatrix::jaccard, "mDice", ConfusionMatrix::dice);

	private static List<ConfusionMatrix> counts(final String vector) {
		return SegmentationMetricTest.images(VECTORS.getAsJsonObject(vector)).stream().map(m -> ConfusionMatrix.of(m[0],
			m[1])).toList();
	}

	private static void check(final JsonObject expected, final String name, final double actual) {
		assertEquals(expected.get(name).getAsDouble() / 100, actual, 1e-6, name);
	}

	@Test
	void meansOfBinaryImagesMatchReferenceVectors() {
		final JsonObject all = VECTORS.getAsJsonObject("metrics_binary").getAsJsonObject("all_images");
		SCORES.forEach((name, score) -> {
			final AveragedScores s = new AveragedScores(counts("metrics_binary"), score, 1);
			check(all, name + "D", s.overDataset());
			check(all, name + "I", s.overImages());
			check(all, name + "I50", s.overWorstImages(50));
			check(all, name + "IQ", s.overAllShares());
			// the authors' C counts the background, too
			final AveragedScores both = new AveragedScores(counts("metrics_binary"), score, 0, 1);
			check(all, name + "C", both.overClasses());
			check(all, name + "C50", both.overWorstOfClasses(50));
			check(all, name + "CQ", both.overAllSharesOfClasses());
		});
	}

	@Test
	void meansOfThreeClassesMatchReferenceVectors() {
		final JsonObject all = VECTORS.getAsJsonObject("metrics_multiclass").getAsJsonObject("value");
		SCORES.forEach((name, score) -> {
			final AveragedScores s = new AveragedScores(counts("metrics_multiclass"), score, 0, 1, 2);
			check(all, name + "D", s.overDataset());
			check(all, name + "I", s.overImages());
			check(all, name + "I50", s.overWorstImages(50));
			check(all, name + "IQ", s.overAllShares());
			check(all, name + "C", s.overClasses());
			check(all, name + "C50", s.overWorstOfClasses(50));
			check(all, name + "CQ", s.overAllSharesOfClasses());
		});
	}

	@Test
	void emptyImagesAgree() {
		final ConfusionMatrix empty = ConfusionMatrix.of(TestMaps.binary(0, 0), TestMaps.binary(0, 0));
		final AveragedScores s = new AveragedScores(List.of(empty), ConfusionMatrix::dice, 1);
		assertEquals(1, s.overDataset());
		assertEquals(1, s.overImages());
		assertEquals(1, s.overClasses());
		assertEquals(1, s.overWorstImages(5));
	}

	@Test
	void refusesMeansWithoutImages() {
		assertEquals(MetricMessages.emptyMean(0, 1), assertThrows(
			IllegalArgumentException.class, () -> new AveragedScores(List.of(), ConfusionMatrix::dice, 1)).getMessage());
	}
}
