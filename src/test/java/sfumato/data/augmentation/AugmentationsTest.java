package sfumato.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.data.sampling.Patch;
import sfumato.data.sampling.Sample;
import sfumato.data.sampling.Sampler;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Augmentations by hand calculation, and what holds for all of them. */
class AugmentationsTest {

	private static final int SIDE = 8;

	/** Grey values 0, 1, 2, … and a target of three classes that follows them. */
	private static Sample sample(final boolean hard) {
		final int n = SIDE * SIDE;
		final float[] image = new float[n], target = new float[3 * n];
		for (int i = 0; i < n; i++) {
			image[i] = i;
			if (hard) target[i % 3 * n + i] = 1;
			else {
				target[i] = 0.5f;
				target[n + i] = (i % 5) / 10f;
				target[2 * n + i] = 0.5f - target[n + i];
			}
		}
		return new Sample(image, target, hard, 1, 3, SIDE, SIDE);
	}

	private static Patch draw(final String augmentation, final Sample sample, final long seed) {
		return new Sampler(augmentation, SIDE, SIDE, -9).draw(sample, new SplittableRandom(seed));
	}

	/** A quarter turn of a square moves pixels onto pixels: a probability of 1 with the angles ±90° only is not to be had, so the geometry. */
	@Test
	void rotatesAboutTheMiddleOfThePatch() {
		final PatchGeometry geometry = new PatchGeometry(4, 4);
		geometry.rotate(Math.PI / 2);
		final double[] to = new double[2];
		geometry.source(0, 0, to);
		assertArrayEquals(new double[] { 0, 3 }, to, 1e-12); // the left upper corner shows the left lower one: clockwise
		geometry.source(3, 0, to);
		assertArrayEquals(new double[] { 0, 0 }, to, 1e-12);
		geometry.source(1, 2, to);
		assertArrayEquals(new double[] { 2, 2 }, to, 1e-12);
	}

	/** Angles are uniform: a third of them is below a third of the largest. */
	@Test
	void drawsAnglesUniformly() {
		int small = 0;
		final double[] to = new double[2];
		for (int seed = 0; seed < 3000; seed++) {
			final PatchGeometry geometry = Augmentations.parse("rotate(degrees: 30)").geometry(3, 3, new PatchRandom(new SplittableRandom(seed)));
			geometry.source(2, 1, to); // one pixel right of the middle
			final double degrees = Math.toDegrees(Math.atan2(1 - to[1], to[0] - 1));
			assertTrue(Math.abs(degrees) <= 30 + 1e-9, degrees + "°");
			if (Math.abs(degrees) < 10) small++;
		}
		assertEquals(1000, small, 4 * Math.sqrt(3000 * 2 / 9.0));
	}

