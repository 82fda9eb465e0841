package sfumato.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

/** Surfaces by area beside DeepMind's surface-distance 0.1 ({@code src/test/python/surface_dice.py}) and by hand. */
class SurfaceElementsTest {

	private static final JsonObject GOLDEN = TestMaps.vectors("metrics/surface_dice.json");

	private static SegmentationMetric metric(final String text) {
		return Methods.of(SegmentationMetric.class).create(text);
	}

	/** [z][y][x], or [y][x]. */
	private static ProbabilityMap mask(final JsonElement array) {
		final boolean flat = !array.getAsJsonArray().get(0).getAsJsonArray().get(0).isJsonArray();
		final int[][][] zyx = flat ? new int[][][] { TestMaps.as(array, int[][].class) } : TestMaps.as(array, int[][][].class);
		final int height = zyx[0].length, width = zyx[0][0].length;
		final Img<UnsignedByteType> mask = flat ? ArrayImgs.unsignedBytes(width, height) : ArrayImgs.unsignedBytes(width, height,
			zyx.length);
		int i = 0;
		for (final UnsignedByteType v : mask) {
			v.set(zyx[i / (width * height)][i / width % height][i % width]);
			i++;
		}
		return ProbabilityMap.oneHot(mask, LabelClass.defaults(2));
	}

	private static Comparison images(final JsonObject golden) {
		return Comparison.of(mask(golden.get("prediction")), mask(golden.get("reference"))).withPixelSize(TestMaps.as(golden.get(
			"spacing"), double[].class), "mm");
	}

	@Test
	void surfaceDiceByAreaMatchesSurfaceDistance() {
		for (final JsonElement e : GOLDEN.getAsJsonArray("cases")) {
			final JsonObject golden = e.getAsJsonObject();
			final Comparison images = images(golden);
			final SurfaceElements elements = SurfaceElements.of(images, 1);
			final String about = golden.get("about").getAsString();
			assertArrayEquals(TestMaps.as(golden.get("area"), double[].class), new double[] { Arrays.stream(elements.real()).sum(), Arrays
				.stream(elements.predicted()).sum() }, 1e-9 * elements.real().length, about);
			for (final Map.Entry<String, JsonElement> d : golden.getAsJsonObject("dice").entrySet())
				assertEquals(d.getValue().getAsDouble(), metric("surface-dice(weight: AREA, tolerance: " + d.getKey() + ")").evaluate(
					images), 1e-12, about + " within " + d.getKey());
		}
	}

	@Test
	void areaOfEveryNeighbourhoodMatchesSurfaceDistance() {
		for (final Map.Entry<String, JsonElement> e : GOLDEN.getAsJsonObject("areas").entrySet()) {
			final double[] zyx = Arrays.stream(e.getKey().split(" ")).mapToDouble(Double::parseDouble).toArray();
			final double[] areas = SurfaceElements.areas(new double[] { zyx[2], zyx[1], zyx[0] });
			final double[] expected = TestMaps.as(e.getValue(), double[].class);
			for (int code = 0; code < 256; code++)
				// its first pixel is the highest bit
				assertEquals(expected[Integer.reverse(code) >>> 24], areas[code], 1e-9, "neighbourhood " + code);
		}
	}

	@Test
	void cubeHasTheAreaOfItsFacesWithCutEdges() {
		// 3 x 3 x 3 voxels of 1 x 2 x 3: per axis two sides of 2 x 2 steps between middles; twelve edges of two steps each, of which
		// the surface cuts a bevel; eight corners with a triangle
		final int[][][] zyx = new int[5][5][5];
		for (int z = 1; z < 4; z++)
			for (int y = 1; y < 4; y++)
				Arrays.fill(zyx[z][y], 1, 4, 1);
		final Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(5, 5, 5);
		int i = 0;
		for (final UnsignedByteType v : mask) {
			v.set(zyx[i / 25][i / 5 % 5][i % 5]);
			i++;
		}
		final ProbabilityMap map = ProbabilityMap.oneHot(mask, LabelClass.defaults(2));
		final double x = 1, y = 2, z = 3;
		final double sides = 2 * 4 * (x * y + y * z + z * x);
		final double edges = 4 * 2 * (x * Math.hypot(y, z) / 2 + y * Math.hypot(x, z) / 2 + z * Math.hypot(x, y) / 2);
		// half the cross product of (−x/2, y/2, 0) and (−x/2, 0, z/2)
		final double corners = 8 * Math.sqrt(y * z * (y * z) + x * z * (x * z) + x * y * (x * y)) / 8;
		final SurfaceElements elements = SurfaceElements.of(Comparison.of(map, map).withPixelSize(new double[] { x, y, z }, "mm"), 1);
		assertEquals(sides + edges + corners, Arrays.stream(elements.real()).sum(), 1e-9);
	}

	@Test
	void pixelsAndAreasDifferForAnisotropicVoxels() {
		JsonObject slab = null;
		for (final JsonElement e : GOLDEN.getAsJsonArray("cases"))
			if (e.getAsJsonObject().get("about").getAsString().equals("slab")) slab = e.getAsJsonObject();
		final Comparison images = images(slab);
		final double pixels = metric("surface-dice(tolerance: 0.4)").evaluate(images), area = metric(
			"surface-dice(tolerance: 0.4, weight: AREA)").evaluate(images);
		assertTrue(Math.abs(pixels - area) > 0.05, pixels + " " + area);
		assertEquals("NSD", metric("surface-dice").column());
		assertEquals("NSD_area", metric("surface-dice(weight: AREA)").column());
	}

	@Test
	void emptyMasksHaveTheSameSurfaceDiceByAreaAndPixels() {
		final ProbabilityMap empty = TestMaps.binary(0, 0, 0), one = TestMaps.binary(0, 1, 0);
		assertEquals(1, metric("surface-dice(weight: AREA)").evaluate(empty, empty));
		assertEquals(0, metric("surface-dice(weight: AREA)").evaluate(empty, one));
		assertEquals(0, metric("surface-dice(weight: AREA)").evaluate(one, empty));
		assertEquals(1, metric("surface-dice(weight: AREA)").evaluate(one, one));
	}

	@Test
	void volumesOfOnePlaneAreFlat() {
		final Img<UnsignedByteType> flat = ArrayImgs.unsignedBytes(new byte[] { 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0 }, 3, 4), plane = ArrayImgs
			.unsignedBytes(new byte[] { 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0 }, 3, 4, 1);
		final ProbabilityMap a = ProbabilityMap.oneHot(flat, LabelClass.defaults(2)), b = ProbabilityMap.oneHot(plane, LabelClass
			.defaults(2));
		// two by two pixels at the border of the image: four sides of one step and four halves of a diagonal
		assertEquals(4 + 4 * Math.sqrt(0.5), Arrays.stream(SurfaceElements.of(Comparison.of(a, a), 1).real()).sum(), 1e-12);
		assertEquals(4 + 4 * Math.sqrt(0.5), Arrays.stream(SurfaceElements.of(Comparison.of(b, b), 1).real()).sum(), 1e-12);
	}
}
