package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.data.LoadedCase;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.sampling.Batch;
import sfumato.data.sampling.Sampler;
import sfumato.labels.LabelSmoothing;
import sfumato.methods.Methods;

/** Which planes and targets come in which batch. */
class BatchLoaderTest {

	private static final int SIDE = 8;

	/** A case that is grey all over, with raters 1 … n, of whom rater r says 1 everywhere where {@code says[r]}. */
	private static LoadedCase flat(final int grey, final boolean... says) {
		final Img<FloatType> image = ArrayImgs.floats(SIDE, SIDE, 1);
		image.forEach(v -> v.set(grey));
		final List<Img<UnsignedByteType>> labels = new ArrayList<>();
		for (final boolean foreground : says) {
			final Img<UnsignedByteType> l = ArrayImgs.unsignedBytes(SIDE, SIDE);
			l.forEach(v -> v.set(foreground ? 1 : 0));
			labels.add(l);
		}
		return TrainingCases.of("case" + grey, image, 2, labels);
	}

	private static BatchLoader loader(final TrainingData data, final int size, final int patch, final String smoothing,
		final String augmentation, final long seed, final Executor executor)
	{
		return new BatchLoader(data, new Sampler(augmentation, patch, patch, 0), Methods.of(LabelSmoothing.class).create(
			smoothing), size, patch, seed, executor);
	}

	private static float[] values(final FloatBuffer buffer) {
		final float[] values = new float[buffer.remaining()];
		buffer.get(values);
		return values;
	}

	private static List<Integer> greys(final Batch batch) {
		final List<Integer> greys = new ArrayList<>();
		for (int i = 0; i < batch.size(); i++)
			greys.add((int) batch.images().get(i * batch.width() * batch.height()));
		return greys;
	}

	@Test
	void visitsEveryPlaneOncePerEpochInAnotherOrder() {
		final List<LoadedCase> cases = new ArrayList<>();
		for (int i = 1; i <= 12; i++)
			cases.add(flat(i, true));
		final BatchLoader loader = loader(TrainingCases.data(cases, "average", "none"), 3, SIDE, "none", Augmentations.NONE, 1,
			Runnable::run);
		assertEquals(4, loader.batchesPerEpoch());
		final Set<List<Integer>> orders = new HashSet<>();
		for (int epoch = 0; epoch < 5; epoch++) {
			final List<Integer> order = new ArrayList<>();
			for (int k = 0; k < 4; k++)
				order.addAll(greys(loader.next()));
			orders.add(order);
			assertEquals(java.util.stream.IntStream.rangeClosed(1, 12).boxed().toList(), order.stream().sorted().toList());
		}
		assertEquals(5, orders.size());
	}

	@Test
	void dropsTheLastIncompleteBatch() {
		final List<LoadedCase> cases = List.of(flat(1, true), flat(2, true), flat(3, true), flat(4, true), flat(5, true));
		assertEquals(2, loader(TrainingCases.data(cases, "average", "none"), 2, SIDE, "none", Augmentations.NONE, 1,
			Runnable::run).batchesPerEpoch());
	}

