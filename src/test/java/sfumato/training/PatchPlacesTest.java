package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;

import sfumato.data.sampling.Patch;
import sfumato.data.sampling.Sample;
import sfumato.data.sampling.Sampler;

/** Foreground oversampling. */
class PatchPlacesTest {

	private static final int SIDE = 100;

	/** Images, of which the first shows class 1 at some pixels, the second class 2 and so on; one without objects if there are none. */
	private static TrainingData data(final int classes, final int[]... pixels) {
		return TrainingCases.data(IntStream.range(0, Math.max(1, pixels.length)).mapToObj(i -> {
			final byte[] labels = new byte[SIDE * SIDE];
			if (i < pixels.length) for (final int p : pixels[i])
				labels[p] = (byte) (i + 1);
			return TrainingCases.of("c" + i, ArrayImgs.floats(SIDE, SIDE, 1), classes, List.of(ArrayImgs.unsignedBytes(labels, SIDE, SIDE)));
		}).toList(), "average", "none");
	}

	private static List<PatchPlaces.Place> places(final TrainingData data, final double share, final int n) {
		final PatchPlaces places = new PatchPlaces(data, share, 3);
		return IntStream.range(0, n).mapToObj(i -> places.place(Seeds.Purpose.PATCH, i / data.size(), i % data.size(), i % data.size(), i))
			.toList();
	}

	@Test
	void placesTheAskedShareOnObjects() {
		final TrainingData data = data(2, new int[] { 5050 });
		final long placed = places(data, 0.3, 10000).stream().filter(p -> p.pixel().isPresent()).count();
		assertEquals(3000, placed, 4 * Math.sqrt(10000 * 0.3 * 0.7)); // four standard deviations
		assertEquals(0, places(data, 0, 100).stream().filter(p -> p.pixel().isPresent()).count());
		assertEquals(100, places(data, 1, 100).stream().filter(p -> p.pixel().isPresent()).count());
	}

	/** One class has a hundred times the pixels of the other, on another image. */
	@Test
	void drawsClassesAlikeHoweverManyPixelsTheyHave() {
		final int[] large = IntStream.range(0, 1000).toArray();
		final TrainingData data = data(3, large, new int[] { 9000, 9001 });
		final List<PatchPlaces.Place> places = places(data, 1, 4000);
		final long small = places.stream().filter(p -> p.pixel().getAsInt() >= 9000).count();
		assertEquals(2000, small, 4 * Math.sqrt(4000 * 0.25));
		assertTrue(places.stream().allMatch(p -> p.sample().shows(p.pixel().getAsInt() >= 9000 ? 2 : 1, p.pixel().getAsInt())));
	}

	/** What no image shows cannot be placed; what is empty keeps its random place. */
	@Test
	void ignoresClassesThatNoImageShows() {
		final TrainingData data = data(3, new int[] { 7 });
		assertTrue(places(data, 1, 50).stream().allMatch(p -> p.pixel().equals(OptionalInt.of(7))));
		assertTrue(places(data(2), 1, 50).stream().allMatch(p -> p.pixel().isEmpty()));
	}

	/** The rater has named class 1 everywhere, and left all but one pixel out. */
	@Test
	void placesNoPatchOnUnlabelledPixels() {
		final byte[] labels = new byte[SIDE * SIDE];
		Arrays.fill(labels, (byte) 255);
		labels[4711] = 1;
		final TrainingData data = TrainingCases.data(List.of(TrainingCases.of("c", ArrayImgs.floats(SIDE, SIDE, 1), 2, List.of(ArrayImgs
			.unsignedBytes(labels, SIDE, SIDE)), 255)), "average", "none");
		assertTrue(places(data, 1, 50).stream().allMatch(p -> p.pixel().equals(OptionalInt.of(4711))));
		final ShownClasses shown = new ShownClasses(2);
		shown.add(1, new Patch(new float[2], new float[] { 0, 1, 1, 0 }, new float[] { 0, 1 }, 1, 2, 2, 1));
		assertArrayEquals(new int[] { 1, 1, 0 }, shown.of(1));
	}

	@Test
	void leavesRandomPatchesAsTheyAre() {
		final TrainingData data = data(2, new int[] { 5050 }, new int[0]);
		final List<PatchPlaces.Place> some = places(data, 0.5, 40), none = places(data, 0, 40);
		for (int i = 0; i < 40; i++)
			if (some.get(i).pixel().isEmpty()) {
				assertEquals(none.get(i).plane(), some.get(i).plane());
				assertEquals(none.get(i).seed(), some.get(i).seed());
			}
	}

	/** At every scale, flipped or not, also at the edge of the image. */
	@Test
	void showsTheChosenPixel() {
		final Sampler sampler = new Sampler("scale(low: 0.5, high: 2) + flip(axis: x) + flip(axis: y)", 32, 32, 0);
		for (final int pixel : new int[] { 0, 99, 9900, 9999, 5050, 3702 }) {
			final Sample sample = square(pixel % SIDE, pixel / SIDE);
			for (int seed = 0; seed < 200; seed++) {
				final Patch patch = sampler.draw(sample, new SplittableRandom(seed), OptionalInt.of(pixel));
				float most = 0;
				for (int i = 0; i < 32 * 32; i++)
					most = Math.max(most, patch.target()[32 * 32 + i]);
				assertTrue(most > 0.5, "pixel " + pixel + ", seed " + seed + ": " + most);
			}
		}
	}

	/** An object of 5 x 5 pixels. */
	private static Sample square(final int x, final int y) {
		final float[] target = new float[2 * SIDE * SIDE];
		for (int i = 0; i < SIDE * SIDE; i++)
			target[i + (Math.abs(i % SIDE - x) <= 2 && Math.abs(i / SIDE - y) <= 2 ? SIDE * SIDE : 0)] = 1;
		return new Sample(new float[SIDE * SIDE], target, false, 1, 2, SIDE, SIDE);
	}
}
