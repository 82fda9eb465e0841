package sfumato.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import org.junit.jupiter.api.Test;

import sfumato.agreement.RaterCurve.Against;
import sfumato.agreement.RaterCurve.Point;
import sfumato.data.Dataset;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.labels.HardRaters;
import sfumato.progress.Progress;
import sfumato.text.WrongValue;

class RaterCurveTest {

	private static HardRaters raters(final int[]... maps) {
		final List<Img<UnsignedByteType>> images = Arrays.stream(maps).<Img<UnsignedByteType>> map(m -> {
			final byte[] bytes = new byte[m.length];
			for (int i = 0; i < bytes.length; i++)
				bytes[i] = (byte) m[i];
			return ArrayImgs.unsignedBytes(bytes, m.length, 1);
		}).toList();
		return HardRaters.of(java.util.stream.IntStream.range(0, maps.length).mapToObj(i -> "" + i).toList(), images, OptionalInt
			.of(2), OptionalInt.empty());
	}

	private static List<Point> curve(final Against against, final HardRaters raters) {
		return new RaterCurve(new Average(), against, 100, 0).of(raters, Progress.none());
	}

	@Test
	void matchesCountsByHandForTwoRaters() {
		// p = 1 1 0 0 and q = 0 1 1 0; their average is 0.5 1 0.5 0, whose most probable class is background at 0.5
		final HardRaters two = raters(new int[] { 1, 1, 0, 0 }, new int[] { 0, 1, 1, 0 });
		final List<Point> all = curve(Against.ALL, two);
		assertEquals(2, all.size());
		assertEquals(2.0 / 3, all.get(0).dice(), 1e-12);
		assertEquals(0, all.get(0).spread(), 1e-12);
		// |p - q| = 0.5 + 0 + 0.5 and p + q = 1.5 + 2 + 0.5
		assertEquals(1 / 4.0, all.get(0).softError(), 1e-12);
		assertEquals(new Point(2, 1, 1, 0, 1, 0), all.get(1));
		final List<Point> rest = curve(Against.HELD_OUT, two);
		assertEquals(1, rest.size());
		assertEquals(0.5, rest.get(0).dice(), 1e-12);
		assertEquals(0.5, rest.get(0).softError(), 1e-12);
	}

	@Test
	void equalRatersAgreeAtEveryNumberOfRaters() {
		final int[] m = { 0, 1, 1, 0, 1 };
		for (final Against against : Against.values())
			for (final Point p : curve(against, raters(m, m, m, m)))
				assertEquals(new Point(p.raters(), 1, 1, 0, 1, 0), p);
	}

	@Test
	void agreementRisesWithTheNumberOfRaters() throws IOException {
		final Dataset dataset = Dataset.open(Path.of("test-images", "phantoms"));
		for (final Against against : Against.values()) {
			final List<Point> points = new RaterCurve(new Average(), against, 5, 1).of(dataset, dataset.cases("1-3"), Progress
				.none());
			assertEquals(against == Against.ALL ? 5 : 3, points.size());
			assertTrue(points.get(0).softError() > points.get(1).softError());
			// an even number of raters has ties, which become background
			assertTrue(points.get(0).dice() < points.get(2).dice());
			assertEquals(3, points.get(0).cases());
			assertEquals(points, new RaterCurve(new Average(), against, 5, 1).of(dataset, dataset.cases("1-3"), Progress.none()));
		}
	}

	@Test
	void computesBinarizedDiceOfHardFusions() {
		final HardRaters three = raters(new int[] { 1, 1, 0, 0 }, new int[] { 0, 1, 1, 0 }, new int[] { 1, 1, 1, 0 });
		final List<Point> points = new RaterCurve(new Majority(), Against.ALL, 9, 0).of(three, Progress.none());
		assertEquals(points.get(0).dice(), points.get(0).bdice(), 1e-12);
		// 4/5, 4/5, 1 and two of three in the majority: 1 1 1 0
		assertEquals((0.8 + 0.8 + 1) / 3, points.get(0).dice(), 1e-12);
		assertEquals(Math.sqrt(2 * 0.2 * 0.2 / 9), points.get(0).spread(), 1e-12);
	}

	@Test
	void enumeratesOrUniformlyDrawsSubsets() {
		assertEquals(List.of("[0, 1]", "[0, 2]", "[1, 2]"), Subsets.draw(3, 2, 3, new Random(0)).stream().map(Arrays::toString)
			.toList());
		assertEquals(1, Subsets.draw(60, 60, 1, new Random(0)).size());
		final Map<String, Integer> counts = new HashMap<>();
		for (final int[] set : Subsets.draw(40, 30, 50, new Random(0)))
			assertEquals(30, Arrays.stream(set).distinct().filter(i -> i >= 0 && i < 40).count());
		final Random random = new Random(2);
		for (int i = 0; i < 6000; i++)
			counts.merge(Arrays.toString(Subsets.draw(4, 2, 1, random).get(0)), 1, Integer::sum);
		assertEquals(6, counts.size());
		counts.values().forEach(n -> assertEquals(1000, n, 120));
		assertArrayEquals(new int[] { 0 }, Subsets.draw(1, 1, 5, random).get(0));
	}

	@Test
	void refusesNumbersOutOfRange() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> curve(Against.ALL, raters(new int[] { 1 }))).getMessage()
			.startsWith("The image has one rater"));
		assertEquals(WrongValue.message("The number of draws", 0, "between 1 and 100000"),
			assertThrows(IllegalArgumentException.class,
			() -> new RaterCurve(new Average(), Against.ALL, 0, 0)).getMessage());
	}
}
