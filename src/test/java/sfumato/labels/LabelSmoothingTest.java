package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import net.imglib2.img.array.ArrayImgs;

import sfumato.methods.Methods;
import sfumato.text.WrongValue;

class LabelSmoothingTest {

	private static final JsonObject VECTORS = TestMaps.vectors("labels/smoothing.json");

	private static LabelSmoothing smoothing(final String text) {
		return Methods.of(LabelSmoothing.class).create(text);
	}

	/** One-hot labels (class, Y, X); where a label is C the pixel is ignored and all classes are 0. */
	private static float[] oneHot(final int[][] labels, final int classes) {
		final int n = labels.length * labels[0].length;
		final float[] target = new float[n * classes];
		for (int i = 0; i < n; i++) {
			final int label = labels[i / labels[0].length][i % labels[0].length];
			if (label < classes) target[label * n + i] = 1;
		}
		return target;
	}

	private static float[] mask(final int[][] labels, final int ignored) {
		final int[] flat = Arrays.stream(labels).flatMapToInt(Arrays::stream).toArray();
		final float[] mask = new float[flat.length];
		for (int i = 0; i < flat.length; i++)
			mask[i] = flat[i] == ignored ? 0 : 1;
		return mask;
	}

	private static int[] labels(final int[][] labels, final int ignored) {
		return Arrays.stream(labels).flatMapToInt(Arrays::stream).map(l -> l == ignored ? -1 : l).toArray();
	}

	private static int[] ints(final boolean[] values) {
		final int[] ints = new int[values.length];
		for (int i = 0; i < ints.length; i++)
			ints[i] = values[i] ? 1 : 0;
		return ints;
	}

	@Test
	void boundarySmoothingMatchesTheReferenceBesideIgnoredPixels() {
		final JsonObject v = VECTORS.getAsJsonObject("boundary_ls");
		final int[][] labels = TestMaps.as(v.get("label"), int[][].class);
		final float[] target = oneHot(labels, 2);
		smoothing("boundary").apply(target, mask(labels, 2), 2, 6, 6);
		final float[] background = TestMaps.flat(TestMaps.as(v.get("soft_background"), double[][].class));
		final float[] foreground = TestMaps.flat(TestMaps.as(v.get("soft_foreground"), double[][].class));
		assertArrayEquals(background, Arrays.copyOf(target, 36), 1e-7f);
		assertArrayEquals(foreground, Arrays.copyOfRange(target, 36, 72), 1e-7f);
		assertArrayEquals(labels(TestMaps.as(v.get("boundary"), int[][].class), -1), ints(LabelBoundary.of(labels(labels, 2),
			6, 6, 3)));
	}

	@Test
	void widerWindowMatchesTheReferenceBoundary() {
		final int[][] labels = TestMaps.as(VECTORS.getAsJsonObject("boundary_ls").get("label"), int[][].class);
		final int[][] expected = TestMaps.as(VECTORS.get("boundary_k5"), int[][].class);
		assertArrayEquals(labels(expected, -1), ints(LabelBoundary.of(labels(labels, 2), 6, 6, 5)));
	}

	@Test
	void boundarySmoothingMatchesTheReferenceForThreeClasses() {
		final JsonObject v = VECTORS.getAsJsonObject("boundary_ls_c3");
		final int[][] labels = TestMaps.as(v.get("label"), int[][].class);
		final float[] target = oneHot(labels, 3);
		smoothing("boundary(epsilon: 0.3)").apply(target, mask(labels, 3), 3, 4, 4);
		final double[][][] soft = TestMaps.as(v.get("soft"), double[][][].class);
		assertArrayEquals(TestMaps.flat(Arrays.stream(soft).flatMap(Arrays::stream).toArray(double[][]::new)), target, 1e-7f);
	}

	@Test
	void everywhereSmoothsEveryLabelledPixel() {
		// 1 − 0.3 + 0.3/3 = 0.8 for the own class, 0.1 for the two others; the third pixel does not count
		final float[] target = { 1, 0, 5, 0, 1, 6, 0, 0, 7 };
		smoothing("everywhere(epsilon: 0.3)").apply(target, new float[] { 1, 1, 0 }, 3, 3, 1);
		assertArrayEquals(new float[] { 0.8f, 0.1f, 5, 0.1f, 0.8f, 6, 0.1f, 0.1f, 7 }, target, 1e-7f);
	}

