package sfumato.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.Map;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelMessages;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.text.WrongValue;

/** Metrics of label maps beside SciPy's and scikit-learn's ({@code src/test/python/segmentation_metrics.py}) and by hand. */
class LabelMetricsTest {

	private static final JsonObject GOLDEN = TestMaps.vectors("metrics/label_metrics.json");

	private static SegmentationMetric metric(final String text) {
		return Methods.of(SegmentationMetric.class).create(text);
	}

	private static ProbabilityMap volume(final int[][][] zyx, final int classes) {
		final int depth = zyx.length, height = zyx[0].length, width = zyx[0][0].length;
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(width, height, depth);
		int i = 0;
		for (final UnsignedByteType l : labels) {
			l.set(zyx[i / (width * height)][i / width % height][i % width]);
			i++;
		}
		return ProbabilityMap.oneHot(labels, LabelClass.defaults(classes));
	}

	private static Comparison golden() {
		return Comparison.of(volume(TestMaps.as(GOLDEN.get("prediction"), int[][][].class), 3), volume(TestMaps.as(GOLDEN.get(
			"reference"), int[][][].class), 3)).withPixelSize(TestMaps.as(GOLDEN.get("pixelSize"), double[].class), "mm");
	}

	@Test
	void matchesOtherProgramsOnAnisotropicVolumes() {
		final Comparison images = golden();
		for (final Map.Entry<String, JsonElement> ofClass : GOLDEN.getAsJsonObject("scores").entrySet())
			for (final Map.Entry<String, JsonElement> e : ofClass.getValue().getAsJsonObject().entrySet()) {
				final double expected = e.getValue().getAsDouble();
				assertEquals(expected, metric(e.getKey()).perClass(images)[Integer.parseInt(ofClass.getKey())], 1e-6 * Math.max(1,
					Math.abs(expected)), e.getKey() + " of class " + ofClass.getKey());
			}
		assertEquals(GOLDEN.get("kappa").getAsDouble(), metric("kappa").evaluate(images), 1e-12);
	}

	@Test
	void allDiceAndVolumeVariantsAgreeOnHardLabels() {
		final Comparison images = golden();
		for (final String soft : new String[] { "soft-dice", "soft-dice(variant: DML2)", "bdice" })
			assertArrayEquals(metric("dice").perClass(images), metric(soft).perClass(images), 1e-12, soft);
		assertArrayEquals(metric("volume-error").perClass(images), metric("volume-error(soft: true)").perClass(images), 1e-9);
	}

	@Test
	void softDiceMatchesCalculationByHandAndIsOneAtTheReferenceOnly() {
		// x = 0.5, 1, 0.2; y = 0.5, 0.6, 0.4: sum of minima 0.5 + 0.6 + 0.2 = 1.3, means (1.7 + 1.5)/2 = 1.6,
		// products 0.25 + 0.6 + 0.08 = 0.93, half the difference (0 + 0.4 + 0.2)/2 = 0.3
		final ProbabilityMap x = TestMaps.binary(0.5, 1, 0.2), y = TestMaps.binary(0.5, 0.6, 0.4);
		assertEquals(1.3 / 1.6, metric("soft-dice").evaluate(x, y), 1e-7);
		assertEquals(0.93 / 1.23, metric("soft-dice(variant: DML2)").evaluate(x, y), 1e-7);
		assertEquals(1, metric("soft-dice(variant: DML2)").evaluate(y, y));
		assertEquals(0.2, metric("volume-error(soft: true)").evaluate(x, y), 1e-6);
		assertEquals(0.2 / 1.5, metric("volume-error(soft: true, relative: true)").evaluate(x, y), 1e-6);
	}

