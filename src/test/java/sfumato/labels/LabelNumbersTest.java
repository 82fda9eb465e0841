package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import sfumato.text.WrongValue;

class LabelNumbersTest {

	/** Squares of 4 x 4 pixels that touch each other, 10 in a row, numbered from 1 on. */
	private static Img<FloatType> squares(final int planes, final int rows, final int times) {
		final Img<FloatType> image = planes == 1 ? ArrayImgs.floats(48, 4 + 4L * rows) : ArrayImgs.floats(48, 4 + 4L * rows, planes);
		final Cursor<FloatType> c = image.localizingCursor();
		while (c.hasNext()) {
			c.fwd();
			final int x = c.getIntPosition(0) / 4, y = c.getIntPosition(1) / 4;
			c.get().set(x < 10 && y < rows ? times * (1 + x + 10 * y) : 0);
		}
		return image;
	}

	@Test
	void countsObjectsWithDistinctNumbers() {
		assertEquals(OptionalInt.of(120), LabelNumbers.objects(squares(1, 12, 1)));
		assertEquals(OptionalInt.of(120), LabelNumbers.objects(squares(3, 12, 7)));
		assertEquals(OptionalInt.of(10), LabelNumbers.objects(squares(1, 1, 1_000)));
		final Img<FloatType> gap = squares(1, 12, 1);
		gap.getAt(1, 1).set(Float.NaN); // nobody has looked there
		assertEquals(OptionalInt.of(120), LabelNumbers.objects(gap));
	}

	@Test
	void joinsPartsThatMeetInLaterRows() {
		// each number is a U whose arms begin apart, 3 pixels wide, so that there are twice as many pieces as objects in the first row
		final Img<FloatType> image = ArrayImgs.floats(60, 5);
		for (int k = 0; k < 15; k++)
			for (int y = 0; y < 5; y++)
				for (int x = 0; x < 3; x++)
					image.getAt(4 * k + x, y).set(x == 1 && y < 4 ? 0 : k + 1);
		assertEquals(OptionalInt.of(15), LabelNumbers.objects(image));
		// cut off, the arms are two objects of each number
		for (int x = 0; x < 60; x++)
			image.getAt(x, 4).set(0);
		assertEquals(OptionalInt.empty(), LabelNumbers.objects(image));
	}

	@Test
	void doesNotTakeFewNumbersPicturesOrFractionsForInstances() {
		final Img<FloatType> few = squares(1, 1, 1);
		few.forEach(v -> v.set(v.get() > 7 ? 0 : v.get()));
		assertEquals(OptionalInt.empty(), LabelNumbers.objects(few));
		final Random random = new Random(1);
		final Img<FloatType> picture = ArrayImgs.floats(100, 100);
		picture.forEach(v -> v.set(random.nextInt(256)));
		assertEquals(OptionalInt.empty(), LabelNumbers.objects(picture));
		final Img<FloatType> fraction = squares(1, 12, 1);
		fraction.getAt(0, 0).set(0.5f);
		assertEquals(OptionalInt.empty(), LabelNumbers.objects(fraction));
		fraction.getAt(0, 0).set(-1);
		assertEquals(OptionalInt.empty(), LabelNumbers.objects(fraction));
	}

	private static String refused(final Img<FloatType> image) {
		return assertThrows(IllegalArgumentException.class, () -> HardRaters.of(List.of("eva"), List.of(image), OptionalInt.empty(),
			OptionalInt.empty())).getMessage();
	}

	@Test
	void messageNamesTheObjectsAndTheOption() {
		for (final int times : new int[] { 1, 2, 600 }) { // up to 120, 240, and more than 16 bits hold
			final String message = refused(squares(1, 12, times));
			assertSays(LabelMessages.instanceMap("Rater eva", 120), message);
			assertTrue(message.contains("numbers=instances") && message.length() < 500, message);
		}
		// 8 bits full of objects, the last of which has the number of a mask's foreground
		final Img<FloatType> full = squares(1, 26, 1);
		full.forEach(v -> v.set(v.get() > 255 ? 0 : v.get()));
		assertSays(LabelMessages.instanceMap("Rater eva", 255), refused(full));
	}

	@Test
	void readsInstancesAsOneClass() {
		final MissingLabels missing = new MissingLabels(7, false);
		final HardRaters raters = HardRaters.of(List.of("eva"), List.of(LabelNumbers.INSTANCES.apply(squares(1, 12, 1), missing)), OptionalInt
			.empty(), OptionalInt.empty(), missing);
		assertEquals(2, raters.numClasses());
		int one = 0, unlabelled = 0;
		for (final UnsignedByteType v : raters.labels(0)) {
			if (v.get() == 1) one++;
			if (v.get() == HardRaters.UNLABELED) unlabelled++;
		}
		assertEquals(119 * 16, one);
		assertEquals(16, unlabelled);
	}

	@Test
	void refusesFractionsAndUnknownChoices() {
		final Img<FloatType> image = squares(1, 2, 1);
		image.getAt(3, 0).set(0.25f);
		final String message = assertThrows(IllegalArgumentException.class, () -> HardRaters.of(List.of("eva"), List.of(LabelNumbers.INSTANCES
			.apply(image, MissingLabels.NONE)), OptionalInt.empty(), OptionalInt.empty())).getMessage();
		assertTrue(message.contains("0.25 at (3, 0)"), message);
		assertEquals(WrongValue.message("numbers", "objects", "one of classes, instances"),
			assertThrows(IllegalArgumentException.class,
			() -> LabelNumbers.of("objects")).getMessage());
	}
}
