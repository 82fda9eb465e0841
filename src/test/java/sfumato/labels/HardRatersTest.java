package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

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
		assertEquals(List.of("Values 0 and 255 are read as a binary mask (255 = class 1)."), raters.notes());
		assertEquals(List.of(0, 1), labels(raters(FOUND, FOUND, image(0, 1000)), 0));
	}

	@Test
	void aSmallValueIsAClassUnlessTwoClassesAreAskedFor() {
		assertEquals(3, raters(FOUND, FOUND, image(0, 2)).numClasses());
		final HardRaters binary = raters(OptionalInt.of(2), FOUND, image(0, 2));
		assertEquals(List.of(0, 1), labels(binary, 0));
		assertEquals(1, binary.notes().size());
	}

	@Test
	void masksThatAreFullOrEmptyAreRead() {
		assertEquals(List.of(1, 1), labels(raters(FOUND, FOUND, image(255, 255)), 0));
		assertEquals(List.of(1, 1), labels(raters(FOUND, FOUND, image(1, 1)), 0));
		final HardRaters empty = raters(FOUND, FOUND, image(0, 0));
		assertEquals(List.of(0, 0), labels(empty, 0));
		assertEquals(2, empty.numClasses());
	}

	@Test
	void theForegroundValueThatIsGivenIsClassOne() {
		assertEquals(List.of(0, 1), labels(raters(FOUND, OptionalInt.of(7), image(0, 7)), 0));
		assertEquals("The masks hold the value 1 beside 0 and the foreground value 255; a binary mask has two values only.",
			message(() -> raters(FOUND, OptionalInt.of(255), image(0, 1, 255))));
		assertEquals("A foreground value (255) is for binary masks, but there are 3 classes.", message(() -> raters(OptionalInt
			.of(3), OptionalInt.of(255), image(0, 255))));
		assertEquals("The foreground value is 0 but must be at least 1; 0 is background.", message(() -> raters(FOUND,
			OptionalInt.of(0), image(0, 255))));
	}

	@Test
	void requiresAtLeastOneRater() {
		assertEquals("There are no raters; at least one label map is needed.", message(() -> raters(FOUND, FOUND)));
		assertEquals(1, raters(FOUND, FOUND, image(0, 1)).size());
		assertEquals("There are 1 names for 2 raters.", message(() -> HardRaters.of(List.of("a"), List.of(image(0), image(0)),
			FOUND, FOUND)));
	}

	@Test
	void refusesRatersOfDifferentSizes() {
		assertEquals("Rater 2 is 3 x 1 but rater 1 is 2 x 1; all raters must label the same image.", message(() -> raters(
			FOUND, FOUND, image(0, 1), image(0, 1, 1))));
		assertEquals("Rater 2 is 2 x 1 x 3 but rater 1 is 2 x 1; all raters must label the same image.", message(() -> raters(
			FOUND, FOUND, image(0, 1), ArrayImgs.floats(2, 1, 3))));
	}

	@Test
	void readsNaNAsUnlabelled() {
		final HardRaters read = raters(FOUND, FOUND, image(Double.NaN, 255));
		assertTrue(read.hasUnlabeled());
		assertEquals(HardRaters.UNLABELED, read.labels(0).getAt(0, 0).get());
		assertEquals(1, read.labels(0).getAt(1, 0).get());
		assertEquals(0, read.labelled().orElseThrow().getAt(0, 0).get());
		assertTrue(read.notes().contains("1 label is NaN: these pixels are unlabelled."), read.notes().toString());
		assertEquals(Float.NaN, read.oneHot(0).channel(1).getAt(0, 0).get());
		assertEquals(1, read.oneHot(0).channel(1).getAt(1, 0).get());
	}

	@Test
	void fractionsAreNamedWithTheirPixel() {
		assertEquals("Rater 2 has the value 0.5 at (1, 0); a label map holds whole numbers from 0 to 65535. Is this a " +
			"probability map?", message(() -> raters(FOUND, FOUND, image(0, 1), image(0, 0.5))));
		assertEquals("All pixels of all raters have the value NaN of missing labels; no rater has labelled anything.", message(
			() -> raters(FOUND, FOUND, image(Double.NaN, Double.NaN))));
		assertTrue(message(() -> raters(FOUND, FOUND, image(0, -1))).startsWith("Rater 1 has the value -1.0 at (1, 0);"));
		assertTrue(message(() -> raters(FOUND, FOUND, image(0, Double.POSITIVE_INFINITY))).startsWith(
			"Rater 1 has the value Infinity at (1, 0);"));
	}

	@Test
	void refusesJpegMasks() {
		assertEquals("The masks hold 255 and also 3 (4 different values); a binary mask has two values only. Were they saved " +
			"as JPEG or interpolated?", message(() -> raters(FOUND, FOUND, image(0, 3, 252, 255))));
		// the same without a value of exactly 255 would be 253 classes
		assertEquals("Rater 2 uses label 252, which would make 253 classes; say how many classes there are, or which value " +
			"means foreground in a binary mask.", message(() -> raters(FOUND, FOUND, image(0, 1, 1), image(0, 3, 252))));
		assertEquals("Rater 1 uses label 252, but there are 2 classes (0 … 1). In a binary mask, say which value means " +
			"foreground.", message(() -> raters(OptionalInt.of(2), FOUND, image(0, 3, 252))));
	}

	@Test
	void manyClassesAreReadIfTheyAreAskedFor() {
		assertEquals(255, raters(OptionalInt.of(255), FOUND, image(0, 3, 254)).numClasses());
		assertEquals(List.of(0, 3, 254), labels(raters(OptionalInt.of(255), FOUND, image(0, 3, 254)), 0));
		assertEquals(32, raters(FOUND, FOUND, image(0, 3, 31)).numClasses());
	}

	@Test
	void refusesLabelsOutsideTheClassesAndNamesTheRater() {
		assertEquals("Rater 2 uses label 3, but there are 3 classes (0 … 2).", message(() -> raters(OptionalInt.of(3), FOUND,
			image(0, 2), image(0, 3))));
		assertEquals("The number of classes is 1 but must be between 2 (background is one) and 255.", message(() -> raters(
			OptionalInt.of(1), FOUND, image(0, 1))));
	}

	@Test
	void aCutOutIsReadFromItsOwnCorner() {
		final RandomAccessibleInterval<FloatType> whole = ArrayImgs.floats(TestMaps.flat(new double[] { 0, 1, 2, 3, 4, 5 }), 3,
			2);
		final HardRaters raters = raters(FOUND, FOUND, net.imglib2.view.Views.interval(whole, new long[] { 1, 0 }, new long[] {
			2, 1 }));
		assertEquals(List.of(1, 2, 4, 5), labels(raters, 0));
	}
}