	/** At a point of the grid the spline is (1, 4, 1) / 6 of three points, so that a displacement has a quarter of the variance of theirs. */
	@Test
	void displacesByTheAskedDistances() {
		double sum = 0;
		final int n = 4000;
		final double[] to = new double[2];
		for (int seed = 0; seed < n; seed++) {
			final PatchGeometry geometry = Augmentations.parse("elastic(deviation: 3, spacing: 8, probability: 1)").geometry(33, 33,
				new PatchRandom(new SplittableRandom(seed)));
			geometry.source(16, 16, to);
			sum += (to[0] - 16) * (to[0] - 16) + (to[1] - 16) * (to[1] - 16);
		}
		assertEquals(9 * 0.25, sum / (2 * n), 0.15);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rotate(degrees: 40)", "elastic(deviation: 2, spacing: 4, probability: 1)",
		"scale(low: 0.7, high: 1.6) + flip(axis: x) + flip(axis: y) + rotate + elastic(deviation: 1, spacing: 4, probability: 1)" })
	void keepsTargetsProbabilities(final String augmentation) {
		for (int seed = 0; seed < 50; seed++)
			for (final boolean hard : new boolean[] { false, true }) {
				final Patch p = draw(augmentation, sample(hard), seed);
				final int n = SIDE * SIDE;
				for (int i = 0; i < n; i++) {
					assertEquals(1, p.target()[i] + p.target()[n + i] + p.target()[2 * n + i], 1e-6);
					if (hard) assertEquals(1, Math.max(p.target()[i], Math.max(p.target()[n + i], p.target()[2 * n + i])));
					if (p.mask()[i] == 0) assertEquals(-9, p.image()[i]);
				}
			}
	}

	/** Where the image is a plane, interpolation is exact: image and target move together. */
	@Test
	void movesImageAndTargetAlike() {
		final int n = SIDE * SIDE;
		final float[] image = new float[n], target = new float[2 * n];
		for (int i = 0; i < n; i++) {
			image[i] = (i % SIDE + 2 * (i / SIDE)) / 32f;
			target[n + i] = image[i];
			target[i] = 1 - image[i];
		}
		for (int seed = 0; seed < 30; seed++) {
			final Patch p = draw("scale(low: 0.8, high: 1.5) + rotate(degrees: 25) + elastic(deviation: 1, spacing: 4, probability: 1)",
				new Sample(image, target, false, 1, 2, SIDE, SIDE), seed);
			for (int i = 0; i < n; i++)
				if (p.mask()[i] == 1) assertEquals(p.image()[i], p.target()[n + i], 1e-6);
		}
	}

	/** What is listed after scale and flips changes neither. */
	@Test
	void keepsScaleAndPlaceWhenAnotherIsAdded() {
		for (int seed = 0; seed < 20; seed++)
			assertArrayEquals(draw("scale + flip(axis: x)", sample(false), seed).image(), draw(
				"scale + flip(axis: x) + noise(probability: 0)", sample(false), seed).image());
	}

	@Test
	void showsAChosenPixelHoweverRotated() {
		final int side = 64;
		final float[] target = new float[2 * side * side];
		Arrays.fill(target, 0, side * side, 1);
		for (final int pixel : new int[] { 20 * side + 40, 32 * side + 32, 60 * side + 3 }) {
			final float[] marked = target.clone();
			for (int d = -1; d <= 1; d++)
				for (int e = -1; e <= 1; e++) {
					marked[pixel + d * side + e] = 0;
					marked[side * side + pixel + d * side + e] = 1;
				}
			final Sample sample = new Sample(new float[side * side], marked, false, 1, 2, side, side);
			int shown = 0;
			for (int seed = 0; seed < 100; seed++) {
				final Patch p = new Sampler("rotate(degrees: 180)", 16, 16, 0).draw(sample, new SplittableRandom(seed), OptionalInt.of(pixel));
				if (IntStream.range(0, 256).anyMatch(i -> p.target()[256 + i] > 0.5)) shown++;
			}
			assertTrue(shown >= (pixel == 60 * side + 3 ? 60 : 100), "pixel " + pixel + " was shown " + shown + " times"); // at a corner it may turn out of view
		}
	}

	private static float[] changed(final String augmentation, final float... values) {
		final float[] result = values.clone();
		Augmentations.parse(augmentation).change(new PatchPixels(result, null, 1, values.length, 1), new PatchRandom(new SplittableRandom(1)));
		return result;
	}

	@Test
	void changesGreyValuesByTheFormulas() {
		assertArrayEquals(new float[] { 0, 2, -4 }, changed("brightness(low: 2, high: 2, probability: 1)", 0, 1, -2), 1e-6f);
		// mean 2; twice the distance from it, clipped to 0 … 5
		assertArrayEquals(new float[] { 0, 0, 2, 5 }, changed("contrast(low: 2, high: 2, probability: 1)", 0, 1, 2, 5), 1e-6f);
		// from 1 … 5 to 0 … 1, squared, and back
		assertArrayEquals(new float[] { 1, 1.25f, 2, 5 }, changed("gamma(low: 2, high: 2, probability: 1)", 1, 2, 3, 5), 1e-6f);
		assertArrayEquals(new float[] { 3, 3, 3 }, changed("gamma(probability: 1)", 3, 3, 3));
		assertArrayEquals(new float[] { 1, 2 }, changed("brightness(probability: 0)", 1, 2));
	}

	/** A single bright pixel becomes the Gaussian itself, and a constant stays. */
	@Test
	void blursByAGaussian() {
		final float[] line = new float[41];
		line[20] = 1;
		final float[] blurred = changed("blur(low: 1.5, high: 1.5, probability: 1)", line);
		for (int i = 15; i <= 25; i++)
			assertEquals(Math.exp(-0.5 * (i - 20) * (i - 20) / 2.25) / (1.5 * Math.sqrt(2 * Math.PI)), blurred[i], 1e-4);
		assertArrayEquals(new float[] { 2, 2, 2, 2 }, changed("blur(probability: 1)", 2, 2, 2, 2), 1e-6f);
	}

	/** The share is uniform up to 0.5, so that the variance is a third of 0.25 of that of the values, on average over patches. */
	@Test
	void addsNoiseInProportion() {
		final float[] values = new float[1000];
		for (int i = 0; i < values.length; i++)
			values[i] = i % 2 * 20; // deviation 10
		double sum = 0;
		final int n = 300;
		for (int seed = 0; seed < n; seed++) {
			final float[] noisy = values.clone();
			Augmentations.parse("noise(deviation: 0.5, probability: 1)").change(new PatchPixels(noisy, null, 1, 1000, 1), new PatchRandom(
				new SplittableRandom(seed)));
			for (int i = 0; i < noisy.length; i++)
				sum += (noisy[i] - values[i]) * (noisy[i] - values[i]) / noisy.length;
		}
		assertEquals(100 * 0.25 / 3, sum / n, 1.2);
	}

	@Test
	void padsWithTheValueOfThePadding() {
		final Patch p = new Sampler("brightness(low: 3, high: 3, probability: 1) + noise(probability: 1) + blur(probability: 1)", 16, 16, 0.25f)
			.draw(sample(false), new SplittableRandom(3));
		assertEquals(0.25f, p.image()[0]);
		assertEquals(0, p.mask()[0]);
	}

	@Test
	void completesItsText() {
		assertEquals("none", Augmentations.complete(" None "));
		assertEquals("scale(low: 0.5, high: 2) + flip(axis: X)", Augmentations.complete("scale+flip"));
		assertTrue(Augmentations.parse("none").containsOwnScale());
		assertTrue(Augmentations.parse("scale").containsOwnScale());
		assertFalse(Augmentations.parse("scale(low: 1.1, high: 2)").containsOwnScale());
	}

	private static String refused(final String text) {
		return assertThrows(UserException.class, () -> Augmentations.complete(text)).getMessage();
	}

	@Test
	void refusesWeightsRepetitionsAndImpossibleValues() {
		assertEquals(AugmentationMessages.weight(0.5, "rotate"), refused("0.5*rotate"));
		assertEquals(AugmentationMessages.twice("flip(axis: X)"), refused("flip + flip(axis: x)"));
		assertEquals("rotate: " + WrongValue.message("degrees", 0.0, "greater than 0 and at most 180"), refused("rotate(degrees: 0)"));
		assertEquals("scale: " + AugmentationMessages.range("low", 2, "high", 1, "within 0.05 to 20"), refused("scale(low: 2, high: 1)"));
		assertEquals("noise: " + WrongValue.message("probability", 1.5, "between 0 and 1"), refused("noise(probability: 1.5)"));
	}
}