	@Test
	void noneReturnsTheMapItself() {
		final ProbabilityMap map = TestMaps.binary(0, 1, 0);
		assertSame(map, smoothing("none").apply(map));
		assertTrue(smoothing("none").isHard());
		assertFalse(smoothing("boundary").isHard());
	}

	@Test
	void smoothingGivesDistributionsAndKeepsItsInput() {
		final ProbabilityMap hard = TestMaps.binary(0, 0, 1, 1, 1);
		final ProbabilityMap soft = smoothing("boundary").apply(hard);
		ProbabilityMap.checked(soft.image(), soft.classes());
		assertArrayEquals(new float[] { 1, 0.75f, 0.25f, 0, 0, 0, 0.25f, 0.75f, 1, 1 }, TestMaps.values(soft), 0);
		assertArrayEquals(new float[] { 1, 1, 0, 0, 0, 0, 0, 1, 1, 1 }, TestMaps.values(hard), 0);
	}

	@Test
	void smoothsPlanesOfVolumesIndependently() {
		// the second plane is another class throughout: no boundary, since networks see planes
		final float[] values = { 1, 1, 0, 0, 0, 0, 1, 1 };
		final ProbabilityMap volume = ProbabilityMap.of(ArrayImgs.floats(values, 2, 1, 2, 2), LabelClass.defaults(2));
		assertArrayEquals(values, TestMaps.values(smoothing("boundary").apply(volume)), 0);
	}

	@Test
	void boundaryMatchesAnExhaustiveSearch() {
		final SplittableRandom random = new SplittableRandom(1);
		for (int trial = 0; trial < 50; trial++) {
			final int w = 1 + random.nextInt(12), h = 1 + random.nextInt(12), k = 3 + 2 * random.nextInt(3);
			final int[] labels = random.ints((long) w * h, 0, 40).map(v -> v == 0 ? -1 : v < 37 ? 0 : v - 36).toArray();
			final boolean[] boundary = LabelBoundary.of(labels, w, h, k);
			for (int y = 0; y < h; y++)
				for (int x = 0; x < w; x++)
					assertEquals(isBoundary(labels, w, h, k / 2, x, y), boundary[y * w + x]);
		}
	}

	private static boolean isBoundary(final int[] labels, final int w, final int h, final int r, final int x, final int y) {
		boolean other = false;
		for (int v = Math.max(0, y - r); v <= Math.min(h - 1, y + r); v++)
			for (int u = Math.max(0, x - r); u <= Math.min(w - 1, x + r); u++) {
				if (labels[v * w + u] < 0) return false;
				other |= labels[v * w + u] != labels[y * w + x];
			}
		return other;
	}

	@Test
	void refusesSoftLabels() {
		final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> smoothing("everywhere").apply(
			TestMaps.binary(0, 0.6)));
		assertTrue(e.getMessage().startsWith("Class 0 at (1, 0) has probability 0.4"), e.getMessage());
		final float[] nothing = { 0, 0 };
		final IllegalArgumentException n = assertThrows(IllegalArgumentException.class, () -> smoothing("boundary").apply(
			nothing, null, 2, 1, 1));
		assertEquals(LabelMessages.noClassAt(0, 0), n.getMessage());
	}

	@Test
	void refusesArraysOfOtherLength() {
		assertEquals(LabelMessages.labelsLength(7, 2, 2, 2, 8), assertThrows(
			IllegalArgumentException.class, () -> smoothing("boundary").apply(new float[7], null, 2, 2, 2)).getMessage());
		assertEquals(LabelMessages.maskLength(3, 2, 2), assertThrows(IllegalArgumentException.class,
			() -> smoothing("everywhere").apply(new float[8], new float[3], 2, 2, 2)).getMessage());
	}

	@Test
	void refusesOptionsOutOfRange() {
		assertEquals(WrongValue.message("boundary: width", 4, "an odd number of pixels, at least 3"), assertThrows(
			IllegalArgumentException.class, () -> smoothing("boundary(width: 4)")).getMessage());
		assertEquals(WrongValue.message("everywhere: epsilon", 1.5, "between 0 (hard) and 1 (all classes alike)"), assertThrows(
			IllegalArgumentException.class, () -> smoothing("everywhere(epsilon: 1.5)")).getMessage());
	}
}