	@Test
	void equalSeedsGiveEqualBatchesOnAnyThread() {
		final TrainingData data = TrainingCases.data(TrainingCases.phantoms(5, 3, 48, 0), "random-rater");
		final ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			final BatchLoader a = loader(data, 2, 32, "boundary", Augmentations.STANDARD, 7, Runnable::run);
			final BatchLoader b = loader(data, 2, 32, "boundary", Augmentations.STANDARD, 7, executor);
			final BatchLoader c = loader(data, 2, 32, "boundary", Augmentations.STANDARD, 8, Runnable::run);
			boolean differs = false;
			for (int k = 0; k < 6; k++) {
				final Batch x = a.next(), y = b.next(), z = c.next();
				assertTrue(Arrays.equals(values(x.images()), values(y.images())), "images of batch " + k);
				assertTrue(Arrays.equals(values(x.targets()), values(y.targets())), "targets of batch " + k);
				assertTrue(Arrays.equals(values(x.masks()), values(y.masks())), "masks of batch " + k);
				differs |= !Arrays.equals(values(x.images()), values(z.images()));
			}
			assertTrue(differs);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.6 })
	void resumedTrainingGetsTheSameBatches(final double oversample) {
		final TrainingData data = TrainingCases.data(TrainingCases.phantoms(7, 3, 48, 0), "random-rater");
		final BatchLoader whole = new BatchLoader(data, new Sampler(Augmentations.STANDARD, 32, 32, 0), Methods.of(
			LabelSmoothing.class).create("none"), 2, 32, oversample, 7, Runnable::run, 3, 0);
		assertEquals(3, whole.batchesPerEpoch());
		final List<float[]> images = new ArrayList<>();
		for (int k = 0; k < 8; k++)
			images.add(values(whole.next().images()));
		final BatchLoader rest = new BatchLoader(data, new Sampler(Augmentations.STANDARD, 32, 32, 0), Methods.of(
			LabelSmoothing.class).create("none"), 2, 32, oversample, 7, Runnable::run, 3, 5);
		for (int k = 5; k < 8; k++)
			assertTrue(Arrays.equals(images.get(k), values(rest.next().images())), "batch " + k);
		final Set<String> epoch = new HashSet<>();
		for (int k = 0; k < 3; k++) {
			assertEquals(2, whole.names(k).size());
			epoch.addAll(whole.names(k));
		}
		if (oversample == 0) assertEquals(6, epoch.size());
	}

	@Test
	void batchIsUnchangedWhileTheNextIsLoaded() {
		final BatchLoader loader = loader(TrainingCases.data(TrainingCases.phantoms(4, 1, 32, 0), "average"), 2, 32, "none",
			Augmentations.STANDARD, 0, Runnable::run);
		final Batch first = loader.next();
		final float[] before = values(first.images());
		// the loader, on this thread, has filled the second already when the first came back
		assertTrue(Arrays.equals(before, values(first.images())));
		final Batch second = loader.next();
		assertTrue(first != second && !Arrays.equals(before, values(second.images())));
	}

	@Test
	void drawsARandomRaterPerPlaneAndEpoch() {
		final List<LoadedCase> cases = List.of(flat(1, true, false), flat(2, true, false));
		final TrainingData data = TrainingCases.data(cases, "random-rater", "none");
		final int[][] foreground = new int[2][1];
		final Set<String> patterns = new HashSet<>();
		for (int epoch = 0; epoch < 200; epoch++) {
			final StringBuilder pattern = new StringBuilder();
			for (int i = 0; i < 2; i++) {
				final float[] target = data.sample(i, epoch, 3).target();
				final float first = target[SIDE * SIDE];
				for (int p = 0; p < SIDE * SIDE; p++)
					assertEquals(first, target[SIDE * SIDE + p], "one rater for the whole plane");
				foreground[i][0] += (int) first;
				pattern.append((int) first);
				assertTrue(Arrays.equals(target, data.sample(i, epoch, 3).target()), "the same when asked again");
			}
			patterns.add(pattern.toString());
		}
		for (final int[] n : foreground)
			assertEquals(100, n[0], 30, "draws of the rater who says foreground");
		assertEquals(Set.of("00", "01", "10", "11"), patterns);
	}

	@Test
	void otherFusionsAreEqualInEveryEpoch() {
		final TrainingData data = TrainingCases.data(List.of(flat(1, true, false, true)), "average", "none");
		for (int epoch = 0; epoch < 3; epoch++)
			assertEquals(2.0 / 3, data.sample(0, epoch, 0).target()[SIDE * SIDE], 1e-6);
	}

	@Test
	void hardTargetsStayOneHotUnderAugmentation() {
		for (final String fusion : new String[] { "majority", "random-rater" }) {
			final BatchLoader loader = loader(TrainingCases.data(TrainingCases.phantoms(4, 3, 40, 2), fusion), 4, 64, "none",
				"scale(low: 0.5, high: 2) + flip(axis: x) + flip(axis: y)", 0, Runnable::run);
			boolean foreground = false;
			for (int k = 0; k < 8; k++)
				for (final float t : values(loader.next().targets())) {
					assertTrue(t == 0 || t == 1, fusion + ": " + t);
					foreground |= t == 1;
				}
			assertTrue(foreground);
		}
	}

	@Test
	void softTargetsSumToOne() {
		final BatchLoader loader = loader(TrainingCases.data(TrainingCases.phantoms(4, 3, 40, 2), "average"), 4, 64, "none",
			"scale(low: 0.5, high: 2) + flip(axis: x) + flip(axis: y)", 0, Runnable::run);
		final int n = 64 * 64;
		int soft = 0;
		for (int k = 0; k < 4; k++) {
			final float[] t = values(loader.next().targets());
			for (int i = 0; i < 4; i++)
				for (int p = 0; p < n; p++) {
					assertEquals(1, t[2 * i * n + p] + t[(2 * i + 1) * n + p], 1e-6);
					if (t[2 * i * n + p] > 0.01 && t[2 * i * n + p] < 0.99) soft++;
				}
		}
		assertTrue(soft > 1000);
	}

	@Test
	void smoothsBoundariesInPatchesButNotPadding() {
		final Img<FloatType> image = ArrayImgs.floats(SIDE, SIDE, 1);
		final Img<UnsignedByteType> label = ArrayImgs.unsignedBytes(SIDE, SIDE);
		for (int y = 0; y < SIDE; y++)
			for (int x = 4; x < SIDE; x++)
				label.getAt(x, y).set(1);
		final LoadedCase c = TrainingCases.of("half", image, 2, List.of(label));
		final Batch batch = loader(TrainingCases.data(List.of(c), "majority", "none"), 1, 16, "boundary", Augmentations.NONE, 0,
			Runnable::run).next();
		final float[] target = values(batch.targets()), mask = values(batch.masks());
		for (int y = 0; y < 16; y++)
			for (int x = 0; x < 16; x++) {
				final boolean inside = x >= 4 && x < 12 && y >= 4 && y < 12;
				assertEquals(inside ? 1 : 0, mask[y * 16 + x]);
				// in the first and last row the window holds padding, of which nothing is known
				final double edge = y > 4 && y < 11 ? 0.25 : 0;
				final double expected = !inside || x < 7 ? 0 : x == 7 ? edge : x == 8 ? 1 - edge : 1;
				assertEquals(expected, target[256 + y * 16 + x], 1e-6, "foreground at " + x + ", " + y);
				assertEquals(1 - expected, target[y * 16 + x], 1e-6, "background at " + x + ", " + y);
			}
	}

	@Test
	void reportsLoadingErrorsToTheCaller() {
		final TrainingData data = TrainingCases.data(List.of(flat(1, true, false)), "average", "none");
		final BatchLoader loader = loader(data, 1, SIDE, "boundary", Augmentations.NONE, 0, Runnable::run);
		assertThrows(IllegalArgumentException.class, loader::next);
	}

	@Test
	void readsVolumesPlaneByPlane() {
		final Img<FloatType> image = ArrayImgs.floats(SIDE, SIDE, 3, 2);
		final Img<UnsignedByteType> label = ArrayImgs.unsignedBytes(SIDE, SIDE, 3);
		for (int z = 0; z < 3; z++)
			for (int y = 0; y < SIDE; y++)
				for (int x = 0; x < SIDE; x++) {
					image.getAt(x, y, z, 0).set(10 * z);
					image.getAt(x, y, z, 1).set(10 * z + 1);
					label.getAt(x, y, z).set(z);
				}
		for (final String fusion : new String[] { "average", "random-rater" }) {
			final TrainingData data = TrainingCases.data(List.of(TrainingCases.of("v", image, 3, List.of(label))), fusion, "none");
			assertEquals(3, data.size());
			assertEquals(2, data.numChannels());
			assertEquals(3, data.classes().size());
			assertEquals(SIDE, data.largestSide());
			for (int z = 0; z < 3; z++) {
				final var sample = data.sample(z, 0, 0);
				assertEquals(10 * z, sample.image()[5]);
				assertEquals(10 * z + 1, sample.image()[SIDE * SIDE + 5]);
				for (int k = 0; k < 3; k++)
					assertEquals(k == z ? 1 : 0, sample.target()[k * SIDE * SIDE + 5]);
			}
		}
	}

	@Test
	void refusesCasesThatDoNotFitTogether() {
		final LoadedCase grey = flat(1, true);
		final LoadedCase rgb = TrainingCases.of("rgb", ArrayImgs.floats(SIDE, SIDE, 3), 2, List.of(ArrayImgs.unsignedBytes(SIDE,
			SIDE)));
		final LoadedCase three = TrainingCases.of("three", ArrayImgs.floats(SIDE, SIDE, 1), 3, List.of(ArrayImgs.unsignedBytes(
			SIDE, SIDE)));
		assertEquals(TrainingMessages.channelsDiffer("rgb", 3, "case1", 1), assertThrows(
			IllegalArgumentException.class, () -> TrainingCases.data(List.of(grey, rgb), "average")).getMessage());
		assertEquals(TrainingMessages.classesDiffer("three", 3, "case1", 2), assertThrows(IllegalArgumentException.class,
			() -> TrainingCases.data(List.of(grey, three), "average")).getMessage());
		assertEquals(TrainingMessages.noCases(), assertThrows(IllegalArgumentException.class, () -> TrainingCases.data(
			List.of(), "average")).getMessage());
	}

	@Test
	void refusesNaNWithCaseAndPosition() {
		for (final float wrong : new float[] { Float.NaN, Float.POSITIVE_INFINITY }) {
			final LoadedCase c = flat(1, true);
			c.image().image().getAt(2, 3, 0).set(wrong);
			final String message = assertThrows(IllegalArgumentException.class, () -> TrainingCases.data(List.of(flat(2, true),
				c), "average")).getMessage();
			assertTrue(message.startsWith("Case case1: ") && message.contains("(2, 3"), message);
		}
	}
}
