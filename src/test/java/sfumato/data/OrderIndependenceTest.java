package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.CaseAgreement;
import sfumato.calibration.CalibrationError;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.GreyValues;
import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.Comparison;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelSmoothing;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.metrics.SegmentationMetric;
import sfumato.recalibration.Recalibrator;
import sfumato.statistics.Correction;
import sfumato.statistics.PairedScores;
import sfumato.statistics.SignificanceTest;

/**
 * No result depends on the order in which pixels, cases or raters come, least of all on the order of equal values. Images have few
 * different probabilities, so that there are many ties. Methods are found by their kind; one that looks at where pixels lie has to be
 * named here, and is held to images that are mirrored and turned.
 */
class OrderIndependenceTest {

	private static final int WIDTH = 24, HEIGHT = 18, PIXELS = WIDTH * HEIGHT;
	private static final int ORDERS = 5;

	/** Those that look at where pixels lie. */
	private static final Set<String> METRICS_OF_PLACES = Set.of("boundary-iou", "hausdorff", "objects", "surface-dice",
		"surface-distance");
	private static final Set<String> FUSIONS_OF_PLACES = Set.of("shape-average");

	/** Those that draw cases by their position: other orders give other draws of the same kind. */
	private static final Set<String> TESTS_THAT_DRAW = Set.of("bootstrap");

	static Stream<String> recalibrators() {
		return Methods.of(Recalibrator.class).names().stream().map(name -> name.equals("kde") ? "kde(keys: 100000)" : name);
	}

	static Stream<String> errors() {
		return Stream.concat(Methods.of(CalibrationError.class).names().stream(), Stream.of("ece(binning: MASS)", "ece(of: FOREGROUND)",
			"sce(hit: FOUND)", "brier(soft: true)"));
	}

	static Stream<String> metrics() {
		return Stream.concat(Methods.of(SegmentationMetric.class).names().stream(), Stream.of("hausdorff(percentile: 100)",
			"volume-error(soft: true)", "objects(score: PANOPTIC)", "objects(iou: 0.1)"));
	}

	static Stream<String> fusions() {
		return Stream.concat(Methods.of(LabelFusion.class).names().stream(), Stream.of("majority(tie: UNDECIDED)",
			"majority(tie: LOWEST)", "staple(region: ALL)", "staple(region: DISAGREEMENT)", "shape-average(softness: 2)"));
	}

	static Stream<String> normalizations() {
		return Methods.of(Normalization.class).names().stream();
	}

	static Stream<String> smoothings() {
		return Methods.of(LabelSmoothing.class).names().stream();
	}

	static Stream<String> tests() {
		return Methods.of(SignificanceTest.class).names().stream();
	}

	private static String nameOf(final String text) {
		return text.replaceFirst("\\(.*", "");
	}

	/** Orders of the pixels; pixel i of the new image is pixel order[i] of the old one. */
	private static List<int[]> shuffled(final int n) {
		final List<int[]> orders = new ArrayList<>();
		for (int seed = 0; seed < ORDERS; seed++) {
			final List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
			Collections.shuffle(order, new Random(seed));
			orders.add(order.stream().mapToInt(i -> i).toArray());
		}
		return orders;
	}

	/** The image mirrored in both directions, and turned by half a turn. */
	private static List<int[]> mirrored() {
		final List<IntUnaryOperator> moves = List.of(i -> i / WIDTH * WIDTH + WIDTH - 1 - i % WIDTH, i -> (HEIGHT - 1 - i / WIDTH) *
			WIDTH + i % WIDTH, i -> PIXELS - 1 - i);
		return moves.stream().map(m -> IntStream.range(0, PIXELS).map(m).toArray()).toList();
	}

	private static float[] moved(final float[] values, final int[] order) {
		final float[] result = new float[values.length];
		for (int i = 0; i < values.length; i++)
			result[i] = values[i / order.length * order.length + order[i % order.length]];
		return result;
	}

