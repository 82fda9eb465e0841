package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

class ProbabilityMapTest {

	private static final List<LabelClass> TWO = LabelClass.defaults(2);

	private static String message(final org.junit.jupiter.api.function.Executable wrong) {
		return assertThrows(IllegalArgumentException.class, wrong).getMessage();
	}

	/** Two pixels side by side: background 0 and 1, foreground 0 and 1. */
	private static RandomAccessibleInterval<FloatType> image(final float... values) {
		return ArrayImgs.floats(values, values.length / 2, 1, 2);
	}

	@Test
	void acceptsProbabilities() {
		ProbabilityMap.checked(image(0, 1, 0.25f, 1, 0, 0.75f), TWO);
		// 32-bit sums of thirds are not exactly 1
		ProbabilityMap.checked(ArrayImgs.floats(new float[] { 1 / 3f, 1 / 3f, 1 / 3f }, 1, 1, 3), LabelClass.defaults(3));
	}

	@Test
	void refusesProbabilitiesThatDoNotSumToOne() {
		assertEquals(LabelMessages.sum("(1, 0)", 1.7f), message(
			() -> ProbabilityMap.checked(image(1, 0.9f, 0, 0.8f), TWO)));
		assertEquals(LabelMessages.noProbability(1, "(0, 0)", 255.0f), message(() ->
			ProbabilityMap.checked(image(0, 0, 255, 255), TWO)));
		assertEquals(LabelMessages.noProbability(0, "(1, 0)", -3.5f), message(() ->
			ProbabilityMap.checked(image(1, -3.5f, 0, 4.5f), TWO)));
		assertEquals(LabelMessages.noProbability(1, "(1, 0)", Float.NaN), message(() -> ProbabilityMap
			.checked(image(1, 1, 0, Float.NaN), TWO)));
		assertEquals(LabelMessages.partlyNaN("(1, 0)", 1, 2), message(
			() -> ProbabilityMap.checked(image(1, Float.NaN, 0, 1), TWO)));
		assertEquals(LabelMessages.noProbability(1, "(0, 0)", Float.POSITIVE_INFINITY),
			message(() -> ProbabilityMap.checked(image(0, 0, Float.POSITIVE_INFINITY, 1), TWO)));
	}

	@Test
	void unlabelledPixelsAreNaN() {
		final ProbabilityMap map = ProbabilityMap.checked(image(1, Float.NaN, 0, Float.NaN), TWO);
		assertEquals(0, map.labelled().orElseThrow().getAt(1, 0).get());
		assertEquals(1, map.labelled().orElseThrow().getAt(0, 0).get());
		assertTrue(map.isHard());
		assertTrue(map.isAnyLabelled());
		assertFalse(ProbabilityMap.unlabelled(new long[] { 2, 2 }, TWO).isAnyLabelled());
		assertEquals(LabelMessages.predictionIsNaN("prediction", "(1, 0)"), message(
			() -> map.requireComplete("prediction")));
	}

	@Test
	void refusesImagesWithoutClasses() {
		assertEquals(LabelMessages.mapAxes(2), message(() -> ProbabilityMap
			.of(ArrayImgs.floats(3, 3), TWO)));
		assertEquals(LabelMessages.lastAxis(5, 2), message(() -> ProbabilityMap.of(
			ArrayImgs.floats(3, 3, 5), TWO)));
		assertEquals(LabelMessages.oneClass(1), message(
			() -> ProbabilityMap.of(ArrayImgs.floats(3, 3, 1), TWO.subList(0, 1))));
	}

	@Test
	void labelsSurviveOneHotEncoding() {
		final int[][] labels = { { 0, 1, 2 }, { 2, 1, 0 } };
		final ProbabilityMap map = TestMaps.hard(3, labels);
		assertArrayEquals(new float[] { 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0 }, TestMaps.values(map), 0);
		assertEquals(bytes(TestMaps.image(labels)), bytes(map.argMax()));
	}

	@Test
	void refusesLabelsOutsideTheClasses() {
		assertEquals(LabelMessages.classTooLarge(255, 2, 1), message(
			() -> TestMaps.hard(2, new int[][] { { 0, 255 } })));
	}

	@Test
	void mostProbableClassIsTheLowestOfATie() {
		assertEquals(List.of(0, 1, 0), bytes(TestMaps.binary(0.5, 0.51, 0.49).argMax()));
		assertEquals(List.of(1), bytes(TestMaps.map(new double[][][] { { { 0.2 } }, { { 0.4 } }, { { 0.4 } } }).argMax()));
	}

	private static List<Integer> bytes(final Iterable<UnsignedByteType> image) {
		final List<Integer> labels = new ArrayList<>();
		image.forEach(t -> labels.add(t.get()));
		return labels;
	}

	@Test
	void planesOfVolumesAreMaps() {
		final ProbabilityMap volume = TestMaps.randomMap(1, 3, 4, 5, 6);
		assertEquals(6, volume.numPlanes());
		assertEquals(120, volume.numPixels());
		final ProbabilityMap plane = volume.plane(2);
		assertArrayEquals(new long[] { 4, 5 }, plane.spatialDimensions());
		assertEquals(volume.image().getAt(3, 4, 2, 1).get(), plane.image().getAt(3, 4, 1).get());
		assertSame(plane, plane.plane(0));
		assertEquals(1, plane.numPlanes());
	}

	@Test
	void movesCropsToTheOrigin() {
		final ProbabilityMap cut = ProbabilityMap.of(Views.interval(TestMaps.randomMap(1, 2, 9, 9).image(), new long[] { 3, 4,
			0 }, new long[] { 5, 8, 1 }), TWO);
		assertArrayEquals(new long[3], cut.image().minAsLongArray());
		assertArrayEquals(new long[] { 3, 5 }, cut.spatialDimensions());
	}

	@Test
	void defaultClassesHaveNamesAndDistinctColours() {
		assertEquals("[background, foreground]", LabelClass.defaults(2).stream().map(LabelClass::name).toList().toString());
		assertEquals("[background, class 1, class 2]", LabelClass.defaults(3).stream().map(LabelClass::name).toList()
			.toString());
		assertEquals(40, LabelClass.defaults(40).stream().map(LabelClass::rgb).distinct().count());
		assertEquals(LabelMessages.tooFewClasses(1), message(
			() -> LabelClass.defaults(1)));
	}
}