	@Test
	void distancesHaveTheUnitOfTheImage() {
		// one pixel each, 3 pixels apart along X and 1 along Y: sqrt(1.5² + 2²) = 2.5
		final int[][][] a = { { { 1, 0, 0, 0 }, { 0, 0, 0, 0 } } }, b = { { { 0, 0, 0, 0 }, { 0, 0, 0, 1 } } };
		final Comparison images = Comparison.of(volume(a, 2), volume(b, 2)).withPixelSize(new double[] { 0.5, 2, 9 }, "mm");
		for (final String name : new String[] { "hausdorff", "hausdorff(percentile: 100)", "surface-distance" })
			assertEquals(2.5, metric(name).evaluate(images), 1e-6, name);
		assertEquals(0, metric("surface-dice(tolerance: 2.49)").evaluate(images));
		assertEquals(1, metric("surface-dice(tolerance: 2.5)").evaluate(images));
		assertEquals(0, metric("volume-error").evaluate(images));
		assertEquals(9, images.pixelVolume());
	}

	@Test
	void emptyMasksHaveScoresButNoDistances() {
		final ProbabilityMap empty = TestMaps.binary(0, 0, 0), one = TestMaps.binary(0, 1, 0), full = TestMaps.binary(1, 1, 1);
		for (final String name : new String[] { "surface-dice", "boundary-iou", "soft-dice", "volume-similarity" }) {
			assertEquals(1, metric(name).evaluate(empty, empty), name);
			assertEquals(0, metric(name).evaluate(empty, one), name);
			assertEquals(0, metric(name).evaluate(one, empty), name);
		}
		for (final String name : new String[] { "hausdorff", "surface-distance" }) {
			assertEquals(0, metric(name).evaluate(empty, empty), name);
			assertEquals(Double.NaN, metric(name).evaluate(empty, one), name);
			assertEquals(Double.NaN, metric(name).evaluate(one, empty), name);
		}
		assertEquals(Double.NaN, metric("sensitivity").evaluate(one, empty));
		assertEquals(Double.NaN, metric("precision").evaluate(empty, one));
		assertEquals(Double.NaN, metric("specificity").evaluate(one, full));
		assertEquals(Double.NaN, metric("volume-error(relative: true)").evaluate(one, empty));
		assertEquals(0, metric("volume-error(relative: true)").evaluate(empty, empty));
		assertEquals(1, metric("mcc").evaluate(empty, empty));
		assertEquals(-1, metric("mcc").evaluate(empty, full));
		assertEquals(0, metric("mcc").evaluate(empty, one));
		assertEquals(1, metric("kappa").evaluate(full, full));
	}

	@Test
	void ignoresPixelsOutsideTheRegion() {
		// the third pixel is wrong, and left out
		final Comparison all = Comparison.of(TestMaps.binary(0, 1, 1, 0, 0.9), TestMaps.binary(0, 1, 0, 0, 1));
		final Comparison some = all.within(ArrayImgs.unsignedBytes(new byte[] { 1, 1, 0, 7, 1 }, 5, 1));
		assertEquals(0.8, metric("dice").evaluate(all));
		for (final String name : new String[] { "dice", "jaccard", "accuracy", "sensitivity", "surface-dice", "mcc" })
			assertEquals(1, metric(name).evaluate(some), 1e-12, name);
		assertEquals(4, ConfusionMatrix.of(some).total());
		// (1 + 0.9) / (1.9/2 + 2/2)
		assertEquals(1.9 / 1.95, metric("soft-dice").evaluate(some), 1e-7);
		assertEquals(LabelMessages.emptyRegion(), assertThrows(IllegalArgumentException.class,
			() -> all.within(ArrayImgs.unsignedBytes(5, 1))).getMessage());
		assertEquals(LabelMessages.regionSize("4 x 1", "5 x 1"), assertThrows(
			IllegalArgumentException.class, () -> all.within(ArrayImgs.unsignedBytes(4, 1))).getMessage());
		assertEquals(WrongValue.message("The pixel size", 0.0, "greater than 0; correct it in Image>Properties"), assertThrows(
			IllegalArgumentException.class, () -> all.withPixelSize(new double[] { 1, 0, 1 }, "mm")).getMessage());
	}

	@Test
	void headingsNameTheVariantOfAMetric() {
		assertEquals("HD95", metric("hausdorff").column());
		assertEquals("HD", metric("hausdorff(percentile: 100)").column());
		assertEquals("RelativeSoftVolumeError", metric("volume-error(relative: true, soft: true)").column());
		assertEquals(1, metric("hausdorff").tableFactor());
		assertEquals(100, metric("surface-dice").tableFactor());
	}
}
