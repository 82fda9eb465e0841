package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.Says;
import sfumato.text.WrongValue;

class HardRatersTest {

	private static final OptionalInt FOUND = OptionalInt.empty();

	private static RandomAccessibleInterval<FloatType> image(final double... values) {
		return ArrayImgs.floats(TestMaps.flat(values), values.length, 1);
	}

	@SafeVarargs
	private static HardRaters raters(final OptionalInt classes, final OptionalInt foreground,
		final RandomAccessibleInterval<FloatType>... images)
	{
		return HardRaters.of(IntStream.rangeClosed(1, images.length).mapToObj(Integer::toString).toList(), Arrays.asList(
			images), classes, foreground);
	}

	private static List<Integer> labels(final HardRaters raters, final int rater) {
		final List<Integer> labels = new ArrayList<>();
		raters.labels(rater).forEach(t -> labels.add(t.get()));
		return labels;
	}

	private static String message(final org.junit.jupiter.api.function.Executable wrong) {
		return assertThrows(IllegalArgumentException.class, wrong).getMessage();
	}

	@Test
	void readsLabelsAndCountsClasses() {
		final HardRaters raters = raters(FOUND, FOUND, image(0, 2, 1), image(0, 0, 3));
		assertEquals(2, raters.size());
		assertEquals(4, raters.numClasses());
		assertEquals(List.of(0, 2, 1), labels(raters, 0));
		assertEquals("2", raters.name(1));
		assertEquals(List.of(), raters.notes());
	}

	@Test
	void readsMasksOfTwoValuesAsBinaryWithANote() {
		final HardRaters raters = raters(FOUND, FOUND, image(0, 255, 0), image(0, 0, 0));
		assertEquals(List.of(0, 1, 0), labels(raters, 0));
		assertEquals(2, raters.numClasses());
		assertEquals(List.of(LabelMessages.readAsMask(255)), raters.notes());
		assertEquals(List.of(0, 1), labels(raters(FOUND, FOUND, image(0, 1000)), 0));
	}

	@Test
	void readsSmallValuesAsClassesUnlessTwoAreAsked() {
		assertEquals(3, raters(FOUND, FOUND, image(0, 2)).numClasses());
		final HardRaters binary = raters(OptionalInt.of(2), FOUND, image(0, 2));
		assertEquals(List.of(0, 1), labels(binary, 0));
		assertEquals(1, binary.notes().size());
	}

	@Test
	void readsFullAndEmptyMasks() {
		assertEquals(List.of(1, 1), labels(raters(FOUND, FOUND, image(255, 255)), 0));
		assertEquals(List.of(1, 1), labels(raters(FOUND, FOUND, image(1, 1)), 0));
		final HardRaters empty = raters(FOUND, FOUND, image(0, 0));
		assertEquals(List.of(0, 0), labels(empty, 0));
		assertEquals(2, empty.numClasses());
	}

	@Test
	void readsTheGivenForegroundValueAsClassOne() {
		assertEquals(List.of(0, 1), labels(raters(FOUND, OptionalInt.of(7), image(0, 7)), 0));
		assertEquals(LabelMessages.thirdValue(1, 255),
			message(() -> raters(FOUND, OptionalInt.of(255), image(0, 1, 255))));
		assertEquals(LabelMessages.foregroundOfClasses(255, 3), message(() -> raters(OptionalInt
			.of(3), OptionalInt.of(255), image(0, 255))));
		assertEquals(WrongValue.message("The foreground value", 0, "at least 1; 0 is background"), message(() -> raters(FOUND,
			OptionalInt.of(0), image(0, 255))));
	}

	@Test
	void requiresAtLeastOneRater() {
		assertEquals(LabelMessages.noRaters(), message(() -> raters(FOUND, FOUND)));
		assertEquals(1, raters(FOUND, FOUND, image(0, 1)).size());
		assertEquals(LabelMessages.namesAndRaters(1, 2), message(() -> HardRaters.of(List.of("a"), List.of(image(0), image(0)),
			FOUND, FOUND)));
	}

