package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.Says;
import sfumato.engine.EngineMessages;
import sfumato.engine.EngineThread;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.networks.NetworkGraph;
import sfumato.networks.ReceptiveField;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.progress.KeptLog;
import sfumato.progress.Progress;
import sfumato.training.CanceledAfter;

/** Predictions of networks that have learned nothing: what has to hold whatever the weights are. */
class PredictorTest {

	private static EngineThread thread;
	private static Model grey;

	/** Planes and rows that a sink has got. */
	private final Set<String> seenOnce = new HashSet<>();

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
	void mapHasTheSizeOfTheImage() throws Exception {
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
	void tileLargerThanThePlaneEqualsNoTiling() throws Exception {
		final Img<FloatType> image = image(2, 50, 40, 1);
		final float[] whole = predict(image, 0);
		assertArrayEquals(whole, predict(image, 64));
		assertArrayEquals(whole, predict(image, 0), "the same again");
	}

	@Test
	void tilesOfConstantImagesAgree() throws Exception {
		// what a tile of a constant image says does not depend on where it lies
		final Img<FloatType> image = ArrayImgs.floats(80, 48, 1);
		image.forEach(v -> v.set(0.5f));
		final float[] tiled = predict(image, 32), one = predict(Views.interval(image, new long[3], new long[] { 31, 31, 0 }),
			0);
		for (int k = 0; k < 3; k++)
			assertEquals(one[k * 1024], tiled[k * 80 * 48], 1e-6, "the corner belongs to one tile");
	}

	@Test
	void predictsVolumesPlaneByPlane() throws Exception {
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
	void predictsViewsLikeCopies() throws Exception {
		final Img<FloatType> image = image(4, 40, 40, 1);
		final RandomAccessibleInterval<FloatType> view = Views.interval(image, new long[] { 5, 3, 0 }, new long[] { 30, 28, 0 });
		final Img<FloatType> copy = ArrayImgs.floats(26, 26, 1);
		for (int y = 0; y < 26; y++)
			for (int x = 0; x < 26; x++)
				copy.getAt(x, y, 0).set(image.getAt(x + 5, y + 3, 0));
		assertArrayEquals(predict(copy, 0), predict(view, 0));
	}

	@Test
	void normalizesTheImageAndNotItsTiles() throws Exception {
		final Model scaled = model(1, "percentile(low: 0, high: 100)");
		final Img<FloatType> image = image(5, 70, 33, 1), brighter = ArrayImgs.floats(70, 33, 1);
		for (int y = 0; y < 33; y++)
			for (int x = 0; x < 70; x++)
				brighter.getAt(x, y, 0).set(1000 + 64 * image.getAt(x, y, 0).get());
		assertArrayEquals(TestMaps.values(predict(scaled, image, 32, Progress.none())), TestMaps.values(predict(scaled,
			brighter, 32, Progress.none())), 1e-3f);
	}

	@Test
	void refusesTilesThatDoNotFitTheNetwork() {
		assertEquals(PredictionMessages.tileMultiple(50, 32), message(grey, image(
			1, 8, 8, 1), 50));
		assertSays(PredictionMessages.tileMultiple(-32, Says.SOME), message(grey, image(1, 8, 8, 1), -32));
	}

	@Test
	void refusesImagesWithOtherChannels() {
		assertEquals(PredictionMessages.imageChannels(3, "test", 1), message(grey, image(1, 8, 8, 3), 0));
		assertEquals(PredictionMessages.imageChannels(2, "test", 1), message(grey, image(1, 8, 8, 2, 2), 0));
	}

	@Test
	void refusesNaNWithItsPosition() {
		final Img<FloatType> image = image(1, 8, 8, 1);
		image.getAt(2, 3, 0).set(Float.NaN);
		final String message = message(grey, image, 0);
		assertTrue(message.contains("NaN") && message.contains("(2, 3"), message);
	}

	@Test
	void refusesWeightsOfAnotherNetwork() {
		final String name = "encoder.conv_stem.weight";
		final Map<String, Tensor> missing = new LinkedHashMap<>(grey.weights());
		missing.remove(name);
		assertSays(EngineMessages.lacksWeights(name, Says.ANY), message(new Model(grey.description(), missing, Optional.empty()),
			image(1, 8, 8, 1), 0));
		final Map<String, Tensor> extra = new LinkedHashMap<>(grey.weights());
		extra.put("more", new Tensor(new long[] { 1 }, new float[1]));
		assertEquals(EngineMessages.unknownWeights("more"), message(
			new Model(grey.description(), extra, Optional.empty()), image(1, 8, 8, 1), 0));
		assertSays(EngineMessages.otherShape(name, "[32, 1, 3, 3]", Says.ANY), message(new Model(description(3, "none"),
			grey.weights(), Optional.empty()), image(1, 8, 8, 3), 0));
	}

	@Test
	void refusesPlanesTooLargeForAnArray() {
		assertEquals(PredictionMessages.planeTooLarge(40000, 40000, 1, 3),
			message(grey, Views.interval(Views.extendZero(image(1, 2, 2, 1)), new long[3], new long[] { 39999, 39999, 0 }), 0));
	}

	@Test
	void cancelStopsBetweenTiles() {
		final CanceledAfter progress = new CanceledAfter(2);
		assertThrows(CancellationException.class, () -> predict(grey, image(1, 100, 40, 1), 32, progress));
		assertEquals(2, progress.fractions().size());
	}

	@Test
	void progressNeverDecreases() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		predict(grey, image(1, 70, 40, 2, 1), 32, progress);
		final List<Double> f = progress.fractions();
		for (int i = 1; i < f.size(); i++)
			assertTrue(f.get(i) >= f.get(i - 1), f.toString());
		assertEquals(1, f.get(f.size() - 1));
	}

	/** A U-Net without a mean over the whole image. */
	private static Model plain() throws Exception {
		final ModelDescription d = new ModelDescription(ModelDescription.FORMAT, "plain", new ModelDescription.Input("xyc", 1, 16,
			List.of(1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(3), "unet(encoder: plain, width: 2)", Optional.empty(),
			"test");
		final Model empty = new Model(d, Map.of(), Optional.empty());
		return new Model(d, thread.call(() -> {
			try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
				return Parameters.initialize(manager, empty.graph(), 5).tensors();
			}
		}), Optional.empty());
	}

	private static float[] predict(final List<Model> models, final PredictionSettings settings,
		final RandomAccessibleInterval<FloatType> image, final Executor executor, final Progress progress) throws Exception
	{
		final PlaneBox box = settings.region().orElse(PlaneBox.all(new ImageSource(image)));
		final Img<FloatType> map = ArrayImgs.floats(box.width(), box.height(), new ImageSource(image).planes(), 3);
		thread.call(() -> {
			try (Predictor predictor = new Predictor(models, TensorDevice.of(thread.engine(), "cpu"), settings)) {
				return predictor.predict(new ImageSource(image), new ImageSink<>(map), executor, progress);
			}
		});
		return TestMaps.values(map);
	}

	private static PredictionSettings settings(final int tile, final int overlap) {
		return new PredictionSettings(tile, overlap, false, true, Optional.empty());
	}

	private static float largestDifference(final float[] a, final float[] b) {
		float most = 0;
		for (int i = 0; i < a.length; i++)
			most = Math.max(most, Math.abs(a[i] - b[i]));
		return most;
	}

	@Test
	void tilesWithEnoughOverlapEqualTheWholeImage() throws Exception {
		final Model plain = plain();
		final int radius = ReceptiveField.radius(plain.graph(), "main").getAsInt();
		final int overlap = 2 * radius + 16, tile = (overlap + 64 + 15) / 16 * 16;
		final Img<FloatType> image = image(8, tile + 100, tile + 70, 1);
		final float[] whole = predict(List.of(plain), settings(0, 0), image, Runnable::run, Progress.none());
		final float[] tiled = predict(List.of(plain), settings(tile, overlap), image, Runnable::run, Progress.none());
		assertTrue(largestDifference(whole, tiled) < 1e-4, "a seam of " + largestDifference(whole, tiled));
		final float[] little = predict(List.of(plain), settings(64, 16), image, Runnable::run, Progress.none());
		assertTrue(largestDifference(whole, little) > 1e-3, "with too little overlap there is a seam, or nothing is tested");
	}

	@Test
	void concurrentReadingAndWritingGivesEqualResults() throws Exception {
		final Img<FloatType> stack = image(9, 90, 70, 3, 1);
		final ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			assertArrayEquals(predict(List.of(grey), settings(32, 0), stack, Runnable::run, Progress.none()), predict(List.of(grey),
				settings(32, 0), stack, executor, Progress.none()));
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void writesToCellImages() throws Exception {
		final Img<FloatType> stack = image(14, 70, 45, 2, 1), cells = new CellImgFactory<>(new FloatType(), 13).create(70, 45, 2, 3);
		thread.call(() -> {
			try (Predictor predictor = new Predictor(grey, TensorDevice.of(thread.engine(), "cpu"), 32)) {
				return predictor.predict(new ImageSource(stack), new ImageSink<>(cells), Runnable::run, Progress.none());
			}
		});
		assertArrayEquals(predict(List.of(grey), settings(32, 0), stack, Runnable::run, Progress.none()), TestMaps.values(cells));
	}

	@Test
	void regionEqualsItsPartOfTheWholePrediction() throws Exception {
		final Model plain = plain();
		final int radius = ReceptiveField.radius(plain.graph(), "main").getAsInt();
		final Img<FloatType> image = image(10, 300, 280, 2, 1);
		final PlaneBox box = new PlaneBox(190, 7, 61, 43);
		final float[] whole = predict(List.of(plain), settings(0, 0), image, Runnable::run, Progress.none());
		final float[] part = predict(List.of(plain), settings(0, 0).within(box), image, Runnable::run, Progress.none());
		assertTrue(radius <= 256, "what is looked at around a region suffices for this network: " + radius);
		for (int i = 0; i < part.length; i++) {
			final int x = i % 61, y = i / 61 % 43, plane = i / (61 * 43);
			assertEquals(whole[(plane * 280 + y + 7) * 300 + x + 190], part[i], 1e-5, "value " + i);
		}
		assertEquals(PredictionMessages.regionOutside(61, 43, 250, 7, 300, 280), assertThrows(
			IllegalArgumentException.class, () -> predict(List.of(plain), settings(0, 0).within(new PlaneBox(250, 7, 61, 43)), image,
				Runnable::run, Progress.none())).getMessage());
	}

	@Test
	void averagesEnsembles() throws Exception {
		final Img<FloatType> image = image(11, 64, 32, 1); // both networks see it as it is
		final Model plain = plain();
		final float[] a = predict(List.of(grey), settings(0, 0), image, Runnable::run, Progress.none());
		final float[] b = predict(List.of(plain), settings(0, 0), image, Runnable::run, Progress.none());
		final float[] both = predict(List.of(grey, plain), settings(0, 0), image, Runnable::run, Progress.none());
		for (int i = 0; i < a.length; i++)
			assertEquals((a[i] + b[i]) / 2, both[i], 1e-5);
		assertEquals(PredictionMessages.otherChannels("test", 1, "test", 3), assertThrows(
			IllegalArgumentException.class, () -> predict(List.of(grey, model(3, "none")), settings(0, 0), image, Runnable::run,
				Progress.none())).getMessage());
	}

	@Test
	void flipsAverageFourPredictions() throws Exception {
		final Img<FloatType> image = image(12, 64, 32, 1);
		final float[] flipped = predict(List.of(grey), new PredictionSettings(0, 0, true, true, Optional.empty()), image,
			Runnable::run, Progress.none());
		final double[] mean = new double[flipped.length];
		for (int side = 0; side < 4; side++) {
			final boolean left = side % 2 > 0, down = side > 1;
			final RandomAccessibleInterval<FloatType> seen = flip(image, left, down);
			final float[] p = predict(List.of(grey), settings(0, 0), seen, Runnable::run, Progress.none());
			for (int i = 0; i < p.length; i++) {
				final int x = i % 64, y = i / 64 % 32, k = i / 2048;
				mean[(k * 32 + (down ? 31 - y : y)) * 64 + (left ? 63 - x : x)] += p[i] / 4.0;
			}
		}
		for (int i = 0; i < mean.length; i++)
			assertEquals(mean[i], flipped[i], 1e-5);
	}

	private static RandomAccessibleInterval<FloatType> flip(final RandomAccessibleInterval<FloatType> image,
		final boolean left, final boolean down)
	{
		RandomAccessibleInterval<FloatType> flipped = image;
		if (left) flipped = Views.zeroMin(Views.invertAxis(flipped, 0));
		return down ? Views.zeroMin(Views.invertAxis(flipped, 1)) : flipped;
	}

	@Test
	void retriesWithSmallerTilesWhenMemoryIsShort() throws Exception {
		final Img<FloatType> stack = image(13, 300, 260, 2, 1);
		final List<String> log = new ArrayList<>(), written = new ArrayList<>();
		final int[] updates = { 0 };
		final Progress scarce = new Progress() {
			@Override
			public void update(final double fraction, final String message) {
				// what libtorch says on a processor, when the second row of tiles begins
				if (message.startsWith("Predicting") && ++updates[0] == 3) throw new EngineException(
					"[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate");
			}

			@Override
			public void log(final String line) {
				log.add(line);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		final Prediction done = thread.call(() -> {
			try (Predictor predictor = new Predictor(List.of(grey), TensorDevice.of(thread.engine(), "cpu"), settings(256, 0))) {
				return predictor.predict(new ImageSource(stack), (plane, first, rows, p) -> {
					written.add(plane + ": " + first);
					assertEquals(3 * rows * 300, p.remaining());
					for (int y = first; y < first + rows; y++)
						assertTrue(seenOnce.add(plane + " " + y), "row " + y + " again");
				}, Runnable::run, scarce);
			}
		});
		assertEquals(List.of(PredictionMessages.smallerTiles(256, 256, 128)), log);
		assertEquals(2 * 260, seenOnce.size(), written::toString);
		assertEquals(128, done.tile());
		assertTrue(done.networkSeconds() > 0 && done.networkSeconds() < done.seconds());
	}

	@Test
	void reportsErrorsOfTheSink() {
		assertEquals("The disk is full.", assertThrows(IOException.class, () -> thread.call(() -> {
			try (Predictor predictor = new Predictor(grey, TensorDevice.of(thread.engine(), "cpu"), 32)) {
				return predictor.predict(new ImageSource(image(1, 40, 40, 1)), (plane, first, rows, p) -> {
					throw new IOException("The disk is full.");
				}, Runnable::run, Progress.none());
			}
		})).getMessage());
	}

	@Test
	void tileSizeFollowsTheMemory() {
		final NetworkGraph graph = grey.graph();
		final long whole = new TileChoice(List.of(graph), 32, OptionalLong.empty()).bytes(1024, 1000, 900);
		final List<String> log = new ArrayList<>();
		final Progress progress = new KeptLog(log);
		assertEquals(1024, new TileChoice(List.of(graph), 32, OptionalLong.of(2 * whole)).of(1000, 900, progress));
		assertEquals(List.of(), log);
		assertEquals(512, new TileChoice(List.of(graph), 32, OptionalLong.of(2 * whole - 2)).of(1000, 900, progress));
		assertEquals(768, new TileChoice(List.of(graph), 32, OptionalLong.empty()).of(5000, 900, progress));
		assertEquals(192, new TileChoice(List.of(graph), 32, OptionalLong.of(1)).of(5000, 900, progress), "there is an end");
		assertTrue(log.get(0).startsWith("Tiles are 512 x 512 pixels, as only "), log.get(0));
	}

	@Test
	void keepsMapsWithoutRecalibration() throws Exception {
		final ProbabilityMap map = TestMaps.randomMap(1, 3, 4, 4);
		assertSame(map, thread.call(() -> {
			try (Predictor predictor = new Predictor(grey, TensorDevice.of(thread.engine(), "cpu"), 0)) {
				return predictor.recalibrate(map, Progress.none());
			}
		}));
	}
}
