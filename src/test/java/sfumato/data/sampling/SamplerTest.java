package sfumato.data.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.Normalization;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;

class SamplerTest {

	private static final String NONE = Augmentations.NONE;

	/** Image value 1 + x + 10 y; target class 1 where x is odd. */
	private static Sample sample(final int w, final int h, final boolean hard) {
		final float[] image = new float[w * h], target = new float[2 * w * h];
		for (int i = 0; i < w * h; i++) {
			image[i] = 1 + i % w + 10 * (i / w);
			target[w * h + i] = i % w % 2;
			target[i] = 1 - target[w * h + i];
		}
		return new Sample(image, target, hard, 1, 2, w, h);
	}

	@Test
	void copiesImagesAndTargetsChannelByChannel() {
		final ProbabilityMap map = ProbabilityMap.of(ArrayImgs.floats(new float[] { .1f, .2f, .9f, .8f }, 2, 1, 2), LabelClass
			.defaults(2));
		final Sample s = Sample.of(ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6 }, 2, 1, 3), map, false);
		assertArrayEquals(new float[] { 1, 2, 3, 4, 5, 6 }, s.image());
		assertArrayEquals(new float[] { .1f, .2f, .9f, .8f }, s.target());
		assertEquals(3, s.channels());
		assertEquals(2, s.classes());
		final String message = assertThrows(IllegalArgumentException.class, () -> Sample.of(ArrayImgs.floats(3, 1, 1), map,
			false)).getMessage();
		assertTrue(message.contains("3 x 1 x 1") && message.contains("2 x 1 x 2"), message);
		assertThrows(IllegalArgumentException.class, () -> new Sample(new float[3], new float[4], false, 1, 2, 2, 1));
	}

	@Test
	void returnsTheImageUnchangedWithoutAugmentation() {
		final Sample s = sample(5, 4, false);
		final Patch p = new Sampler(NONE, 5, 4, -1).draw(s, new Random(3));
		assertArrayEquals(s.image(), p.image());
		assertArrayEquals(s.target(), p.target());
		final Patch c = new Sampler(Augmentations.STANDARD, 5, 4, -1).center(s);
		assertArrayEquals(s.image(), c.image());
	}

	@Test
	void padsBothSidesWithTheSmallerHalfLeftAndAbove() {
		final Patch p = new Sampler(NONE, 5, 3, -7).draw(sample(2, 2, true), new Random(3));
		assertArrayEquals(new float[] { -7, 1, 2, -7, -7, -7, 11, 12, -7, -7, -7, -7, -7, -7, -7 }, p.image());
		assertArrayEquals(new float[] { 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0 }, p.mask());
		assertArrayEquals(new float[] { 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1 }, Arrays.copyOf(p.target(), 15));
		assertArrayEquals(new float[] { 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 }, Arrays.copyOfRange(p.target(), 15,
			30));
	}

	@Test
	void flipsImageAndTargetTogetherInHalfOfTheDraws() {
		final Sample s = sample(2, 2, true);
		final Sampler sampler = new Sampler("scale(low: 1, high: 1) + flip(axis: x) + flip(axis: y)", 2, 2, 0);
		final Random random = new Random(5);
		int x = 0, y = 0;
		for (int i = 0; i < 2000; i++) {
			final Patch p = sampler.draw(s, random);
			final boolean flipX = p.image()[0] > p.image()[1], flipY = p.image()[0] > p.image()[2];
			final float a = 1 + (flipX ? 1 : 0) + (flipY ? 10 : 0), dx = flipX ? -1 : 1, dy = flipY ? -10 : 10;
			assertArrayEquals(new float[] { a, a + dx, a + dy, a + dx + dy }, p.image());
			assertArrayEquals(flipX ? new float[] { 0, 1, 0, 1, 1, 0, 1, 0 } : new float[] { 1, 0, 1, 0, 0, 1, 0, 1 }, p
				.target());
			x += flipX ? 1 : 0;
			y += flipY ? 1 : 0;
		}
		assertEquals(1000, x, 100);
		assertEquals(1000, y, 100);
		for (int i = 0; i < 100; i++)
			assertEquals(1, new Sampler(NONE, 2, 2, 0).draw(s, random).image()[0]);
	}

	@Test
	void placesPatchesUniformlyAtAllOffsets() {
		final Sample s = sample(6, 3, true);
		final Sampler sampler = new Sampler(NONE, 4, 2, 0);
		final Random random = new Random(7);
		final int[] counts = new int[100];
		for (int i = 0; i < 6000; i++)
			counts[(int) sampler.draw(s, random).image()[0]]++;
		for (final int corner : new int[] { 1, 2, 3, 11, 12, 13 })
			assertEquals(1000, counts[corner], 120, "corner " + corner);
		assertEquals(6000, Arrays.stream(counts).sum());
	}

	@Test
	void keepsSoftTargetsDistributionsAndHardOnesOneHot() {
		final Random random = new Random(11);
		final int w = 9, h = 7, n = w * h;
		final float[] soft = new float[3 * n], hard = new float[3 * n];
		for (int i = 0; i < n; i++) {
			final float a = random.nextFloat(), b = random.nextFloat() * (1 - a);
			soft[i] = a;
			soft[n + i] = b;
			soft[2 * n + i] = 1 - a - b;
			hard[random.nextInt(3) * n + i] = 1;
		}
		final Sampler sampler = new Sampler("scale(low: 0.3, high: 3) + flip(axis: x) + flip(axis: y)", 8, 8, 0);
		for (int k = 0; k < 200; k++) {
			final Patch p = sampler.draw(new Sample(new float[2 * n], soft, false, 2, 3, w, h), random);
			final Patch q = sampler.draw(new Sample(new float[2 * n], hard, true, 2, 3, w, h), random);
			for (int i = 0; i < 64; i++) {
				assertEquals(1, p.target()[i] + p.target()[64 + i] + p.target()[128 + i], 1e-6f);
				assertEquals(1, q.target()[i] + q.target()[64 + i] + q.target()[128 + i]);
				for (int c = 0; c < 3; c++) {
					assertTrue(p.target()[64 * c + i] >= 0);
					assertTrue(q.target()[64 * c + i] == 0 || q.target()[64 * c + i] == 1);
				}
			}
		}
	}

	@Test
	void interpolatesSoftTargetsAsTheImage() {
		final float[] foreground = { .2f, .7f, 1, 0 };
		final float[] target = { .8f, .3f, 0, 1, .2f, .7f, 1, 0 };
		final Patch p = new Sampler("scale(low: 1.7, high: 1.7)", 3, 3, 0).draw(new Sample(foreground, target,
			false, 1, 2, 2, 2), new Random(1));
		assertArrayEquals(p.image(), Arrays.copyOfRange(p.target(), 9, 18), 1e-6f);
	}

	@Test
	void dependsOnTheSeedOnly() {
		final Sample s = sample(40, 30, false);
		final Sampler sampler = new Sampler(Augmentations.STANDARD, 16, 16, 0);
		final Set<Integer> seen = new HashSet<>();
		for (long seed = 0; seed < 20; seed++) {
			final Patch p = sampler.draw(s, new Random(seed));
			assertArrayEquals(p.image(), sampler.draw(s, new Random(seed)).image());
			seen.add(Arrays.hashCode(p.image()));
		}
		assertEquals(20, seen.size());
	}

	@Test
	void centreCropsLargerImages() {
		final Patch p = new Sampler(Augmentations.STANDARD, 2, 2, 0).center(sample(6, 4, true));
		assertEquals(1 + 2 + 10, p.image()[0]);
	}

	@Test
	void refusesSettingsOutOfRange() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sampler("scale(low: 2, high: 1)", 8, 8, 0)).getMessage().contains(
			"2.0"));
		assertThrows(IllegalArgumentException.class, () -> new Sampler("scale(low: 0, high: 1)", 8, 8, 0));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sampler(NONE, 0, 8, 0)).getMessage().contains(
			"0 x 8"));
		assertEquals("scale(low: 0.5, high: 2) + flip(axis: x)", Augmentations.STANDARD);
	}

	private static Sample labelledInPart(final boolean hard, final long seed, final long under) {
		final Random where = new Random(seed), what = new Random(seed + 1), hidden = new Random(under);
		final int w = 13, h = 11;
		final float[] image = new float[w * h], target = new float[3 * w * h];
		final boolean[] labelled = new boolean[w * h];
		for (int i = 0; i < w * h; i++) {
			image[i] = what.nextFloat();
			labelled[i] = where.nextInt(3) > 0;
			final Random random = labelled[i] ? what : hidden;
			final int label = random.nextInt(3);
			final float sure = hard ? 1 : random.nextFloat();
			for (int k = 0; k < 3; k++)
				target[k * w * h + i] = (k == label ? sure : 0) + (1 - sure) / 3;
		}
		return new Sample(image, target, hard, labelled, 1, 3, w, h);
	}

	@Test
	void ignoresLabelsOfUnlabelledPixels() {
		for (final boolean hard : new boolean[] { true, false })
			for (int seed = 0; seed < 40; seed++) {
				final Sampler sampler = new Sampler("scale(low: 0.4, high: 2.5) + flip(axis: x) + flip(axis: y)", 9, 8, 0);
				final Patch a = sampler.draw(labelledInPart(hard, seed, 1), new Random(seed)), b = sampler.draw(labelledInPart(hard,
					seed, 2), new Random(seed));
				assertArrayEquals(a.target(), b.target());
				assertArrayEquals(a.mask(), b.mask());
				for (int i = 0; i < 72; i++) {
					assertEquals(1, a.target()[i] + a.target()[72 + i] + a.target()[144 + i], 1e-5);
					if (a.mask()[i] == 0) assertEquals(1, a.target()[i]);
				}
			}
	}

	@Test
	void interpolatesLabelsOverLabelledPixelsOnly() {
		final float[] foreground = { 0.2f, 0.6f, 1, 0.4f }, target = new float[8];
		for (int i = 0; i < 4; i++) {
			target[i] = 1 - foreground[i];
			target[4 + i] = foreground[i];
		}
		final Sampler halved = new Sampler("scale(low: 0.5, high: 0.5)", 1, 1, 0);
		final Patch three = halved.draw(new Sample(new float[4], target, false, new boolean[] { true, true, false, true }, 1, 2, 2,
			2), new Random(0));
		assertEquals((0.2 + 0.6 + 0.4) / 3, three.target()[1], 1e-6);
		assertEquals(1, three.mask()[0]);
		final Patch two = halved.draw(new Sample(new float[4], target, false, new boolean[] { false, true, false, true }, 1, 2, 2,
			2), new Random(0));
		assertEquals((0.6 + 0.4) / 2, two.target()[1], 1e-6);
		assertEquals(1, two.mask()[0]);
		final Patch one = halved.draw(new Sample(new float[4], target, false, new boolean[] { false, true, false, false }, 1, 2, 2,
			2), new Random(0));
		assertArrayEquals(new float[] { 1, 0 }, one.target());
		assertEquals(0, one.mask()[0]);
	}

	@Test
	void treatsAFullMaskLikeNoMask() {
		final Sample s = sample(9, 7, false);
		final boolean[] all = new boolean[63];
		Arrays.fill(all, true);
		final Sample said = new Sample(s.image(), s.target(), false, all, 1, 2, 9, 7);
		final Sampler sampler = new Sampler(Augmentations.STANDARD, 8, 8, 0);
		for (int seed = 0; seed < 20; seed++) {
			assertArrayEquals(sampler.draw(s, new Random(seed)).target(), sampler.draw(said, new Random(seed)).target());
			assertArrayEquals(sampler.draw(s, new Random(seed)).mask(), sampler.draw(said, new Random(seed)).mask());
		}
	}

	@Test
	void clipsAfterResizingLikeTheReference() {
		// halved, pairs are averaged: 1000, 90, 40; of the window -60 ... 140 these are beyond 1, 0.5 and 0
		final float[] raw = { -1000, 3000, 40, 140, -60, 140 };
		final GreyMapping window = Methods.of(Normalization.class).create("window").mapping(ArrayImgs.floats(raw.clone(), 6, 1, 1));
		final float[] target = { 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 };
		final Sample sample = new Sample(raw, target, true, 1, 2, 6, 1).withMapping(window);
		final Patch p = new Sampler("scale(low: 0.5, high: 0.5)", 5, 1, -1).draw(sample, new Random(1));
		assertArrayEquals(new float[] { -1, 1, 0.5f, 0, -1 }, p.image(), 1e-6f);
		assertArrayEquals(new float[] { 0, 1, 1, 1, 0 }, p.mask());
		// the maximum is 3000: 1000 and the negative mean of -1000 and 100
		final float[] bright = { 3000, -1000, -1000, 100 };
		final GreyMapping maximum = Methods.of(Normalization.class).create("maximum").mapping(ArrayImgs.floats(bright.clone(), 4, 1,
			1));
		assertArrayEquals(new float[] { 2 / 3f - 1, -1 }, new Sampler("scale(low: 0.5, high: 0.5)", 2, 1, -1).draw(
			new Sample(bright, new float[] { 1, 1, 1, 1, 0, 0, 0, 0 }, true, 1, 2, 4, 1).withMapping(maximum), new Random(1)).image(),
			1e-6f);
	}

	@Test
	void normalizesAfterResizing() {
		final Random random = new Random(5);
		final float[] raw = new float[2 * 9 * 7], target = new float[2 * 9 * 7];
		for (int i = 0; i < raw.length; i++) {
			raw[i] = 400 * random.nextFloat() - 150;
			target[i] = i < 63 ? 1 : 0;
		}
		final Sample sample = new Sample(raw, target, true, 2, 2, 9, 7);
		for (final String name : Methods.of(Normalization.class).names())
			for (final double factor : new double[] { 0.6, 1, 1.9 }) {
				final GreyMapping mapping = Methods.of(Normalization.class).create(name).mapping(ArrayImgs.floats(raw.clone(), 9, 7, 2));
				final Sampler sampler = new Sampler("scale(low: " + factor + ", high: " + factor + ") + flip(axis: x) + flip(axis: y)", 4, 4, -1);
				final float[] resized = sampler.draw(sample, new Random(2)).image();
				mapping.apply(resized);
				assertArrayEquals(resized, sampler.draw(sample.withMapping(mapping), new Random(2)).image(), 0, name);
			}
	}
}
