package sfumato.recalibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;

import sfumato.calibration.CalibrationError;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.NegativeLogLikelihood;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelMessages;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.recalibration.Recalibrator.FloatArray;
import sfumato.text.WrongValue;

class KernelRecalibratorTest {

	private static final JsonObject VECTORS = TestMaps.vectors("calibration/calibration.json");

	private static Recalibrator kde(final String options) {
		return Methods.of(Recalibrator.class).create("kde(" + options + ")");
	}

	private static KernelRecalibration fit(final String options, final ProbabilityMap prediction, final ProbabilityMap target) {
		return (KernelRecalibration) kde(options).fit(List.of(Comparison.of(prediction, target)));
	}

	/** Probabilities that are true: the foreground is drawn with the probability given, after it was moved by {@code bias}. */
	private static ProbabilityMap[] biased(final long seed, final int n, final double prevalence) {
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] said = new double[n];
		final double[] truth = new double[n];
		for (int i = 0; i < n; i++) {
			final double p = random.nextDouble() * (random.nextDouble() < prevalence ? 1 : 0.02);
			truth[i] = random.nextDouble() < p ? 1 : 0;
			// overconfident: logits are doubled
			said[i] = p * p / (p * p + (1 - p) * (1 - p));
		}
		return new ProbabilityMap[] { TestMaps.binary(said), TestMaps.binary(truth) };
	}

	@Test
	void kernelOverAllPixelsMatchesReferenceVectors() {
		final JsonObject v = VECTORS.getAsJsonObject("kde_get_kde");
		final double[][] fg = TestMaps.as(v.get("prob_fg"), double[][].class);
		final ProbabilityMap prediction = TestMaps.binary(fg);
		final ProbabilityMap target = TestMaps.hard(2, TestMaps.as(v.get("label"), int[][].class));
		for (final Map.Entry<String, JsonElement> e : v.getAsJsonObject("bandwidth_to_output").entrySet()) {
			final double[][][] expected = TestMaps.as(e.getValue(), double[][][].class);
			final KernelRecalibration r = fit("bandwidth: " + e.getKey(), prediction, target);
			assertEquals(9, r.numKeys());
			assertArrayEquals(TestMaps.flat(Arrays.stream(expected).flatMap(Arrays::stream).toArray(double[][]::new)), TestMaps
				.values(r.apply(prediction)), 2e-5f, "bandwidth " + e.getKey());
			// in double precision, with probabilities that were not rounded to 32 bits
			final KernelRecalibration exact = new KernelRecalibration(r.bandwidth(), 2, r.keys(), r.targets(), r.logWeights());
			for (int y = 0; y < 3; y++)
				for (int x = 0; x < 3; x++) {
					final double[] moved = exact.apply(new double[] { Math.log(1 - fg[y][x]), Math.log(fg[y][x]) });
					// the keys are 32-bit: relative 6e-8 of p, times 1/h and up to 4 = |ln q|
					final double tolerance = 1e-6 * Math.max(1, 0.1 / r.bandwidth());
					assertEquals(expected[0][y][x], moved[0], tolerance);
					assertEquals(expected[1][y][x], moved[1], tolerance);
				}
		}
	}

	@Test
	void kernelPartMatchesReferenceVector() {
		// every pixel is at a boundary there, so the whole map is the kernel's
		final JsonObject v = VECTORS.getAsJsonObject("kde_get_kde");
		final ProbabilityMap prediction = TestMaps.binary(TestMaps.as(v.get("prob_fg"), double[][].class));
		final ProbabilityMap target = TestMaps.hard(2, TestMaps.as(v.get("label"), int[][].class));
		final double[][][] expected = TestMaps.as(VECTORS.getAsJsonObject("kde_full").get("output"), double[][][].class);
		assertArrayEquals(TestMaps.flat(Arrays.stream(expected).flatMap(Arrays::stream).toArray(double[][]::new)), TestMaps
			.values(fit("bandwidth: 0.1", prediction, target).apply(prediction)), 1e-6f);
	}

	@Test
	void pixelsFarFromAllKeysStayDistributions() {
		// the authors' floor turns (0.5, 0.5) into (0, 0) here: the only keys are 1e-6 and 1 − 1e-6
		final KernelRecalibration r = fit("bandwidth: 0.01", TestMaps.binary(1e-6, 1 - 1e-6), TestMaps.binary(0, 1));
		assertArrayEquals(new double[] { 0.5, 0.5 }, r.apply(new double[] { Math.log(0.5), Math.log(0.5) }), 1e-4);
		final float[] moved = TestMaps.values(r.apply(TestMaps.binary(0.5, 1, 0)));
		assertArrayEquals(new float[] { 0.5f, 0, 1, 0.5f, 1, 0 }, moved, 1e-4f);
	}

	@Test
	void matchesCalculationByHandForOneKeyPerClass() {
		// h = 1, keys (0.8, 0.2) background and (0.4, 0.6) foreground, pixel (0.5, 0.5):
		// q^α is 0.5 for both; 1/B = Γ(3)/(Γ(1.8)Γ(1.2)) = 2/(0.9313838·0.9181687) = 2.338723,
		// Γ(3)/(Γ(1.4)Γ(1.6)) = 2/(0.8872638·0.8935153) = 2.522756; 2.338723/4.861479 = 0.481072
		final KernelRecalibration r = fit("bandwidth: 1", TestMaps.binary(0.2, 0.6), TestMaps.binary(0, 1));
		assertArrayEquals(new double[] { 0.481072, 0.518928 }, r.apply(new double[] { Math.log(0.5), Math.log(0.5) }), 2e-6);
		// 1/B times q^α: 2.338723·0.9^0.8·0.1^0.2 = 1.356353, 2.522756·0.9^0.4·0.1^0.6 = 0.607536
		assertArrayEquals(new double[] { 0.690646, 0.309354 }, r.apply(new double[] { Math.log(0.9), Math.log(0.1) }), 2e-6);
	}

	@Test
	void acceptsProbabilitiesOfZeroAndOne() {
		final ProbabilityMap saturated = TestMaps.binary(0, 0, 1, 1, 1);
		final KernelRecalibration r = fit("bandwidth: 0.001", saturated, TestMaps.binary(0, 1, 1, 1, 0));
		// half of the zeros and two thirds of the ones are foreground
		assertArrayEquals(new float[] { 0.5f, 0.5f, 1 / 3f, 1 / 3f, 1 / 3f, 0.5f, 0.5f, 2 / 3f, 2 / 3f, 2 / 3f }, TestMaps
			.values(r.apply(saturated)), 1e-6f);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sampling: PROPORTIONAL", "sampling: BALANCED", "bandwidth: 0.002, keys: 3000, seed: 5" })
	void recalibratesOverconfidentProbabilities(final String options) {
		final ProbabilityMap[] learn = biased(1, 20_000, 0.5);
		final ProbabilityMap[] test = biased(2, 20_000, 0.5);
		final CalibrationError ece = new ExpectedCalibrationError();
		final double before = ece.evaluate(test[0], test[1]);
		final double after = ece.evaluate(fit(options, learn[0], learn[1]).apply(test[0]), test[1]);
		assertTrue(before > 0.04 && after < before / 2, "ECE " + before + " -> " + after);
	}

	@Test
	void everySamplingKeepsClassFrequencies() {
		// 2 % foreground at the same probabilities as background: what is moved must be 2 %, not 50 %
		final double[] p = new double[10_000];
		final double[] t = new double[10_000];
		Arrays.fill(p, 0.3);
		for (int i = 0; i < 200; i++)
			t[i * 50] = 1;
		for (final String sampling : new String[] { "PROPORTIONAL", "BALANCED", "SPREAD" }) {
			final KernelRecalibration r = fit("keys: 100, sampling: " + sampling, TestMaps.binary(p), TestMaps.binary(t));
			assertEquals(100, r.numKeys());
			assertEquals(0.02, TestMaps.values(r.apply(TestMaps.binary(0.3)))[1], 1e-6, sampling);
		}
	}

	@Test
	void samplingSetsTheNumberOfKeysPerClass() {
		// 30 of 1000 pixels are foreground; predicted are 900 pixels with (1, 0) and 100 with (0.7, 0.3), all background
		final double[] p = new double[1000];
		final double[] t = new double[1000];
		for (int i = 0; i < 1000; i++) {
			p[i] = i % 10 == 0 ? 0.3 : 0;
			t[i] = i < 30 ? 1 : 0;
		}
		final ProbabilityMap prediction = TestMaps.binary(p);
		final ProbabilityMap target = TestMaps.binary(t);
		final KernelRecalibration proportional = fit("keys: 100, sampling: PROPORTIONAL", prediction, target);
		assertEquals(100, proportional.numKeys(), 1);
		assertEquals(3, foregroundKeys(proportional), 1);
		assertEquals(10, uncertainKeys(proportional), 1);
		final KernelRecalibration balanced = fit("keys: 60, sampling: BALANCED", prediction, target);
		assertEquals(60, balanced.numKeys(), 1);
		assertEquals(30, foregroundKeys(balanced), 0);
		final KernelRecalibration spread = fit("keys: 100, sampling: SPREAD", prediction, target);
		// 1.5 and 48.5 of each level are rounded up
		assertEquals(102, spread.numKeys());
		assertEquals(50, uncertainKeys(spread), 1);
		// the background has more than its half where the foreground has fewer pixels than keys
		assertEquals(70, fit("keys: 100, sampling: BALANCED", prediction, target).numKeys() - 30, 1);
		assertEquals(1000, fit("keys: 5000", prediction, target).numKeys());
		// what occurs has a key, however rare it is
		assertEquals(2, foregroundKeys(fit("keys: 2", prediction, target)), 0);
		for (final KernelRecalibration r : List.of(proportional, balanced, spread)) {
			double pixels = 0, foreground = 0;
			for (int k = 0; k < r.numKeys(); k++) {
				pixels += Math.exp(r.logWeights()[k]);
				foreground += Math.exp(r.logWeights()[k]) * r.targets()[2 * k + 1];
			}
			assertEquals(1000, pixels, 1e-3);
			assertEquals(30, foreground, 1e-3);
		}
	}

	private static double uncertainKeys(final KernelRecalibration r) {
		double n = 0;
		for (int k = 0; k < r.numKeys(); k++)
			n += r.keys()[2 * k + 1] > 0.1 ? 1 : 0;
		return n;
	}

	private static double foregroundKeys(final KernelRecalibration r) {
		double n = 0;
		for (int k = 0; k < r.numKeys(); k++)
			n += r.targets()[2 * k + 1];
		return n;
	}

	@Test
	void drawsPixelsOfAStratumUniformly() {
		// ten pixels with the confidence 0.9 and a little, which tells them apart, and one certain background pixel
		final double[] p = new double[11];
		final double[] t = new double[11];
		for (int i = 0; i < 10; i++) {
			p[i] = 0.9 + 0.001 * i + 0.0001;
			t[i] = 1;
		}
		final int[] drawn = new int[10];
		for (int seed = 0; seed < 2000; seed++) {
			final KernelRecalibration r = fit("keys: 6, seed: " + seed, TestMaps.binary(p), TestMaps.binary(t));
			final List<Integer> pixels = new ArrayList<>();
			for (int k = 0; k < r.numKeys(); k++)
				if (r.targets()[2 * k + 1] == 1) pixels.add((int) Math.floor(1000 * (r.keys()[2 * k + 1] - 0.9)));
			assertEquals(5, pixels.stream().distinct().count());
			pixels.forEach(i -> drawn[i]++);
		}
		for (final int n : drawn)
			assertEquals(1000, n, 110);
	}

	@Test
	void poolsPixelsOfAllCases() {
		final ProbabilityMap[] a = biased(1, 500, 0.5), b = biased(2, 300, 0.5);
		final KernelRecalibration r = (KernelRecalibration) kde("keys: 10000").fit(List.of(Comparison.of(a[0], a[1]), Comparison.of(b[0],
			b[1])));
		assertEquals(800, r.numKeys());
		final KernelRecalibration swapped = (KernelRecalibration) kde("keys: 10000").fit(List.of(Comparison.of(b[0], b[1]),
			Comparison.of(a[0], a[1])));
		assertArrayEquals(TestMaps.values(r.apply(a[0])), TestMaps.values(swapped.apply(a[0])), 1e-6f);
	}

	@Test
	void averagesSoftTargetsWithoutBinarization() {
		final KernelRecalibration r = fit("", TestMaps.binary(0.4, 0.4, 0.4), TestMaps.binary(0.2, 0.3, 0.7));
		assertEquals(0.4, TestMaps.values(r.apply(TestMaps.binary(0.4)))[1], 1e-6);
	}

	@Test
	void classOrderDoesNotMatter() {
		final ProbabilityMap p = TestMaps.randomMap(1, 3, 40, 30, 2);
		final ProbabilityMap t = TestMaps.randomMap(2, 3, 40, 30, 2);
		final float[] moved = TestMaps.values(fit("bandwidth: 0.1, keys: 100000", p, t).apply(p));
		final float[] turned = TestMaps.values(fit("bandwidth: 0.1, keys: 100000", turn(p), turn(t)).apply(turn(p)));
		final int n = moved.length / 3;
		for (int c = 0; c < 3; c++)
			assertArrayEquals(Arrays.copyOfRange(moved, c * n, (c + 1) * n), Arrays.copyOfRange(turned, (c + 1) % 3 * n, (c + 1) %
				3 * n + n), 1e-5f);
	}

	/** The same map with class c called c + 1. */
	private static ProbabilityMap turn(final ProbabilityMap map) {
		final float[] values = TestMaps.values(map);
		final int n = values.length / 3;
		final float[] turned = new float[values.length];
		for (int i = 0; i < values.length; i++)
			turned[(i + n) % values.length] = values[i];
		return ProbabilityMap.of(ArrayImgs.floats(turned, map.image().dimensionsAsLongArray()), LabelClass.defaults(3));
	}

	@Test
	void restoredRecalibrationIsBitIdentical() {
		final ProbabilityMap[] m = biased(3, 3000, 0.2);
		final Recalibrator kde = kde("keys: 200, sampling: balanced");
		final Recalibration r = kde.fit(List.of(Comparison.of(m[0], m[1])));
		final Recalibration restored = kde.restore(r.tensors());
		assertArrayEquals(TestMaps.values(r.apply(m[0])), TestMaps.values(restored.apply(m[0])), 0);
		assertEquals(List.of("keys", "targets", "log_weights", "bandwidth"), List.copyOf(r.tensors().keySet()));
	}

	@Test
	void equalSeedsGiveBitIdenticalResultsOnAnyNumberOfThreads() {
		final ProbabilityMap[] m = biased(4, 100_000, 0.2);
		final float[] once = Parallelization.runSingleThreaded(() -> TestMaps.values(fit("keys: 50", m[0], m[1]).apply(m[0])));
		final float[] again = Parallelization.runWithNumThreads(4, () -> TestMaps.values(fit("keys: 50", m[0], m[1]).apply(
			m[0])));
		assertArrayEquals(once, again, 0);
	}

	@Test
	void refusesUnusableCases() {
		final ProbabilityMap p = TestMaps.binary(0.1, 0.9);
		assertMessage(RecalibrationMessages.noCases(), () -> kde("").fit(List
			.of()));
		assertMessage(LabelMessages.sizesDiffer("prediction", "2 x 1", "reference", "3 x 1"),
			() -> fit("", p, TestMaps.binary(0, 1, 1)));
		assertMessage(RecalibrationMessages.oneClass(0, "background"), () -> fit("", p, TestMaps.binary(0, 0)));
		assertMessage(RecalibrationMessages.caseClasses(1, 3, 2), () -> kde("").fit(List.of(Comparison
			.of(p, p), Comparison.of(TestMaps.randomMap(1, 3, 2, 2), TestMaps.randomMap(1, 3, 2, 2)))));
		assertMessage(RecalibrationMessages.confidence(0, Float.NaN),
			() -> fit("", TestMaps.binary(Double.NaN, 0), TestMaps.binary(0, 1)));
		assertMessage(RecalibrationMessages.mapClasses(2, 3), () -> fit("", p, TestMaps
			.binary(0, 1)).apply(TestMaps.randomMap(1, 3, 2, 2)));
		assertMessage(WrongValue.message("kde: bandwidth", 2.0, "between 1e-6 and 1 (0.01 is a good start)"), () -> kde(
			"bandwidth: 2"));
		assertMessage(WrongValue.message("kde: keys", 1, "between 2 and 1000000"), () -> kde("keys: 1"));
		assertMessage(WrongValue.message("sampling", "fair", "one of PROPORTIONAL, BALANCED, SPREAD"), () -> kde("sampling: fair"));
	}

	@Test
	void refusesBrokenTensorsByName() {
		final ProbabilityMap p = TestMaps.binary(0.1, 0.9);
		final Map<String, FloatArray> tensors = new LinkedHashMap<>(fit("", p, TestMaps.binary(0, 1)).tensors());
		tensors.remove("targets");
		assertMessage(RecalibrationMessages.noTensor("targets", "[keys, log_weights, bandwidth]"), () -> kde("")
			.restore(tensors));
		tensors.put("targets", new FloatArray(new long[] { 4 }, new float[4]));
		assertMessage(RecalibrationMessages.tensorShape("targets", "4", "2 x 2"), () -> kde("")
			.restore(tensors));
		tensors.put("targets", new FloatArray(new long[] { 2, 2 }, new float[] { 1, 0, 0, Float.NaN }));
		assertMessage(RecalibrationMessages.noProbability("targets", Float.NaN), () -> kde(
			"").restore(tensors));
	}

	private static void assertMessage(final String message, final org.junit.jupiter.api.function.Executable wrong) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
	}

	@Test
	void choosesTheBandwidthByLeaveOneOut() {
		final ProbabilityMap[] learn = biased(1, 20_000, 0.5), test = biased(2, 20_000, 0.5);
		final CalibrationError nll = new NegativeLogLikelihood();
		for (final String choice : new String[] { "LIKELIHOOD", "ECE" }) {
			final KernelRecalibration chosen = fit("bandwidth: 0, choice: " + choice, learn[0], learn[1]);
			final double score = nll.evaluate(chosen.apply(test[0]), test[1]);
			// far too small and far too large ones are worse on other pixels, too
			for (final String other : new String[] { "1e-5", "1" })
				assertTrue(score < nll.evaluate(fit("bandwidth: " + other, learn[0], learn[1]).apply(test[0]), test[1]), choice +
					" chose " + chosen.bandwidth());
			final Recalibration restored = kde("bandwidth: 0").restore(chosen.tensors());
			assertArrayEquals(TestMaps.values(chosen.apply(test[0])), TestMaps.values(restored.apply(test[0])));
		}
	}
}
