package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import net.imglib2.img.array.ArrayImgs;

class SoftRatersTest {

	private static ProbabilityMap map(final float... values) {
		return ProbabilityMap.of(ArrayImgs.floats(values, values.length / 2, 1, 2), LabelClass.defaults(2));
	}

	private static String refusal(final ProbabilityMap... maps) {
		return assertThrows(IllegalArgumentException.class, () -> SoftRaters.of(List.of("a", "b").subList(0, maps.length), List.of(
			maps))).getMessage();
	}

	@Test
	void refusesInvalidMaps() {
		assertEquals(LabelMessages.noMaps(), refusal());
		assertEquals(LabelMessages.raterProbability("b", 1, "(1, 0)", 1.5f), refusal(map(1, 1, 0, 0),
			map(1, 0, 0, 1.5f)));
		assertEquals(LabelMessages.raterSum("a", "(0, 0)", 0.5f), refusal(map(0.25f, 1, 0.25f, 0)));
		assertEquals(LabelMessages.raterPartlyNaN("a", "(1, 0)", 1, 2),
			refusal(map(1, Float.NaN, 0, 0)));
		assertTrue(refusal(map(1, 0), map(1, 1, 0, 0)).contains("map of rater b"));
	}

	@Test
	void mostProbableClassIgnoresUnlabelledPixels() {
		final SoftRaters maps = SoftRaters.of(List.of("a"), List.of(map(0.3f, Float.NaN, 0.5f, 0.7f, Float.NaN, 0.5f)));
		final HardRaters labels = maps.hard();
		assertEquals(1, labels.labels(0).getAt(0, 0).get());
		assertEquals(HardRaters.UNLABELED, labels.labels(0).getAt(1, 0).get());
		assertEquals(0, labels.labels(0).getAt(2, 0).get());
		assertTrue(labels.hasUnlabeled());
		assertFalse(maps.isHard());
	}
}
