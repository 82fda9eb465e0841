package sfumato.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static sfumato.Says.assertSays;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.recalibration.KernelRecalibration;
import sfumato.text.WrongValue;

/** Calibration errors beside the reference vectors, other programs ({@code src/test/python/calibration_errors.py}) and sums. */
class CalibrationErrorsTest {

	private static final JsonObject VECTORS = TestMaps.vectors("calibration/calibration.json");
	private static final JsonObject GOLDEN = TestMaps.vectors("calibration/errors.json");

	private static CalibrationError error(final String text) {
		return Methods.of(CalibrationError.class).create(text);
	}

	/** Pixels side by side, of probabilities [pixel][class] and labels. */
	private static Comparison pixels(final double[][] p, final int[] labels) {
		final double[][][] map = new double[p[0].length][1][p.length];
		for (int i = 0; i < p.length; i++)
			for (int c = 0; c < p[i].length; c++)
				map[c][0][i] = p[i][c];
		return Comparison.of(TestMaps.map(map), TestMaps.hard(p[0].length, new int[][] { labels }));
	}

	@Test
	void matchesOtherProgramsOnThreeClasses() {
		final Comparison images = pixels(TestMaps.as(GOLDEN.get("probabilities"), double[][].class), TestMaps.as(GOLDEN.get(
			"labels"), int[].class));
		for (final Map.Entry<String, JsonElement> e : GOLDEN.getAsJsonObject("errors").entrySet())
			assertEquals(e.getValue().getAsDouble(), error(e.getKey()).evaluate(images), 1e-6, e.getKey());
	}

