package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDManager;
import net.imglib2.img.array.ArrayImgs;
import sfumato.engine.EngineTests;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.progress.Progress;
import sfumato.recalibration.KernelRecalibration;
import sfumato.recalibration.KernelRecalibrator;
import sfumato.recalibration.Recalibration;
import sfumato.recalibration.RecalibrationMessages;
import sfumato.recalibration.Recalibrator.FloatArray;
import sfumato.training.CanceledAfter;

/** The tensor form of a recalibration gives what the form on images gives. */
class RecalibrationTensorsTest extends EngineTests {

	private ProbabilityMap tensors(final Recalibration recalibration, final ProbabilityMap map,
		final Progress progress) throws Exception
	{
		return thread().call(() -> {
			try (NDManager manager = thread().engine().newManager(thread().engine().device("cpu"))) {
				return RecalibrationTensors.apply(recalibration, map, manager, progress);
			}
		});
	}

	private static KernelRecalibration fitted(final double bandwidth, final int keys, final int classes) {
		final ProbabilityMap target = TestMaps.randomMap(2, classes, 40, 30);
		return new KernelRecalibrator(new KernelRecalibrator.Options(bandwidth, keys,
			KernelRecalibrator.Sampling.PROPORTIONAL, 0)).fit(List.of(Comparison.of(TestMaps.randomMap(1, classes, 40, 30), target)));
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.01, 100", "3, 0.01, 100", "3, 0.0001, 300", "3, 0.001, 50", "3, 0.5, 10", "5, 0.02, 64" })
	void tensorsMatchImages(final int classes, final double bandwidth, final int keys) throws Exception {
		final KernelRecalibration kernel = fitted(bandwidth, keys, classes);
		for (final long[] dims : new long[][] { { 37, 23 }, { 9, 7, 3 } }) {
			final ProbabilityMap map = TestMaps.randomMap(7, classes, dims);
			final float[] expected = TestMaps.values(kernel.apply(map)), actual = TestMaps.values(tensors(kernel, map, Progress
				.none()));
			for (int i = 0; i < expected.length; i++)
				assertEquals(expected[i], actual[i], 1e-6, "value " + i);
		}
	}

	@Test
	void acceptsProbabilitiesOfZeroAndOne() throws Exception {
		final KernelRecalibration kernel = fitted(0.0001, 50, 3);
		final ProbabilityMap map = ProbabilityMap.of(ArrayImgs.floats(new float[] { 0, 1, 0.5f, 1e-40f, 1, 0, 0.5f, 1, 0, 0, 0,
			0 }, 4, 1, 3), LabelClass.defaults(3));
		final float[] expected = TestMaps.values(kernel.apply(map)), actual = TestMaps.values(tensors(kernel, map, Progress
			.none()));
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], actual[i], 1e-6, "value " + i);
		for (int x = 0; x < 4; x++)
			assertEquals(1, actual[x] + actual[4 + x] + actual[8 + x], 1e-6);
	}

	@Test
	void recalibratesManyPixelsInChunks() throws Exception {
		// 100 000 keys leave 83 pixels at a time
		final int n = 100_000;
		final float[] keys = new float[3 * n], targets = new float[3 * n], weights = new float[n];
		for (int k = 0; k < n; k++) {
			keys[3 * k + 1] = (k + 0.5f) / n;
			keys[3 * k] = 1 - keys[3 * k + 1];
			targets[3 * k + k % 3] = 1;
			weights[k] = k % 7 * 0.1f;
		}
		final KernelRecalibration kernel = new KernelRecalibration(0.01, 3, keys, targets, weights);
		final ProbabilityMap map = TestMaps.randomMap(3, 3, 20, 11);
		final float[] expected = TestMaps.values(kernel.apply(map)), actual = TestMaps.values(tensors(kernel, map, Progress
			.none()));
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], actual[i], 1e-6, "value " + i);
		assertThrows(CancellationException.class, () -> tensors(kernel, map, new CanceledAfter(1)));
	}

	@Test
	void refusesOtherNumbersOfClasses() {
		final KernelRecalibration kernel = fitted(0.01, 50, 2);
		assertEquals(RecalibrationMessages.mapClasses(2, 3), assertThrows(
			IllegalArgumentException.class, () -> tensors(kernel, TestMaps.randomMap(1, 3, 8, 8), Progress.none())).getMessage());
	}

	@Test
	void appliesMethodsWithoutTensorFormToImages() throws Exception {
		final ProbabilityMap other = TestMaps.randomMap(4, 2, 3, 3);
		final Recalibration always = new Recalibration() {

			@Override
			public ProbabilityMap apply(final ProbabilityMap map) {
				return other;
			}

			@Override
			public Map<String, FloatArray> tensors() {
				return Map.of();
			}
		};
		assertEquals(other, tensors(always, TestMaps.randomMap(1, 2, 3, 3), Progress.none()));
	}
}
