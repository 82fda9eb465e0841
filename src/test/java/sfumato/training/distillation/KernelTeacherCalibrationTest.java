package sfumato.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonObject;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import sfumato.engine.EngineThread;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.recalibration.KernelRecalibration;

class KernelTeacherCalibrationTest {

	private static final JsonObject VECTORS = TestMaps.vectors("calibration/calibration.json");
	private static EngineThread thread;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

	/** A crop per image: foreground probabilities of the heads, labels, and where pixels count, each image after the other. */
	private record Crops(int images, int width, int height, Map<String, float[]> foreground, float[] labels, float[] mask) {

		/** Foreground probabilities after the calibration. */
		Map<String, float[]> calibrated(final String method, final long seed) throws Exception {
			return thread.call(() -> {
				try (NDManager m = thread.engine().newManager(thread.engine().device("cpu"))) {
					final Shape one = new Shape(images, 1, height, width);
					final Map<String, NDArray> logs = new LinkedHashMap<>();
					foreground.forEach((head, p) -> logs.put(head, both(m.create(p, one)).log()));
					final Map<String, NDArray> moved = Methods.of(TeacherCalibration.class).create(method).apply(logs, both(m.create(
						labels, one)), m.create(mask, one), seed);
					final Map<String, float[]> values = new LinkedHashMap<>();
					moved.forEach((head, p) -> {
						assertEquals(new Shape(images, 2, height, width), p.getShape());
						final NDArray sum = p.get(":, 0").add(p.get(":, 1"));
						assertEquals(1, sum.min().getFloat(), 1e-5);
						assertEquals(1, sum.max().getFloat(), 1e-5);
						values.put(head, p.get(":, 1").toFloatArray());
					});
					return values;
				}
			});
		}

		private static NDArray both(final NDArray foreground) {
			return foreground.neg().add(1f).concat(foreground, 1);
		}
	}

	private static float[] floats(final double[][] values) {
		final double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
		final float[] f = new float[flat.length];
		for (int i = 0; i < f.length; i++)
			f[i] = (float) flat[i];
		return f;
	}

	private static float[] ones(final int n) {
		final float[] ones = new float[n];
		Arrays.fill(ones, 1);
		return ones;
	}

	private static Crops reference() {
		final JsonObject v = VECTORS.getAsJsonObject("kde_get_kde");
		return new Crops(1, 3, 3, Map.of("main", floats(TestMaps.as(v.get("prob_fg"), double[][].class))), floats(TestMaps.as(v
			.get("label"), double[][].class)), ones(9));
	}