	@Test
	void refusesRatersOfDifferentSizes() {
		assertEquals(LabelMessages.raterSize("2", "3 x 1", "1", "2 x 1"), message(() -> raters(
			FOUND, FOUND, image(0, 1), image(0, 1, 1))));
		assertEquals(LabelMessages.raterSize("2", "2 x 1 x 3", "1", "2 x 1"), message(() -> raters(
			FOUND, FOUND, image(0, 1), ArrayImgs.floats(2, 1, 3))));
	}

	@Test
	void readsNaNAsUnlabelled() {
		final HardRaters read = raters(FOUND, FOUND, image(Double.NaN, 255));
		assertTrue(read.hasUnlabeled());
		assertEquals(HardRaters.UNLABELED, read.labels(0).getAt(0, 0).get());
		assertEquals(1, read.labels(0).getAt(1, 0).get());
		assertEquals(0, read.labelled().orElseThrow().getAt(0, 0).get());
		assertTrue(read.notes().contains(LabelMessages.labelsAreNaN(1)), read.notes().toString());
		assertEquals(Float.NaN, read.oneHot(0).channel(1).getAt(0, 0).get());
		assertEquals(1, read.oneHot(0).channel(1).getAt(1, 0).get());
	}

	@Test
	void refusesFractionsWithTheirPosition() {
		assertEquals(LabelMessages.notAClass("2", 0.5, "(1, 0)", 65535), message(() -> raters(FOUND, FOUND, image(0, 1), image(0,
			0.5))));
		assertEquals(LabelMessages.allMissing("NaN"), message(
			() -> raters(FOUND, FOUND, image(Double.NaN, Double.NaN))));
		assertSays(LabelMessages.notAClass("1", -1.0, "(1, 0)", Says.SOME), message(() -> raters(FOUND, FOUND, image(0, -1))));
		assertSays(LabelMessages.notAClass("1", Double.POSITIVE_INFINITY, "(1, 0)", Says.SOME), message(() -> raters(FOUND, FOUND,
			image(0, Double.POSITIVE_INFINITY))));
	}

	@Test
	void refusesJpegMasks() {
		assertEquals(LabelMessages.manyValues(3, 4), message(() -> raters(FOUND, FOUND, image(0, 3, 252, 255))));
		// the same without a value of exactly 255 would be 253 classes
		assertEquals(LabelMessages.tooManyClasses("2", 252, 253), message(() -> raters(FOUND, FOUND, image(0, 1, 1), image(0, 3, 252))));
		assertEquals(LabelMessages.labelOutside("1", 252, 2), message(() -> raters(OptionalInt.of(2), FOUND, image(0, 3, 252))));
	}

	@Test
	void readsManyClassesIfAsked() {
		assertEquals(255, raters(OptionalInt.of(255), FOUND, image(0, 3, 254)).numClasses());
		assertEquals(List.of(0, 3, 254), labels(raters(OptionalInt.of(255), FOUND, image(0, 3, 254)), 0));
		assertEquals(32, raters(FOUND, FOUND, image(0, 3, 31)).numClasses());
	}

	@Test
	void refusesLabelsOutsideTheClassesAndNamesTheRater() {
		assertEquals(LabelMessages.labelOutside("2", 3, 3), message(() -> raters(OptionalInt.of(3), FOUND,
			image(0, 2), image(0, 3))));
		assertEquals(LabelMessages.classCount(1, 255), message(() -> raters(
			OptionalInt.of(1), FOUND, image(0, 1))));
	}

	@Test
	void readsCropsFromTheirOrigin() {
		final RandomAccessibleInterval<FloatType> whole = ArrayImgs.floats(TestMaps.flat(new double[] { 0, 1, 2, 3, 4, 5 }), 3,
			2);
		final HardRaters raters = raters(FOUND, FOUND, net.imglib2.view.Views.interval(whole, new long[] { 1, 0 }, new long[] {
			2, 1 }));
		assertEquals(List.of(1, 2, 4, 5), labels(raters, 0));
	}
}