	/** Probabilities of class 1 of so many pixels each, all of which are right or all wrong in saying so. */
	private static Comparison levels(final double[] f, final int[] answers, final int[] counts) {
		final List<double[]> p = new ArrayList<>();
		final List<Integer> labels = new ArrayList<>();
		for (int i = 0; i < f.length; i++)
			for (int n = 0; n < counts[i]; n++) {
				p.add(new double[] { 1 - f[i], f[i] });
				labels.add(answers[i]);
			}
		return pixels(p.toArray(double[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
	}

	@Test
	void smoothErrorMatchesQuadratureAtAnyKernelWidth() {
		// src/test/python/smooth_calibration_error.py: NumPy 2.4.6, SciPy 1.17.1
		final CalibrationError smooth = error("smooth-ece(of: FOREGROUND)");
		assertEquals(0.45609164914906913, smooth.evaluate(levels(new double[] { 0, 1 }, new int[] { 1, 0 }, new int[] { 1, 1 })), 1e-9);
		assertEquals(0.4465407794103615, smooth.evaluate(levels(new double[] { 0.05, 0.95 }, new int[] { 1, 0 }, new int[] { 1, 1 })),
			1e-9);
		assertEquals(0.37884283060234636, smooth.evaluate(levels(new double[] { 0.1, 0.3, 0.6, 0.9 }, new int[] { 1, 0, 1, 0 },
			new int[] { 3, 1, 1, 3 })), 1e-9);
		assertEquals(0.36505893452871335, smooth.evaluate(levels(new double[] { 0.02, 0.4, 0.45, 0.97 }, new int[] { 1, 0, 1, 0 },
			new int[] { 40, 30, 20, 30 })), 1e-9);
		assertEquals(0.06983655141762511, smooth.evaluate(levels(new double[] { 0.5, 0.6, 0.7, 0.8, 0.9 }, new int[] { 1, 0, 1, 0, 1 },
			new int[] { 5, 5, 12, 5, 60 })), 1e-9);
		// a small error, which is hardly blurred
		assertEquals(0.0026772909036261614, smooth.evaluate(levels(new double[] { 0.4, 0.404, 0.41, 0.7, 1 }, new int[] { 1, 0, 1, 0, 1 },
			new int[] { 3, 4, 1, 1, 991 })), 1e-9);
	}

	@Test
	void smoothErrorEqualsTheErrorOfPixelsWithEqualErrors() {
		// a residual of one sign stays as large as it is however it is blurred
		final CalibrationError smooth = error("smooth-ece(of: FOREGROUND)");
		assertEquals(1, smooth.evaluate(levels(new double[] { 1 }, new int[] { 0 }, new int[] { 7 })), 1e-9);
		assertEquals(0.25, smooth.evaluate(levels(new double[] { 0.75 }, new int[] { 1 }, new int[] { 7 })), 1e-9);
		assertEquals(0, smooth.evaluate(levels(new double[] { 0, 1 }, new int[] { 0, 1 }, new int[] { 3, 5 })), 1e-12);
		// two Gaussians at 0 and 1, the first term of whose series, 4/π exp(−π² σ² / 2) = σ, is all but 10⁻⁵ of it
		assertEquals(0.45609, smooth.evaluate(levels(new double[] { 0, 1 }, new int[] { 1, 0 }, new int[] { 1, 1 })), 1e-4);
	}

	@Test
	void kernelErrorsMatchReferenceVectors() {
		final JsonObject v = VECTORS.getAsJsonObject("ece_kde");
		final Comparison three = pixels(TestMaps.as(v.get("f"), double[][].class), TestMaps.as(v.get("y"), int[].class));
		final double[] f = TestMaps.as(v.get("f_binary"), double[].class);
		final Comparison two = pixels(Arrays.stream(f).mapToObj(p -> new double[] { 1 - p, p }).toArray(double[][]::new),
			TestMaps.as(v.get("y_binary"), int[].class));
		final JsonObject values = v.getAsJsonObject("values");
		for (final double h : new double[] { 0.05, 0.2 })
			for (final int p : new int[] { 1, 2 }) {
				final String key = "h=" + h + ",p=" + p + ",", options = ", bandwidth: " + h + ", norm: " + p + ")";
				for (final String type : new String[] { "canonical", "marginal", "top_label" })
					assertEquals(values.get(key + type).getAsDouble(), error("ece-kde(type: " + type + options).evaluate(three), 1e-6,
						key + type);
				// one column of two classes is doubled there
				assertEquals(values.get(key + "binary_1col(x2)").getAsDouble(), error("ece-kde(type: CANONICAL" + options)
					.evaluate(two), 1e-6);
			}
		assertEquals(v.get("bandwidth_multiclass").getAsDouble(), new KernelCalibrationError().bandwidth(List.of(three)),
			1e-6);
		assertEquals(v.get("bandwidth_binary").getAsDouble(), new KernelCalibrationError().bandwidth(List.of(two)), 1e-6);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 0.01, 0.0005 })
	void kernelErrorsOfManyPixelsEqualSumsOverAllPairs(final double h) {
		final int n = 3000;
		final SplittableRandom random = new SplittableRandom(4);
		final double[][] p = new double[n][];
		final int[] labels = new int[n];
		for (int i = 0; i < n; i++) {
			final float f = (float) (1 / (1 + Math.exp(30 * (random.nextDouble() - 0.5))));
			p[i] = new double[] { 1 - f, f };
			labels[i] = random.nextDouble() < 0.1 + 0.8 * f ? 1 : 0;
		}
		final float[] keys = new float[2 * n], targets = new float[2 * n];
		for (int i = 0; i < n; i++) {
			keys[2 * i] = (float) p[i][0];
			keys[2 * i + 1] = (float) p[i][1];
			targets[2 * i + labels[i]] = 1;
		}
		final double direct = Arrays.stream(new KernelRecalibration(h, 2, keys, targets, new float[n]).leaveOneOut((j,
			estimated) -> 2 * Math.abs(estimated[1] - keys[2 * j + 1]))).average().orElseThrow();
		assertEquals(direct, error("ece-kde(bandwidth: " + h + ")").evaluate(pixels(p, labels)), 1e-6);
	}

	@Test
	void classwiseErrorsMatchReferenceVectors() {
		final double expected = VECTORS.getAsJsonObject("metrics_binary").getAsJsonObject("all_images").get("SCED")
			.getAsDouble();
		final JsonObject v = VECTORS.getAsJsonObject("metrics_binary");
		final double[][][] fg = TestMaps.as(v.get("prob_fg"), double[][][].class);
		final int[][][] labels = TestMaps.as(v.get("label"), int[][][].class);
		final List<double[]> p = new ArrayList<>();
		final List<Integer> l = new ArrayList<>();
		for (int m = 0; m < fg.length; m++)
			for (int y = 0; y < fg[m].length; y++)
				for (int x = 0; x < fg[m][y].length; x++)
					if (labels[m][y][x] < 2) {
						p.add(new double[] { 1 - fg[m][y][x], fg[m][y][x] });
						l.add(labels[m][y][x]);
					}
		assertEquals(expected / 1000, error("sce(hit: FOUND)").evaluate(pixels(p.toArray(double[][]::new), l.stream().mapToInt(
			Integer::intValue).toArray())), 1e-6);
	}

	@Test
	void equalMassBinsHoldEqualNumbersOfPixels() {
		// two bins of two pixels: |0.5 − 0.15| and |0.5 − 0.8|, averaged; bins of equal width would part 0.2 from 0.1
		final Comparison images = Comparison.of(TestMaps.binary(0.1, 0.2, 0.7, 0.9), TestMaps.binary(1, 0, 0, 1));
		assertEquals((0.35 + 0.3) / 2, error("ece(bins: 2, binning: MASS, of: FOREGROUND)").evaluate(images), 1e-7);
		assertEquals((0.35 + 0.3) / 2, error("ace(bins: 2)").evaluate(images), 1e-7);
		// equal probabilities stay together: 6 of 7 pixels in one bin, what is left in another
		final Comparison ties = Comparison.of(TestMaps.binary(0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.6), TestMaps.binary(1, 1, 1, 0, 0,
			0, 1));
		assertEquals((6 * 0.2 + 0.4) / 7, error("ace(bins: 3)").evaluate(ties), 1e-7);
		final SplittableRandom random = new SplittableRandom(1);
		final double[] p = random.doubles(10_000).map(u -> u * u * u).toArray();
		final Comparison many = Comparison.of(TestMaps.binary(p), TestMaps.binary(p));
		final float[] edges = Binning.MASS.edges(List.of(many), BinaryEvent.FOREGROUND, 20);
		assertEquals(21, edges.length);
		final ReliabilityDiagram d = ReliabilityDiagram.of(List.of(many), BinaryEvent.FOREGROUND, edges);
		for (int b = 0; b < 20; b++)
			assertEquals(500, d.count(b), 25, "bin " + b);
	}

	@Test
	void bandExcludesPixelsFarFromBoundaries() {
		// reference 0 0 0 1 1 1: the two pixels at the border are 0.6 and right, all others wrong
		final Comparison images = Comparison.of(TestMaps.binary(0.9, 0.9, 0.4, 0.6, 0.1, 0.1), TestMaps.binary(0, 0, 0, 1, 1,
			1));
		assertEquals(0.4, error("ece(band: 1)").evaluate(images), 1e-7);
		assertEquals((2 * 0.4 + 4 * 0.9) / 6, error("ece").evaluate(images), 1e-7);
		assertEquals(CalibrationMessages.emptyBand(1.0, "pixel"), assertThrows(IllegalArgumentException.class, () ->
			error("ece(band: 1)").evaluate(TestMaps.binary(0,
				0), TestMaps.binary(0, 0))).getMessage());
	}

	@Test
	void usesSoftReferencesWithoutBinarizationIfAsked() {
		// (0.7 − 0.6)² twice; −0.4 ln 0.3 − 0.6 ln 0.7
		assertEquals(0.02, error("brier(soft: true)").evaluate(TestMaps.binary(0.7), TestMaps.binary(0.6)), 1e-6);
		assertEquals(-0.4 * Math.log(0.3) - 0.6 * Math.log(0.7), error("nll(soft: true)").evaluate(TestMaps.binary(0.7), TestMaps
			.binary(0.6)), 1e-6);
	}

	@Test
	void poolsPixelsOfAllImages() {
		final ProbabilityMap p = TestMaps.randomMap(1, 3, 20, 10, 2), r = TestMaps.randomMap(2, 3, 20, 10, 2);
		final List<Comparison> planes = List.of(Comparison.of(p.plane(0), r.plane(0)), Comparison.of(p.plane(1), r.plane(1)));
		for (final String name : Methods.of(CalibrationError.class).names())
			assertEquals(error(name).evaluate(p, r), error(name).evaluate(planes), 1e-9, name);
	}

	@Test
	void errorOfManyPixelsMatchesExactArithmetic() {
		// ten different small probabilities, of which 32 bits hold none exactly, and a million pixels
		final int n = 1_000_000;
		final double[] p = new double[n], r = new double[n];
		BigDecimal sum = BigDecimal.ZERO;
		for (int i = 0; i < n; i++) {
			p[i] = (float) (0.001 + 0.0037 * (i % 10));
			sum = sum.add(new BigDecimal((float) p[i]));
		}
		final double exact = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
		assertEquals(exact, error("sce(bins: 1)").evaluate(TestMaps.binary(p), TestMaps.binary(r)), 1e-15);
	}

	/** An image of a million pixels, a hundred times: what is exact is known from one of them. */
	@Tag("slow")
	@Test
	void errorsOfAHundredMillionPixelsMatchExactArithmetic() {
		final int side = 1000, n = side * side, bins = 10;
		final SplittableRandom random = new SplittableRandom(5);
		final float[] p = new float[2 * n], r = new float[2 * n];
		final BigDecimal[] gap = new BigDecimal[bins];
		Arrays.fill(gap, BigDecimal.ZERO);
		BigDecimal squares = BigDecimal.ZERO, logs = BigDecimal.ZERO;
		for (int i = 0; i < n; i++) {
			// as of a network: most of them certain
			final float f = (float) (1 / (1 + Math.exp(30 * (random.nextDouble() - 0.5))));
			final int label = random.nextDouble() < 0.05 + 0.9 * f ? 1 : 0;
			p[i] = 1 - f;
			p[n + i] = f;
			r[label * n + i] = 1;
			final float confidence = Math.max(p[i], f);
			final int bin = Math.min(bins - 1, (int) (new BigDecimal(confidence).multiply(BigDecimal.TEN).doubleValue()));
			gap[bin] = gap[bin].add(new BigDecimal(confidence)).subtract(f > p[i] == (label == 1) ? BigDecimal.ONE : BigDecimal.ZERO);
			for (int c = 0; c < 2; c++)
				squares = squares.add(new BigDecimal(p[c * n + i]).subtract(BigDecimal.valueOf(c == label ? 1 : 0)).pow(2));
			logs = logs.subtract(new BigDecimal(Math.max(-50, Math.log(p[label * n + i]))));
		}
		final Comparison images = Comparison.of(repeated(p, side), repeated(r, side));
		assertEquals(100_000_000L, Arrays.stream(images.prediction().spatialDimensions()).reduce(1, (a, b) -> a * b));
		final BigDecimal sum = Arrays.stream(gap).map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
		assertEquals(mean(sum, n), error("ece").evaluate(images), 1e-12);
		assertEquals(mean(squares, n), error("brier").evaluate(images), 1e-12);
		assertEquals(mean(logs, n), error("nll").evaluate(images), 1e-12);
	}

	private static double mean(final BigDecimal sum, final int n) {
		return sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
	}

	/** Ten by ten times. */
	private static ProbabilityMap repeated(final float[] values, final int side) {
		return ProbabilityMap.of(Views.interval(Views.extendPeriodic(ArrayImgs.floats(values, side, side, 2)), new FinalInterval(10L *
			side, 10L * side, 2)), LabelClass.defaults(2));
	}

	@Test
	void meansOverPixelsAreExactInAnyOrder() {
		final SplittableRandom random = new SplittableRandom(6);
		final float[] values = new float[3000];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (50 * random.nextDouble());
		final PixelMean number = new PixelMean(new PixelMean.Options()) {

			@Override
			double of(final float[] p, final float[] r, final int n, final int i) {
				return p[i];
			}

			@Override
			public String column() {
				return "first";
			}
		};
		final long[] whole = number.sums(values, values, 3000);
		final List<long[]> parts = new ArrayList<>();
		for (int from = 2900; from >= 0; from -= 100)
			parts.add(number.sums(Arrays.copyOfRange(values, from, from + 100), values, 100));
		assertArrayEquals(whole, Additive.plus(parts));
		BigDecimal exact = BigDecimal.ZERO;
		for (final float v : values)
			exact = exact.add(new BigDecimal(v));
		assertEquals(mean(exact, 3000), number.evaluate(whole), 1e-13);
	}

	@Test
	void refusesWrongOptions() {
		assertSays(WrongValue.message("norm", 3, "1 or 2"), assertThrows(IllegalArgumentException.class, () ->
			error("ece-kde(norm: 3)")).getMessage());
		assertSays(WrongValue.message("band", -1.0, "0 or more"), assertThrows(IllegalArgumentException.class, () ->
			error("ece(band: -1)")).getMessage());
		assertEquals(CalibrationMessages.tooFewPixels(1), assertThrows(
			IllegalArgumentException.class, () -> error("ece-kde").evaluate(TestMaps.binary(0.5), TestMaps.binary(1)))
				.getMessage());
	}
}
