package sfumato.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import net.imglib2.img.array.ArrayImgs;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.text.WrongValue;

class CalibrationBandsTest {

	/** An image that promises foreground with 0.8 everywhere. */
	private static Comparison image(final int size, final java.util.function.BiPredicate<Integer, Integer> foreground) {
		final int n = size * size;
		final float[] p = new float[2 * n], r = new float[2 * n];
		for (int i = 0; i < n; i++) {
			p[i] = 0.2f;
			p[n + i] = 0.8f;
			r[foreground.test(i % size, i / size) ? n + i : i] = 1;
		}
		return Comparison.of(map(p, size), map(r, size));
	}

	private static ProbabilityMap map(final float[] values, final int size) {
		return ProbabilityMap.of(ArrayImgs.floats(values, size, size, 2), LabelClass.defaults(2));
	}

	private static CalibrationBands tiles(final Comparison image) {
		return CalibrationBands.ofTiles(image, new ExpectedCalibrationError(), 1000, 7);
	}

	@Test
	void diagramsOfTilesSumToTheDiagramOfTheImage() {
		final Random random = new Random(3);
		final Comparison image = image(37, (x, y) -> random.nextInt(3) > 0);
		final ReliabilityDiagram whole = ReliabilityDiagram.of(image, 10);
		final CalibrationBands bands = tiles(image);
		assertEquals(whole.expectedError(), bands.diagram().expectedError(), 0);
		assertEquals(whole.total(), bands.diagram().total());
		assertEquals("tiles of 5 x 5 pixels", bands.units());
	}

	@Test
	void bandOfIndependentPixelsIsTheIntervalOfAProportion() {
		final Random random = new Random(5);
		final CalibrationBands bands = tiles(image(160, (x, y) -> random.nextDouble() < 0.7));
		// 1.96 · sqrt(0.7 · 0.3 / 25600)
		assertEquals(2 * 0.0056, bands.high(8) - bands.low(8), 0.003);
		assertTrue(bands.low(8) < 0.7 && bands.high(8) > 0.69);
		assertTrue(bands.errorLow() < 0.1 && bands.errorHigh() > 0.09, bands.errorLow() + " " + bands.errorHigh());
	}

	@Test
	void correlatedErrorsWidenTheBand() {
		final Random random = new Random(5);
		final boolean[] blocks = new boolean[64];
		for (int i = 0; i < blocks.length; i++)
			blocks[i] = random.nextDouble() < 0.7;
		final CalibrationBands bands = tiles(image(160, (x, y) -> blocks[x / 20 + 8 * (y / 20)]));
		// 64 decisions and not 25600: 1.96 · sqrt(0.7 · 0.3 / 64) to either side
		assertEquals(2 * 0.112, bands.high(8) - bands.low(8), 0.05);
	}

	@Test
	void resamplesWholeImages() {
		final List<ReliabilityDiagram> images = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			final boolean right = i < 8;
			images.add(ReliabilityDiagram.of(image(10, (x, y) -> right), 10));
		}
		final CalibrationBands bands = CalibrationBands.ofImages(images, 1000, 1);
		assertEquals(0.8, bands.diagram().accuracy(8), 1e-12);
		assertEquals(0.5, bands.low(8), 0.1 + 1e-9);
		assertEquals(1, bands.high(8), 1e-9);
		// drawing adds an error of about 0.1 to none at all, which the bounds are moved back by
		assertEquals(0, bands.errorLow(), 1e-7);
		assertTrue(Double.isNaN(bands.low(0)), "a bin without pixels has no band");
	}

	@Test
	void equalSeedsGiveEqualBands() {
		final Random random = new Random(9);
		final Comparison image = image(40, (x, y) -> random.nextDouble() < 0.7);
		assertEquals(tiles(image).low(8), tiles(image).low(8), 0);
		assertTrue(tiles(image).low(8) != CalibrationBands.ofTiles(image, new ExpectedCalibrationError(), 1000, 8).low(8));
		assertEquals(WrongValue.message("resamples", 0, "between 1 and 1000000"), assertThrows(IllegalArgumentException.class,
			() -> CalibrationBands.ofTiles(image, new ExpectedCalibrationError(), 0, 8)).getMessage());
	}
}
