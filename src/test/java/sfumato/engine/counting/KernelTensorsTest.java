package sfumato.engine.counting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import sfumato.engine.EngineTests;
import sfumato.labels.TestMaps;
import sfumato.recalibration.KernelRecalibration;

/** The kernel estimate in tensors is the reference's, and that on the processor. */
class KernelTensorsTest extends EngineTests {

	private static final JsonObject VECTORS = TestMaps.vectors("calibration/calibration.json");

	/** Some probabilities, many of them nearly certain. */
	private static float[] random(final long seed, final int n, final int classes) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] p = new float[n * classes];
		for (int i = 0; i < n; i++) {
			double sum = 0;
			final double[] e = new double[classes];
			for (int c = 0; c < classes; c++)
				sum += e[c] = Math.exp(6 * random.nextGaussian());
			for (int c = 0; c < classes; c++)
				p[i * classes + c] = (float) (e[c] / sum);
		}
		return p;
	}

	private static float[] targets(final long seed, final int n, final int classes) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] t = new float[n * classes];
		for (int i = 0; i < n; i++)
			t[i * classes + random.nextInt(classes)] = 1;
		return t;
	}

	private static KernelRecalibration kernel(final double bandwidth, final int n, final int classes) {
		return new KernelRecalibration(bandwidth, classes, random(1, n, classes), targets(2, n, classes), new float[n]);
	}

	private static NDArray logs(final NDManager manager, final float[] p, final int classes) {
		return manager.create(p, new Shape(p.length / classes, classes)).log();
	}

	private static float[] onProcessor(final KernelRecalibration kernel, final float[] p) {
		final int c = kernel.numClasses();
		final float[] out = new float[p.length];
		for (int i = 0; i < p.length / c; i++) {
			final int first = i * c;
			final double[] moved = kernel.apply(IntStream.range(0, c).mapToDouble(k -> Math.log(p[first + k])).toArray());
			for (int k = 0; k < c; k++)
				out[first + k] = (float) moved[k];
		}
		return out;
	}

	@Test
	void matchesTheReferenceAtEveryBandwidth() throws Exception {
		final JsonObject v = VECTORS.getAsJsonObject("kde_get_kde");
		final double[] fg = Arrays.stream(TestMaps.as(v.get("prob_fg"), double[][].class)).flatMapToDouble(Arrays::stream)
			.toArray();
		final int[] labels = Arrays.stream(TestMaps.as(v.get("label"), int[][].class)).flatMapToInt(Arrays::stream).toArray();
		final float[] keys = new float[18], targets = new float[18];
		for (int i = 0; i < 9; i++) {
			keys[2 * i] = (float) (1 - fg[i]);
			keys[2 * i + 1] = (float) fg[i];
			targets[2 * i + labels[i]] = 1;
		}
		withManager(m -> {
			for (final Map.Entry<String, JsonElement> e : v.getAsJsonObject("bandwidth_to_output").entrySet()) {
				final double[][][] expected = TestMaps.as(e.getValue(), double[][][].class);
				try (KernelTensors kernel = new KernelTensors(new KernelRecalibration(Double.parseDouble(e.getKey()), 2, keys,
					targets, new float[9]), m)) {
					final float[] moved = kernel.apply(logs(m, keys, 2)).toFloatArray();
					for (int i = 0; i < 18; i++)
						assertEquals(expected[i % 2][i / 2 / 3][i / 2 % 3], moved[i], 2e-5, "bandwidth " + e.getKey());
				}
			}
		});
	}

	@Test
	void pixelsFarFromAllKeysGetADistribution() throws Exception {
		final float e = 1e-6f;
		final float[] keys = { 1 - e, e, e, 1 - e }, pixels = { 0.5f, 0.5f, 1 - e, e, 0, 1 };
		withManager(m -> {
			try (KernelTensors kernel = new KernelTensors(new KernelRecalibration(0.01, 2, keys, new float[] { 1, 0, 0, 1 },
				new float[2]), m)) {
				assertArrayEquals(new float[] { 0.5f, 0.5f, 1, 0, 0, 1 }, kernel.apply(logs(m, pixels, 2)).toFloatArray(), 1e-4f);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.01, 100", "3, 0.01, 1000", "2, 0.0001, 300", "3, 0.001, 50", "3, 0.5, 10", "5, 0.02, 64" })
	void matchesTheProcessorInAnyNumberOfChunks(final int classes, final double bandwidth, final int keys)
		throws Exception
	{
		final KernelRecalibration kernel = kernel(bandwidth, keys, classes);
		withManager(m -> {
			try (KernelTensors tensors = new KernelTensors(kernel, m)) {
				final int n = keys == 1000 ? 2 * tensors.pixelsAtATime() + 7 : 200;
				final float[] pixels = random(3, n, classes), expected = onProcessor(kernel, pixels);
				assertArrayEquals(expected, tensors.apply(logs(m, pixels, classes)).toFloatArray(), 2e-6f);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.01, 40", "3, 0.1, 1500" })
	void leaveOneOutUsesAllOtherKeys(final int classes, final double bandwidth, final int n) throws Exception {
		final KernelRecalibration kernel = kernel(bandwidth, n, classes);
		final float[] keys = kernel.keys(), targets = kernel.targets();
		withManager(m -> {
			try (KernelTensors tensors = new KernelTensors(kernel, m)) {
				final float[] moved = tensors.leaveOneOut(logs(m, keys, classes)).toFloatArray();
				for (int i = 0; i < n; i += 13) {
					final int left = i;
					final float[] otherKeys = without(keys, left, classes), others = without(targets, left, classes);
					final float[] expected = onProcessor(new KernelRecalibration(bandwidth, classes, otherKeys, others,
						new float[n - 1]), Arrays.copyOfRange(keys, left * classes, (left + 1) * classes));
					assertArrayEquals(expected, Arrays.copyOfRange(moved, left * classes, (left + 1) * classes), 2e-6f, "key " + i);
				}
			}
		});
	}

	private static float[] without(final float[] rows, final int row, final int classes) {
		final float[] others = new float[rows.length - classes];
		System.arraycopy(rows, 0, others, 0, row * classes);
		System.arraycopy(rows, (row + 1) * classes, others, row * classes, others.length - row * classes);
		return others;
	}

	@Test
	void leaveOneOutRefusesASingleKey() throws Exception {
		withManager(m -> {
			try (KernelTensors tensors = new KernelTensors(kernel(0.1, 1, 2), m)) {
				assertThrows(IllegalArgumentException.class, () -> tensors.leaveOneOut(logs(m, new float[] { 0.5f, 0.5f }, 2)));
			}
		});
	}

	@Test
	void leavesNoArrays() throws Exception {
		final KernelRecalibration kernel = kernel(0.01, 1000, 2);
		withManager(m -> {
			final NDArray logs = logs(m, random(3, 10_000, 2), 2);
			final int before = m.getManagedArrays().size();
			for (int i = 0; i < 3; i++)
				try (KernelTensors tensors = new KernelTensors(kernel, m)) {
					assertTrue(tensors.pixelsAtATime() < 10_000);
					tensors.apply(logs).close();
				}
			assertEquals(before, m.getManagedArrays().size());
		});
	}
}