	private static ProbabilityMap map(final float[] values) {
		final int classes = values.length / PIXELS;
		return ProbabilityMap.of(ArrayImgs.floats(values, WIDTH, HEIGHT, classes), LabelClass.defaults(classes));
	}

	/** Tenths, which two classes or three share. */
	private static float[] prediction(final long seed, final int classes) {
		final Random random = new Random(seed);
		final float[] values = new float[PIXELS * classes];
		for (int i = 0; i < PIXELS; i++) {
			final int tenths = random.nextInt(11), others = classes == 2 ? 0 : random.nextInt(11 - tenths);
			values[PIXELS + i] = tenths / 10f;
			if (classes == 3) values[2 * PIXELS + i] = others / 10f;
			values[i] = (10 - tenths - others) / 10f;
		}
		return values;
	}

	/** Labels that are drawn by the prediction, or soft ones. */
	private static float[] reference(final float[] prediction, final boolean soft) {
		final Random random = new Random(77);
		final int classes = prediction.length / PIXELS;
		final float[] values = new float[prediction.length];
		for (int i = 0; i < PIXELS; i++) {
			double left = random.nextDouble();
			int c = 0;
			while (c < classes - 1 && (left -= prediction[c * PIXELS + i]) > 0)
				c++;
			values[c * PIXELS + i] = soft ? 0.75f : 1;
			if (soft) values[(c + 1) % classes * PIXELS + i] = 0.25f;
		}
		return values;
	}

	/** Compact shapes, for what looks at places. */
	private static float[] shapes(final int shift, final int classes) {
		final float[] values = new float[PIXELS * classes];
		for (int i = 0; i < PIXELS; i++) {
			final int x = i % WIDTH - shift, y = i / WIDTH;
			final int c = Math.hypot(x - 6, y - 6) < 4 || Math.hypot(x - 17, y - 12) < 3 ? 1 : Math.hypot(x - 15, y - 4) < 3 ? classes - 1
				: 0;
			values[c * PIXELS + i] = 1;
		}
		return values;
	}

	@ParameterizedTest
	@MethodSource("recalibrators")
	void recalibratorsDoNotDependOnThePixelOrder(final String name) {
		for (final int classes : new int[] { 2, 3 })
			for (final boolean soft : new boolean[] { false, true }) {
				final float[] p = prediction(4, classes), r = reference(p, soft);
				final Recalibrator recalibrator = Methods.of(Recalibrator.class).create(name);
				final float[] learned = TestMaps.values(recalibrator.fit(List.of(Comparison.of(map(p), map(r)))).apply(map(p)));
				for (final int[] order : shuffled(PIXELS))
					assertArrayEquals(learned, TestMaps.values(recalibrator.fit(List.of(Comparison.of(map(moved(p, order)), map(
						moved(r, order))))).apply(map(p))), 2e-6f, name);
			}
	}

