package sfumato.recalibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.img.array.ArrayImgs;

import sfumato.calibration.CalibrationError;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

/** All recalibrators, and those with few parameters against {@code src/test/python/recalibration.py}. */
class RecalibratorTest {

	private static final JsonObject CASES = TestMaps.vectors("recalibration/recalibrators.json").getAsJsonObject("cases");

	private static Recalibrator recalibrator(final String text) {
		return Methods.of(Recalibrator.class).create(text);
	}

	private static ProbabilityMap map(final JsonObject c, final String key) {
		final float[] values = TestMaps.as(c.get(key), float[].class);
		final int k = c.get("classes").getAsInt();
		return ProbabilityMap.of(ArrayImgs.floats(values, values.length / k, 1, k), LabelClass.defaults(k));
	}

	static Stream<Arguments> references() {
		return Stream.of("temperature", "vector-scaling", "dirichlet", "platt", "beta", "isotonic", "histogram").flatMap(
			name -> Stream.of(Arguments.of(name, "2"), Arguments.of(name, "3")));
	}

	@ParameterizedTest
	@MethodSource("references")
	void matchesTheFitInPython(final String name, final String classes) {
		final JsonObject c = CASES.getAsJsonObject(classes);
		final ProbabilityMap p = map(c, "probabilities");
		final Recalibration fitted = recalibrator(name).fit(List.of(Comparison.of(p, map(c, "targets"))));
		assertArrayEquals(TestMaps.as(c.get(name), float[].class), TestMaps.values(fitted.apply(p)), 2e-4f);
	}

	/** Predictions that are right on average at every level: labels are drawn from them. */
	private static ProbabilityMap[] calibrated(final int classes) {
		final ProbabilityMap p = TestMaps.randomMap(3, classes, 200, 150);
		final SplittableRandom random = new SplittableRandom(9);
		final float[] values = TestMaps.values(p);
		final int n = values.length / classes;
		final float[] labels = new float[values.length];
		for (int i = 0; i < n; i++) {
			double left = random.nextDouble();
			int c = 0;
			while (c < classes - 1 && (left -= values[c * n + i]) > 0)
				c++;
			labels[c * n + i] = 1;
		}
		return new ProbabilityMap[] { p, ProbabilityMap.of(ArrayImgs.floats(labels, 200, 150, classes), LabelClass.defaults(
			classes)) };
	}

	/** exp(a ln p) normalised: too certain for a greater than 1. */
	private static ProbabilityMap sharpened(final ProbabilityMap map, final double a) {
		final double[][] weights = new double[map.numClasses()][map.numClasses()];
		for (int c = 0; c < weights.length; c++)
			weights[c][c] = a;
		return new LogitRecalibration(weights, new double[weights.length]).apply(map);
	}

	static List<String> names() {
		return Methods.of(Recalibrator.class).names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void recalibratesOverconfidentPredictions(final String name) {
		for (final int classes : new int[] { 2, 3 }) {
			final ProbabilityMap[] right = calibrated(classes);
			final ProbabilityMap wrong = sharpened(right[0], 3);
			final Recalibration fitted = recalibrator(name).fit(List.of(Comparison.of(wrong, right[1])));
			final ProbabilityMap moved = fitted.apply(wrong);
			ProbabilityMap.checked(moved.image(), moved.classes());
			final CalibrationError ece = new ExpectedCalibrationError();
			assertTrue(ece.evaluate(wrong, right[1]) > 0.1);
			// a thousand keys and a narrow kernel leave some chance in kde
			assertTrue(ece.evaluate(moved, right[1]) < (name.equals("kde") ? 0.08 : 0.03), name);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void recalibrationSurvivesItsFile(final String name) {
		final ProbabilityMap[] right = calibrated(3);
		final Recalibration fitted = recalibrator(name).fit(List.of(Comparison.of(right[0], right[1])));
		assertArrayEquals(TestMaps.values(fitted.apply(right[0])), TestMaps.values(recalibrator(name).restore(fitted.tensors())
			.apply(right[0])), 1e-5f);
		assertThrows(IllegalArgumentException.class, () -> fitted.apply(TestMaps.randomMap(1, 2, 5, 5)));
	}

	@ParameterizedTest
	@MethodSource("names")
	void certainPredictionsStayDistributions(final String name) {
		// half of the pixels are 0 or 1 exactly, some of them wrongly
		final float[] p = { 1, 1, 1, 0, 0, 0.5f, 0.3f, 0, 0, 0, 0, 1, 1, 0.5f, 0.7f, 1 };
		final float[] t = { 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1 };
		final ProbabilityMap map = ProbabilityMap.of(ArrayImgs.floats(p, 8, 1, 2), LabelClass.defaults(2));
		final ProbabilityMap moved = recalibrator(name).fit(List.of(Comparison.of(map, ProbabilityMap.of(ArrayImgs.floats(t, 8, 1,
			2), LabelClass.defaults(2))))).apply(map);
		ProbabilityMap.checked(moved.image(), moved.classes());
	}

	@Test
	void isotonicMatchesScikitLearnInEveryPixelOrder() {
		for (final JsonElement e : TestMaps.vectors("recalibration/isotonic.json").getAsJsonArray("cases")) {
			final JsonObject c = e.getAsJsonObject();
			final double[] p = TestMaps.as(c.get("p"), double[].class), fitted = TestMaps.as(c.get("fitted"), double[].class);
			final int[][] counts = { TestMaps.as(c.get("no"), int[].class), TestMaps.as(c.get("yes"), int[].class) };
			final List<float[]> pixels = new ArrayList<>();
			for (int answer = 0; answer < 2; answer++)
				for (int level = 0; level < p.length; level++)
					pixels.addAll(Collections.nCopies(counts[answer][level], new float[] { (float) p[level], answer }));
			assertEquals(10_000, pixels.size());
			for (long seed = 0; seed < 5; seed++) {
				Collections.shuffle(pixels, new Random(seed));
				final float[] said = new float[20_000], real = new float[20_000];
				for (int i = 0; i < 10_000; i++) {
					said[10_000 + i] = pixels.get(i)[0];
					said[i] = 1 - pixels.get(i)[0];
					real[10_000 + i] = pixels.get(i)[1];
					real[i] = 1 - pixels.get(i)[1];
				}
				final CurveRecalibration curve = new IsotonicRegression().fit(List.of(Comparison.of(ProbabilityMap.of(ArrayImgs.floats(said,
					100, 100, 2), LabelClass.defaults(2)), ProbabilityMap.of(ArrayImgs.floats(real, 100, 100, 2), LabelClass.defaults(2)))));
				for (int level = 0; level < p.length; level++)
					assertEquals(fitted[level], curve.value(1, (float) p[level]), 1e-12, "p = " + p[level] + ", order " + seed);
			}
		}
	}

	@Test
	void temperatureRecoversTheTrueTemperature() {
		final ProbabilityMap[] right = calibrated(3);
		final LogitRecalibration fitted = new TemperatureScaling().fit(List.of(Comparison.of(sharpened(right[0], 2.5),
			right[1])));
		assertEquals(1 / 2.5, fitted.weight(0, 0), 0.01);
		assertEquals(0, fitted.weight(0, 1));
		assertEquals(0, fitted.offset(2));
	}

	@Test
	void refusesWrongOptions() {
		assertThrows(IllegalArgumentException.class, () -> recalibrator("histogram(bins: 0)"));
		assertThrows(IllegalArgumentException.class, () -> recalibrator("dirichlet(lambda: -1)"));
	}
}
