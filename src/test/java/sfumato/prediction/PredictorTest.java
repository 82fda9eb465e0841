package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.engine.EngineThread;
import sfumato.engine.Parameters;
import sfumato.engine.Tensor;
import sfumato.engine.TensorDevice;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.progress.Progress;
import sfumato.training.CanceledAfter;

/** Predictions of networks that have learned nothing: what has to hold whatever the weights are. */
class PredictorTest {

	private static EngineThread thread;
	private static Model grey;

	@BeforeAll
	static void startEngine() throws Exception {
		thread = EngineThread.start(1);
		grey = model(1, "none");
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

	private static ModelDescription description(final int channels, final String normalization) {
		return new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", channels, 32, List.of(1.0,
			1.0), "pixel", normalization), LabelClass.defaults(3), "unet(encoder: mobilenetv2_100)", Optional.empty(), "test");
	}

	private static Model model(final int channels, final String normalization) throws Exception {
		final ModelDescription d = description(channels, normalization);
		final Model empty = new Model(d, Map.of(), Optional.empty());
		return new Model(d, thread.call(() -> {
			try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
				return Parameters.initialize(manager, empty.graph(), 3).tensors();
			}
		}), Optional.empty());
	}

	private static ProbabilityMap predict(final Model model, final RandomAccessibleInterval<FloatType> image,
		final int tile, final Progress progress) throws Exception
	{
		return thread.call(() -> {
			try (Predictor predictor = new Predictor(model, TensorDevice.of(thread.engine(), "cpu"), tile)) {
				return predictor.predict(image, progress);
			}
		});
	}

	private static float[] predict(final RandomAccessibleInterval<FloatType> image, final int tile) throws Exception {
		return TestMaps.values(predict(grey, image, tile, Progress.none()));
	}

	private static Img<FloatType> image(final long seed, final long... dims) {
		final SplittableRandom random = new SplittableRandom(seed);
		final Img<FloatType> image = ArrayImgs.floats(dims);
		image.forEach(v -> v.set((float) random.nextDouble(-2, 2)));
		return image;
	}

	private static String message(final Model model, final RandomAccessibleInterval<FloatType> image, final int tile) {
		return assertThrows(IllegalArgumentException.class, () -> predict(model, image, tile, Progress.none())).getMessage();
	}

	@Test
	void anImageOfAnySizeGivesAMapOfItsSize() throws Exception {
		for (final long[] size : new long[][] { { 1, 1, 1 }, { 33, 5, 1 }, { 40, 64, 1 } }) {
			final ProbabilityMap map = predict(grey, image(1, size), 0, Progress.none());
			assertArrayEquals(new long[] { size[0], size[1], 3 }, map.image().dimensionsAsLongArray());
			final float[] p = TestMaps.values(map);
			final int n = p.length / 3;
			for (int i = 0; i < n; i++)
				assertEquals(1, p[i] + p[n + i] + p[2 * n + i], 1e-5);
		}
	}

	@Test
	void aTileThatHoldsThePlaneIsThePlane() throws Exception {
		final Img<FloatType> image = image(2, 50, 40, 1);
		final float[] whole = predict(image, 0);
		assertArrayEquals(whole, predict(image, 64));
		assertArrayEquals(whole, predict(image, 0), "the same again");
	}

	@Test
	void tilesOfAnImageThatIsTheSameEverywhereAgree() throws Exception {
		// what a tile of a constant image says does not depend on where it lies
		final Img<FloatType> image = ArrayImgs.floats(80, 48, 1);
		image.forEach(v -> v.set(0.5f));
		final float[] tiled = predict(image, 32), one = predict(Views.interval(image, new long[3], new long[] { 31, 31, 0 }),
			0);
		for (int k = 0; k < 3; k++)
			assertEquals(one[k * 1024], tiled[k * 80 * 48], 1e-6, "the corner belongs to one tile");
	}

	@Test
	void aVolumeIsPredictedPlaneByPlane() throws Exception {
		final Img<FloatType> volume = image(3, 34, 20, 3, 1);
		final float[] all = predict(volume, 0);
		final int n = 34 * 20;
		for (int z = 0; z < 3; z++) {
			final float[] plane = predict(Views.hyperSlice(volume, 2, z), 0);
			for (int k = 0; k < 3; k++)
				for (int i = 0; i < n; i++)
					assertEquals(plane[k * n + i], all[(k * 3 + z) * n + i]);
		}
	}

	@Test
	void aViewIsPredictedLikeACopyOfIt() throws Exception {
		final Img<FloatType> image = image(4, 40, 40, 1);
		final RandomAccessibleInterval<FloatType> view = Views.interval(image, new long[] { 5, 3, 0 }, new long[] { 30, 28, 0 });
		final Img<FloatType> copy = ArrayImgs.floats(26, 26, 1);
		for (int y = 0; y < 26; y++)
			for (int x = 0; x < 26; x++)
				copy.getAt(x, y, 0).set(image.getAt(x + 5, y + 3, 0));
		assertArrayEquals(predict(copy, 0), predict(view, 0));
	}

	@Test
	void theWholeImageIsNormalizedOnceAndNotTileByTile() throws Exception {
		final Model scaled = model(1, "percentile(low: 0, high: 100)");
		final Img<FloatType> image = image(5, 70, 33, 1), brighter = ArrayImgs.floats(70, 33, 1);
		for (int y = 0; y < 33; y++)
			for (int x = 0; x < 70; x++)
				brighter.getAt(x, y, 0).set(1000 + 64 * image.getAt(x, y, 0).get());
		assertArrayEquals(TestMaps.values(predict(scaled, image, 32, Progress.none())), TestMaps.values(predict(scaled,
			brighter, 32, Progress.none())), 1e-3f);
	}

	@Test
	void aTileThatDoesNotFitTheNetworkIsRefused() {
		assertEquals("tile is 50 but must be a multiple of 32 pixels for this network, or 0 to choose it.", message(grey, image(
			1, 8, 8, 1), 50));
		assertTrue(message(grey, image(1, 8, 8, 1), -32).startsWith("tile is -32 but"));
	}

	@Test
	void anImageWithOtherChannelsIsRefused() {
		assertEquals("The image has 3 channels but the model \"test\" takes 1.", message(grey, image(1, 8, 8, 3), 0));
		assertEquals("The image has 2 channels but the model \"test\" takes 1.", message(grey, image(1, 8, 8, 2, 2), 0));
	}

	@Test
	void aPixelThatIsNoNumberIsRefusedWithItsPlace() {
		final Img<FloatType> image = image(1, 8, 8, 1);
		image.getAt(2, 3, 0).set(Float.NaN);
		final String message = message(grey, image, 0);
		assertTrue(message.contains("NaN") && message.contains("(2, 3"), message);
	}

	@Test
	void weightsOfAnotherNetworkAreRefusedWithTheirName() {
		final String name = "encoder.conv_stem.weight";
		final Map<String, Tensor> missing = new LinkedHashMap<>(grey.weights());
		missing.remove(name);
		assertTrue(message(new Model(grey.description(), missing, Optional.empty()), image(1, 8, 8, 1), 0).startsWith(
			"The weights lack \"" + name + "\" "));
		final Map<String, Tensor> extra = new LinkedHashMap<>(grey.weights());
		extra.put("more", new Tensor(new long[] { 1 }, new float[1]));
		assertEquals("The weights have \"more\", which the network does not know; are they of another network?", message(
			new Model(grey.description(), extra, Optional.empty()), image(1, 8, 8, 1), 0));
		assertTrue(message(new Model(description(3, "none"), grey.weights(), Optional.empty()), image(1, 8, 8, 3), 0)
			.startsWith("The weights have \"" + name + "\" with shape [32, 1, 3, 3], but the network needs "));
	}

	@Test
	void aPlaneThatNoArrayHoldsIsRefused() {
		assertEquals("A plane of 40000 x 40000 pixels with 1 channels and 3 classes is too large; crop the image into pieces.",
			message(grey, Views.interval(Views.extendZero(image(1, 2, 2, 1)), new long[3], new long[] { 39999, 39999, 0 }), 0));
	}

	@Test
	void cancellingStopsBetweenTiles() {
		final CanceledAfter progress = new CanceledAfter(2);
		assertThrows(CancellationException.class, () -> predict(grey, image(1, 100, 40, 1), 32, progress));
		assertEquals(2, progress.fractions().size());
	}

	@Test
	void progressOnlyRises() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		predict(grey, image(1, 70, 40, 2, 1), 32, progress);
		final List<Double> f = progress.fractions();
		for (int i = 1; i < f.size(); i++)
			assertTrue(f.get(i) >= f.get(i - 1), f.toString());
		assertEquals(1, f.get(f.size() - 1));
	}

	@Test
	void withoutARecalibrationAMapStaysAsItIs() throws Exception {
		final ProbabilityMap map = TestMaps.randomMap(1, 3, 4, 4);
		assertSame(map, thread.call(() -> {
			try (Predictor predictor = new Predictor(grey, TensorDevice.of(thread.engine(), "cpu"), 0)) {
				return predictor.recalibrate(map, Progress.none());
			}
		}));
	}
}