	@ParameterizedTest
	@MethodSource("errors")
	void calibrationErrorsDoNotDependOnThePixelOrder(final String name) {
		for (final int classes : new int[] { 2, 3 }) {
			final float[] p = prediction(5, classes), r = reference(p, false);
			final CalibrationError error = Methods.of(CalibrationError.class).create(name);
			final double value = error.evaluate(map(p), map(r));
			assertTrue(value > 0, name + " " + value);
			for (final int[] order : shuffled(PIXELS))
				assertEquals(value, error.evaluate(map(moved(p, order)), map(moved(r, order))), 1e-11, name);
		}
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void metricsDoNotDependOnThePixelOrder(final String name) {
		final boolean places = METRICS_OF_PLACES.contains(nameOf(name));
		for (final int classes : new int[] { 2, 3 }) {
			final float[] p = places ? shapes(1, classes) : prediction(6, classes);
			final float[] r = places ? shapes(-1, classes) : reference(p, name.equals("bdice"));
			final SegmentationMetric metric = Methods.of(SegmentationMetric.class).create(name);
			final double[] values = metric.perClass(map(p), map(r));
			for (final int[] order : places ? mirrored() : shuffled(PIXELS))
				assertArrayEquals(values, metric.perClass(map(moved(p, order)), map(moved(r, order))), 1e-12, name);
		}
	}

	/** Raters of whom two agree here and two there; the corners are drawn, so that everything is in the box of the image. */
	private static HardRaters raters(final int[] pixels, final int[] order) {
		final int classes = 3;
		final List<Img<UnsignedByteType>> labels = new ArrayList<>();
		for (final int rater : order) {
			final float[] shape = shapes(rater - 1, classes);
			final byte[] values = new byte[PIXELS];
			for (int i = 0; i < PIXELS; i++) {
				final int at = pixels[i];
				for (int c = 0; c < classes; c++)
					if (shape[c * PIXELS + at] == 1) values[i] = (byte) c;
			}
			labels.add(ArrayImgs.unsignedBytes(values, WIDTH, HEIGHT));
		}
		return HardRaters.of(Arrays.stream(order).mapToObj(r -> "rater" + r).toList(), labels, OptionalInt.of(classes), OptionalInt
			.empty());
	}

	@ParameterizedTest
	@MethodSource("fusions")
	void fusionsFollowThePixelOrderAndIgnoreTheRaterOrder(final String name) {
		final LabelFusion fusion = Methods.of(LabelFusion.class).create(name);
		final int[] same = IntStream.range(0, PIXELS).toArray(), raters = { 0, 1, 2, 3 };
		final float[] fused = TestMaps.values(fusion.fuse(raters(same, raters)));
		// a box that moves with what is drawn stays as large as it is only if the image is mirrored
		final boolean places = FUSIONS_OF_PLACES.contains(nameOf(name)) || name.contains("staple") && !name.contains("region");
		for (final int[] order : places ? mirrored() : shuffled(PIXELS))
			assertArrayEquals(moved(fused, order), TestMaps.values(fusion.fuse(raters(order, raters))), 1e-6f, name);
		if (!fusion.isRandom()) for (final int[] order : shuffled(raters.length))
			assertArrayEquals(fused, TestMaps.values(fusion.fuse(raters(same, order))), 1e-6f, name);
	}

	@ParameterizedTest
	@EnumSource(AgreementMeasure.class)
	void agreementDoesNotDependOnTheRaterOrder(final AgreementMeasure measure) {
		final int[] same = IntStream.range(0, PIXELS).toArray(), raters = { 0, 1, 2, 3 };
		final CaseAgreement agreement = CaseAgreement.of("case", raters(same, raters), new double[] { 1, 1 }, "pixel");
		final double value = agreement.value(measure);
		assertFalse(Double.isNaN(value));
		final List<CaseAgreement> others = new ArrayList<>();
		for (final int[] order : shuffled(raters.length))
			others.add(CaseAgreement.of("case", raters(same, order), new double[] { 1, 1 }, "pixel"));
		for (final int[] order : mirrored())
			others.add(CaseAgreement.of("case", raters(order, raters), new double[] { 1, 1 }, "pixel"));
		for (final CaseAgreement other : others)
			assertEquals(value, other.value(measure), 1e-12, measure.column());
	}

	@ParameterizedTest
	@MethodSource("normalizations")
	void normalizationsDoNotDependOnThePixelOrder(final String name) throws IOException {
		final Normalization normalization = Methods.of(Normalization.class).create(name);
		final float[] values = new float[2 * PIXELS];
		final Random random = new Random(8);
		for (int i = 0; i < values.length; i++)
			values[i] = random.nextInt(12) * 0.3f - 1;
		final List<GreyMapping.Line> lines = lines(normalization, values);
		for (final int[] order : shuffled(PIXELS)) {
			final List<GreyMapping.Line> others = lines(normalization, moved(values, order));
			for (int c = 0; c < 2; c++) {
				assertEquals(lines.get(c).low(), others.get(c).low(), 1e-12, name);
				assertEquals(lines.get(c).high(), others.get(c).high(), 1e-12, name);
			}
		}
	}

	private static List<GreyMapping.Line> lines(final Normalization normalization, final float[] values) throws IOException {
		return normalization.mapping(GreyValues.of(ArrayImgs.floats(values, WIDTH, HEIGHT, 2))).lines();
	}

	@ParameterizedTest
	@MethodSource("smoothings")
	void labelSmoothingsFollowFlips(final String name) {
		final LabelSmoothing smoothing = Methods.of(LabelSmoothing.class).create(name);
		final float[] labels = shapes(0, 3), smooth = TestMaps.values(smoothing.apply(map(labels)));
		for (final int[] order : mirrored())
			assertArrayEquals(moved(smooth, order), TestMaps.values(smoothing.apply(map(moved(labels, order)))), 1e-7f, name);
	}

	private static PairedScores scores(final int[] cases, final int[] methods) {
		final double[][] values = new double[methods.length][cases.length];
		for (int m = 0; m < methods.length; m++) {
			final Random random = new Random(methods[m]);
			final double[] of = random.ints(cases.length, 0, 6).mapToDouble(v -> 0.7 + v * 0.05).toArray();
			for (int c = 0; c < cases.length; c++)
				values[m][c] = of[cases[c]] + (methods[m] == 1 ? 0.05 : 0);
		}
		return new PairedScores("Dice", false, Arrays.stream(methods).mapToObj(m -> "m" + m).toList(), Arrays.stream(cases).mapToObj(
			c -> "c" + c).toList(), values);
	}

	@ParameterizedTest
	@MethodSource("tests")
	void significanceTestsDoNotDependOnTheCaseOrder(final String name) {
		final SignificanceTest test = Methods.of(SignificanceTest.class).create(name);
		// few cases, of which a test that permutes sees all permutations
		final int cases = 10, methods = 3;
		final int[] all = IntStream.range(0, cases).toArray(), each = IntStream.range(0, methods).toArray();
		final double[][] p = test.pValues(scores(all, each), 3);
		final double tolerance = TESTS_THAT_DRAW.contains(name) ? 0.02 : 1e-12;
		for (final int[] order : shuffled(cases)) {
			final double[][] other = test.pValues(scores(order, each), 3);
			for (int m = 0; m < methods; m++)
				assertArrayEquals(p[m], other[m], tolerance, name);
		}
		for (final int[] order : shuffled(methods)) {
			final double[][] other = test.pValues(scores(all, order), 3);
			for (int a = 0; a < methods; a++)
				for (int b = 0; b < methods; b++)
					assertEquals(p[order[a]][order[b]], other[a][b], tolerance, name + ", " + test.alternative());
		}
	}

	@ParameterizedTest
	@EnumSource(Correction.class)
	void correctionsGiveEqualPValuesEqualResults(final Correction correction) {
		final double[] p = { 0.01, 0.04, 0.01, 0.2, 0.04, 0.01, 0.9 };
		final double[] corrected = correction.apply(p);
		for (int i = 0; i < p.length; i++)
			for (int j = 0; j < p.length; j++)
				if (p[i] == p[j]) assertEquals(corrected[i], corrected[j], 1e-15);
		for (final int[] order : shuffled(p.length)) {
			final double[] other = correction.apply(Arrays.stream(order).mapToDouble(i -> p[i]).toArray());
			for (int i = 0; i < p.length; i++)
				assertEquals(corrected[order[i]], other[i], 1e-15);
		}
	}

	@Test
	void exceptionsNameExistingMethods() {
		assertTrue(Methods.of(SegmentationMetric.class).names().containsAll(METRICS_OF_PLACES));
		assertTrue(Methods.of(LabelFusion.class).names().containsAll(FUSIONS_OF_PLACES));
		assertTrue(Methods.of(SignificanceTest.class).names().containsAll(TESTS_THAT_DRAW));
	}
}