	/** A disc that is predicted with noise and a soft border, not square; the left columns do not count. */
	private static Crops disc(final int images, final long seed) {
		final int w = 40, h = 24;
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] main = new float[images * w * h], aux = main.clone(), labels = main.clone(), mask = main.clone();
		for (int i = 0; i < main.length; i++) {
			final int x = i % w, y = i / w % h;
			final double inside = 7 - Math.hypot(x - 20, y - 12);
			labels[i] = inside > 0 ? 1 : 0;
			main[i] = (float) (1 / (1 + Math.exp(-2 * inside + random.nextGaussian())));
			aux[i] = (float) (1 / (1 + Math.exp(-inside + random.nextGaussian())));
			mask[i] = x < 5 ? 0 : 1;
		}
		final Map<String, float[]> heads = new LinkedHashMap<>();
		heads.put("main", main);
		heads.put("aux", aux);
		return new Crops(images, w, h, heads, labels, mask);
	}

	@Test
	void matchesReference() throws Exception {
		final float[] expected = floats(TestMaps.as(VECTORS.getAsJsonObject("kde_full").get("output"), double[][][].class)[1]);
		assertArrayEquals(expected, reference().calibrated("kde(bandwidth: 0.1)", 0).get("main"), 1e-6f);
	}

	@Test
	void givesADistributionForCertainKeysAndUncertainPixels() throws Exception {
		// the reference gives (0, 0) here
		final float e = 1e-6f;
		final Crops crops = new Crops(1, 3, 1, Map.of("main", new float[] { e, 1 - e, 0.5f }), new float[] { 0, 1, 0 }, ones(3));
		final float[] moved = crops.calibrated("kde", 0).get("main");
		assertTrue(moved[2] >= 0 && moved[2] <= 1, Arrays.toString(moved));
		assertEquals(0.5f, crops.calibrated("kde(self: false)", 0).get("main")[2], 1e-4f);
	}

	@Test
	void changesLabelledWrongAndBoundaryPixelsOnly() throws Exception {
		final Crops crops = disc(2, 1);
		final Map<String, float[]> moved = crops.calibrated("kde(bandwidth: 0.05, keys: 200)", 3);
		final float[] main = crops.foreground().get("main"), aux = crops.foreground().get("aux");
		int inside = 0, elsewhere = 0;
		for (int i = 0; i < main.length; i++) {
			final int w = crops.width(), x = i % w, y = i / w % crops.height();
			boolean boundary = false;
			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++)
					if (x + dx >= 0 && x + dx < w && y + dy >= 0 && y + dy < crops.height()) boundary |= crops.labels()[i + dy * w +
						dx] != crops.labels()[i];
			final boolean asked = crops.mask()[i] > 0 && (boundary || main[i] > 0.5 != crops.labels()[i] > 0.5);
			if (!asked) {
				assertEquals(main[i], moved.get("main")[i], 1e-6, "pixel " + i);
				assertEquals(aux[i], moved.get("aux")[i], 1e-6, "pixel " + i);
				elsewhere++;
			}
			else if (moved.get("main")[i] != main[i] && moved.get("aux")[i] != aux[i]) inside++;
		}
		assertTrue(inside > 100 && elsewhere > 1000, inside + " moved, " + elsewhere + " not");
	}

	/**
	 * Every calibration; the kernel is computed in 32 bits, so that five digits are compared. The column beside the cut is left
	 * out, where a window that meets an ignored pixel is no boundary, as in the authors' code.
	 */
	@Test
	void halfLabelledCropEqualsItsLabelledHalf() throws Exception {
		for (final String method : Methods.of(TeacherCalibration.class).names()) {
			final Crops whole = disc(2, 5);
			final int w = whole.width(), h = whole.height(), half = w / 2;
			final Map<String, float[]> heads = new LinkedHashMap<>();
			whole.foreground().forEach((head, p) -> heads.put(head, right(p, w)));
			for (int i = 0; i < whole.mask().length; i++)
				whole.mask()[i] = i % w < half ? 0 : 1;
			final Crops alone = new Crops(2, half, h, heads, right(whole.labels(), w), ones(2 * half * h));
			final Map<String, float[]> expected = alone.calibrated(method, 7), found = whole.calibrated(method, 7);
			for (final String head : heads.keySet()) {
				final float[] e = expected.get(head), f = right(found.get(head), w);
				for (int i = 0; i < e.length; i++)
					if (i % half > 0) assertEquals(e[i], f[i], 1e-5f, method + ", " + head + " at " + i % half + ", " + i / half);
			}
		}
	}

	private static float[] right(final float[] values, final int width) {
		final int half = width / 2;
		final float[] right = new float[values.length / 2];
		for (int i = 0; i < right.length; i++)
			right[i] = values[i / half * width + half + i % half];
		return right;
	}

	@Test
	void drawsKeysPerImageAndHead() throws Exception {
		final Crops two = disc(2, 5);
		final int n = two.width() * two.height();
		final String method = "kde(bandwidth: 0.05, keys: 100000)";
		final Map<String, float[]> together = two.calibrated(method, 0);
		for (int i = 0; i < 2; i++) {
			final int first = i * n;
			for (final String head : two.foreground().keySet()) {
				// all pixels are keys: the kernel over those that count, without any drawing
				final float[] p = two.foreground().get(head);
				final int[] counted = IntStream.range(first, first + n).filter(j -> two.mask()[j] > 0).toArray();
				final float[] keys = new float[2 * counted.length], targets = keys.clone();
				for (int k = 0; k < counted.length; k++) {
					keys[2 * k] = 1 - p[counted[k]];
					keys[2 * k + 1] = p[counted[k]];
					targets[2 * k + (int) two.labels()[counted[k]]] = 1;
				}
				final KernelRecalibration kernel = new KernelRecalibration(0.05, 2, keys, targets, new float[counted.length]);
				for (int j = first; j < first + n; j++)
					if (together.get(head)[j] != p[j] && Math.abs(together.get(head)[j] - p[j]) > 1e-5) assertEquals(kernel.apply(
						new double[] { Math.log(1 - p[j]), Math.log(p[j]) })[1], together.get(head)[j], 1e-5);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kde(keys: 50)", "kde(keys: 50, sampling: PROPORTIONAL)", "kde(keys: 50, self: false)" })
	void keysDependOnTheSeedOnly(final String method) throws Exception {
		final Crops crops = disc(1, 2);
		final float[] a = crops.calibrated(method, 1).get("main");
		assertArrayEquals(a, crops.calibrated(method, 1).get("main"), 0);
		assertFalse(Arrays.equals(a, crops.calibrated(method, 2).get("main")));
	}

	@Test
	void drawsEqualOrProportionalKeysPerClass() {
		final int[] labels = new int[1000];
		Arrays.fill(labels, 0, 20, 1); // 20 of class 1
		Arrays.fill(labels, 20, 320, 2); // 300 of class 2
		Arrays.fill(labels, 900, 1000, -1); // and 580 of class 0
		assertArrayEquals(new int[] { 34, 20, 34 }, counts(labels, "kde(keys: 100)"));
		// ceilings of 100 * 580/900, 100 * 20/900 and 100 * 300/900
		assertArrayEquals(new int[] { 65, 3, 34 }, counts(labels, "kde(keys: 100, sampling: PROPORTIONAL)"));
		assertArrayEquals(new int[] { 580, 20, 300 }, counts(labels, "kde(keys: 100000)"));
	}

	private static int[] counts(final int[] labels, final String method) {
		final KernelKeys keys = KernelKeys.draw(labels, labels, 50, 20, ((KernelTeacherCalibration) Methods.of(
			TeacherCalibration.class).create(method)).options(), 7);
		assertEquals(keys.keys().length, Arrays.stream(keys.keys()).distinct().count(), "without replacement");
		final int[] counts = new int[3];
		for (final int k : keys.keys())
			counts[labels[k]]++;
		return counts;
	}

	@Test
	void excludesTheKeyItselfIfAsked() throws Exception {
		// every pixel is a key, all are at a boundary, and each is alone with its probability
		final Crops crops = new Crops(1, 4, 1, Map.of("main", new float[] { 0.1f, 0.35f, 0.65f, 0.9f }), new float[] { 0, 1, 0,
			1 }, ones(4));
		assertArrayEquals(new float[] { 0, 1, 0, 1 }, crops.calibrated("kde(bandwidth: 0.0001)", 0).get("main"), 1e-6f);
		// without itself, the nearest other decides
		assertArrayEquals(new float[] { 1, 0, 1, 0 }, crops.calibrated("kde(bandwidth: 0.0001, self: false)", 0).get("main"),
			1e-6f);
	}

	@Test
	void keepsCropsWithoutLabelledPixels() throws Exception {
		final float[] p = { 0.1f, 0.4f, 0.8f, 0.9f };
		final Crops crops = new Crops(1, 2, 2, Map.of("main", p), new float[] { 0, 1, 0, 1 }, new float[4]);
		assertArrayEquals(p, crops.calibrated("kde", 0).get("main"), 1e-6f);
	}

	@Test
	void refusesOptionsOutOfRange() {
		for (final String options : new String[] { "bandwidth: 0", "bandwidth: 2", "keys: 1", "width: 4" }) {
			final String message = assertThrows(IllegalArgumentException.class, () -> Methods.of(TeacherCalibration.class).create(
				"kde(" + options + ")")).getMessage();
			assertNotEquals(-1, message.indexOf(options.replaceAll("\\D", "")), message);
		}
	}
}
