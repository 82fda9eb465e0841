package sfumato;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.CaseAgreement;
import sfumato.agreement.RaterCurve;
import sfumato.calibration.CalibrationBands;
import sfumato.calibration.CalibrationError;
import sfumato.calibration.CalibrationMap;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.data.Case;
import sfumato.data.DataMessages;
import sfumato.data.LabelledStack;
import sfumato.data.LoadedCase;
import sfumato.data.sampling.LabelResize;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.fusion.Average;
import sfumato.fusion.LabelFusion;
import sfumato.fusion.LabelPatterns;
import sfumato.fusion.Majority;
import sfumato.fusion.MajorityDice;
import sfumato.fusion.RaterComparison;
import sfumato.fusion.RaterEntropy;
import sfumato.fusion.RaterVariance;
import sfumato.labels.Comparison;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelMessages;
import sfumato.labels.LabelSmoothing;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.SegmentationMetric;
import sfumato.progress.Progress;
import sfumato.recalibration.Recalibration;
import sfumato.recalibration.Recalibrator;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ComparedFolders;

/**
 * Unlabelled pixels do not count: whatever takes a target gives the same for an image of which half is labelled as
 * for that half alone. That every consumer of a target has its case here or elsewhere, {@link TargetConsumersTest} holds.
 */
class UnlabelledPixelsTest {

	/** Sums are accumulated in double. */
	private static final double TOLERANCE = 1e-12;
	private static final double[] PIXEL = { 0.5, 0.75, 2 };
	private static final String UNIT = "mm";

	@TempDir
	private Path folder;

	/** How half of the pixels are unlabelled. */
	enum Way {
		/** The left half of all label maps has the value that means so. */
		VALUE,
		/** The left half of all label maps is NaN. */
		NAN,
		/** The left half of all probabilities is NaN. */
		NAN_PROBABILITIES,
		/** As VALUE, and one more rater has labelled nothing at all. */
		RATER_WITHOUT_LABELS,
		/** As NAN_PROBABILITIES, and one more rater has labelled nothing at all. */
		RATER_WITHOUT_PROBABILITIES,
		/** As VALUE, but everybody draws nothing in slices that one rater draws in: only that one has labelled them. */
		EMPTY_SLICES
	}

	/** Raters of whom half of the pixels are unlabelled, and the same raters of the labelled half alone, with a prediction. */
	private record Halves(String name, LoadedCase masked, ProbabilityMap maskedPrediction, LoadedCase alone,
		ProbabilityMap alonePrediction)
	{
		Comparison masked(final LabelFusion fusion) {
			return masked.compare(maskedPrediction, fusion);
		}

		Comparison alone(final LabelFusion fusion) {
			return alone.compare(alonePrediction, fusion);
		}

		/** The labelled half of something of the whole image. */
		RandomAccessibleInterval<FloatType> half(final RandomAccessibleInterval<FloatType> whole) {
			return right(whole, masked.raters().dimensions().length);
		}

		@Override
		public String toString() {
			return name;
		}
	}

	private static <T> RandomAccessibleInterval<T> right(final RandomAccessibleInterval<T> whole, final int spatial) {
		assertTrue(whole.numDimensions() >= spatial);
		final long[] min = whole.minAsLongArray();
		min[0] = whole.dimension(0) / 2;
		return Views.zeroMin(Views.interval(whole, new FinalInterval(min, whole.maxAsLongArray())));
	}

	/** Some boxes of each class; all raters draw about the same. */
	private static Img<UnsignedByteType> blobs(final long seed, final int rater, final int classes, final long... dims) {
		final SplittableRandom random = new SplittableRandom(seed);
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(dims);
		for (int i = 0; i < 10; i++) {
			final long[] min = new long[dims.length], max = new long[dims.length];
			for (int d = 0; d < dims.length; d++) {
				min[d] = Math.min(dims[d] - 1, random.nextLong(dims[d]) + (d < 2 ? rater * (i % 2) : 0));
				max[d] = Math.min(dims[d] - 1, min[d] + 1 + random.nextLong(dims[d] / 2));
			}
			final int label = (i + 1) % classes;
			Views.interval(labels, min, max).forEach(l -> l.set(label));
		}
		return labels;
	}

	private static Halves halves(final Way way, final long seed, final int classes, final long... dims) {
		final boolean soft = way == Way.NAN_PROBABILITIES || way == Way.RATER_WITHOUT_PROBABILITIES;
		final boolean absent = way == Way.RATER_WITHOUT_LABELS || way == Way.RATER_WITHOUT_PROBABILITIES;
		final List<String> names = new ArrayList<>(), aloneNames = new ArrayList<>();
		final List<RandomAccessibleInterval<? extends RealType<?>>> masked = new ArrayList<>(), alone = new ArrayList<>();
		final List<ProbabilityMap> maskedMaps = new ArrayList<>(), aloneMaps = new ArrayList<>();
		for (int r = 0; r < 3; r++) {
			names.add("r" + r);
			aloneNames.add("r" + r);
			final Img<UnsignedByteType> labels = blobs(seed, r, classes, dims);
			if (way == Way.EMPTY_SLICES && r > 0) // only the first draws in the last slices
				Views.interval(labels, new long[] { 0, 0, dims[2] / 2 }, labels.maxAsLongArray()).forEach(l -> l.set(0));
			alone.add(copy(right(labels, dims.length)));
			final Img<FloatType> values = ArrayImgs.floats(dims);
			final Cursor<FloatType> value = Views.flatIterable(values).localizingCursor();
			for (final UnsignedByteType l : Views.flatIterable(labels)) {
				value.fwd();
				value.get().set(value.getLongPosition(0) < dims[0] / 2 ? way == Way.NAN ? Float.NaN : 255 : l.get());
			}
			masked.add(values);
			if (!soft) continue;
			final ProbabilityMap map = TestMaps.randomMap(seed + 10 + r, classes, dims);
			aloneMaps.add(ProbabilityMap.of(right(ProbabilityMap.of(copyFloats(map.image()), map.classes()).image(), dims.length), map
				.classes()));
			final long[] max = map.image().maxAsLongArray();
			max[0] = dims[0] / 2 - 1;
			Views.interval(map.image(), map.image().minAsLongArray(), max).forEach(p -> p.set(Float.NaN));
			maskedMaps.add(map);
		}
		if (absent) {
			names.add("absent");
			final Img<UnsignedByteType> nothing = ArrayImgs.unsignedBytes(dims);
			nothing.forEach(l -> l.set(255));
			masked.add(nothing);
			maskedMaps.add(ProbabilityMap.unlabelled(dims, LabelClass.defaults(classes)));
		}
		final OptionalInt k = OptionalInt.of(classes);
		final boolean slices = way == Way.EMPTY_SLICES;
		final Raters some = soft ? SoftRaters.of(names, maskedMaps) : HardRaters.of(names, masked, k, OptionalInt.empty(),
			new MissingLabels(way == Way.NAN ? 0 : 255, slices));
		final Raters half = soft ? SoftRaters.of(aloneNames, aloneMaps) : HardRaters.of(aloneNames, alone, k, OptionalInt.empty(),
			new MissingLabels(0, slices));
		final ProbabilityMap prediction = TestMaps.randomMap(seed + 1, classes, dims);
		return new Halves(way + " " + ProbabilityMap.size(dims) + " of " + classes + " classes", loaded(some), prediction, loaded(
			half), ProbabilityMap.of(right(prediction.image(), dims.length), prediction.classes()));
	}

	private static Img<UnsignedByteType> copy(final RandomAccessibleInterval<UnsignedByteType> image) {
		final Img<UnsignedByteType> copy = ArrayImgs.unsignedBytes(image.dimensionsAsLongArray());
		final Cursor<UnsignedByteType> in = Views.flatIterable(image).cursor();
		copy.forEach(out -> out.set(in.next()));
		return copy;
	}

	private static Img<FloatType> copyFloats(final RandomAccessibleInterval<FloatType> image) {
		final Img<FloatType> copy = ArrayImgs.floats(image.dimensionsAsLongArray());
		final Cursor<FloatType> in = Views.flatIterable(image).cursor();
		copy.forEach(out -> out.set(in.next()));
		return copy;
	}

	private static LoadedCase loaded(final Raters raters) {
		final long[] dims = Arrays.copyOf(raters.dimensions(), raters.dimensions().length + 1);
		dims[dims.length - 1] = 1;
		return new LoadedCase(new Case("case", Path.of("case"), new TreeMap<>()), new ImageFile(Path.of("case"), ArrayImgs.floats(dims),
			Arrays.copyOf(PIXEL, dims.length - 1), UNIT, List.of()), raters, List.of());
	}

	private static List<Halves> all() {
		final List<Halves> all = new ArrayList<>();
		for (final Way way : Way.values()) {
			if (way != Way.EMPTY_SLICES) {
				all.add(halves(way, 1, 2, 40, 30));
				all.add(halves(way, 2, 3, 40, 30));
			}
			all.add(halves(way, 3, 2, 20, 14, 6));
			all.add(halves(way, 4, 4, 20, 14, 6));
		}
		return all;
	}

	@Test
	void fixtureLeavesHalfOfThePixelsUnlabelled() {
		for (final Halves h : all()) {
			final Img<UnsignedByteType> labelled = h.masked().raters().labelled().orElseThrow();
			long n = 0;
			for (final UnsignedByteType m : labelled)
				n += m.get();
			assertEquals(labelled.size() / 2, n, h.name());
			assertTrue(h.alone().raters().labelled().isEmpty(), h.name());
		}
	}

	static Stream<String> metrics() {
		return Methods.of(SegmentationMetric.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void metricsIgnoreUnlabelledPixels(final String name) {
		final SegmentationMetric metric = Methods.of(SegmentationMetric.class).create(name);
		for (final Halves h : all())
			for (final LabelFusion fusion : List.of(new Majority(), new Average())) {
				final Comparison alone = h.alone(fusion), masked = h.masked(fusion);
				assertArrayEquals(metric.perClass(alone), metric.perClass(masked), TOLERANCE, name + ": " + h);
				assertEquals(metric.evaluate(alone), metric.evaluate(masked), TOLERANCE, name + ": " + h);
			}
	}

	static Stream<String> errors() {
		return Methods.of(CalibrationError.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("errors")
	void calibrationErrorsIgnoreUnlabelledPixels(final String name) {
		final CalibrationError error = Methods.of(CalibrationError.class).create(name);
		for (final Halves h : all())
			for (final LabelFusion fusion : List.of(new Majority(), new Average())) {
				final Comparison alone = h.alone(fusion), masked = h.masked(fusion);
				assertEquals(error.evaluate(alone), error.evaluate(masked), TOLERANCE, name + ": " + h);
				assertArrayEquals(error.perClass(List.of(alone)), error.perClass(List.of(masked)), TOLERANCE, name + ": " + h);
			}
	}

	static Stream<String> recalibrators() {
		return Methods.of(Recalibrator.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("recalibrators")
	void recalibratorsIgnoreUnlabelledPixels(final String name) {
		final Recalibrator recalibrator = Methods.of(Recalibrator.class).create(name);
		for (final Halves h : all())
			for (final LabelFusion fusion : List.of(new Majority(), new Average())) {
				final Recalibration alone = recalibrator.fit(List.of(h.alone(fusion))), masked = recalibrator.fit(List.of(h.masked(
					fusion)));
				assertEquals(alone.tensors().keySet(), masked.tensors().keySet());
				alone.tensors().forEach((tensor, values) -> assertArrayEquals(values.values(), masked.tensors().get(tensor).values(), 0,
					name + " " + tensor + ": " + h));
			}
	}

	static Stream<String> fusions() {
		return Methods.of(LabelFusion.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("fusions")
	void fusionsIgnoreRatersWhoDidNotLabelThePixel(final String name) {
		final LabelFusion fusion = Methods.of(LabelFusion.class).create(name);
		for (final Halves h : all()) {
			final ProbabilityMap masked = h.masked().fuse(fusion), alone = h.alone().fuse(fusion);
			assertArrayEquals(TestMaps.values(alone.image()), TestMaps.values(h.half(masked.image())), 0, name + ": " + h);
			assertEquals(h.masked().raters().labelled().map(UnlabelledPixelsTest::zeros), masked.labelled().map(
				UnlabelledPixelsTest::zeros), name + ": " + h);
			final List<String> report = fusion.report(h.alone().raters());
			assertEquals(report, fusion.report(h.masked().raters().onlyLabelling()), name + ": " + h);
		}
	}

	private static long zeros(final Img<UnsignedByteType> mask) {
		long n = 0;
		for (final UnsignedByteType m : mask)
			if (m.get() == 0) n++;
		return n;
	}

	static Stream<String> smoothings() {
		return Methods.of(LabelSmoothing.class).names().stream();
	}

	/** Beside the cut, boundary smoothing follows the authors' code, which has no boundary where a window meets an ignored pixel. */
	@ParameterizedTest
	@MethodSource("smoothings")
	void labelSmoothingsIgnoreUnlabelledPixels(final String name) {
		final LabelSmoothing smoothing = Methods.of(LabelSmoothing.class).create(name);
		for (final Halves h : all()) {
			final ProbabilityMap masked = smoothing.apply(h.masked().fuse(new Majority())), alone = smoothing.apply(h.alone().fuse(
				new Majority()));
			assertArrayEquals(TestMaps.values(withoutFirstColumn(alone.image())), TestMaps.values(withoutFirstColumn(h.half(masked.image()))), 0, name +
				": " + h);
			assertEquals(masked.numPixels() / 2, zeros(masked.labelled().orElseThrow()));
		}
	}

	private static RandomAccessibleInterval<FloatType> withoutFirstColumn(final RandomAccessibleInterval<FloatType> image) {
		final long[] min = image.minAsLongArray();
		min[0]++;
		return Views.interval(image, new FinalInterval(min, image.maxAsLongArray()));
	}

	@Test
	void raterAgreementIgnoresUnlabelledPixels() {
		for (final Halves h : all()) {
			final Raters masked = h.masked().raters(), alone = h.alone().raters();
			final CaseAgreement a = CaseAgreement.of("a", alone, PIXEL, UNIT), m = CaseAgreement.of("a", masked, PIXEL, UNIT);
			assertEquals(a.raters(), m.raters());
			for (final AgreementMeasure measure : AgreementMeasure.values()) {
				assertEquals(a.value(measure), m.value(measure), TOLERANCE, measure + ": " + h);
				if (measure.isOfRaters()) for (final String rater : a.raters())
					assertEquals(a.value(measure, rater), m.value(measure, rater), TOLERANCE, measure + ": " + h);
			}
			for (final String r : a.raters())
				for (final String s : a.raters()) {
					assertEquals(a.dice(r, s), m.dice(r, s), TOLERANCE);
					assertEquals(a.kappa(r, s), m.kappa(r, s), TOLERANCE);
				}
			assertEquals(MajorityDice.meanDice(alone), MajorityDice.meanDice(masked), TOLERANCE);
			assertArrayEquals(MajorityDice.dice(alone), MajorityDice.dice(masked.onlyLabelling()), TOLERANCE);
			assertEquals(RaterComparison.of(alone.hard()).meanPairwiseDice(), RaterComparison.of(masked.hard()).meanPairwiseDice(),
				TOLERANCE);
			assertEquals(LabelPatterns.of(alone.hard()).size(), LabelPatterns.of(masked.hard()).size());
		}
	}

	/** What a rater has in common with another is that of the pixels both have labelled. */
	@Test
	void comparesRatersWhereBothLabelled() {
		final long[] dims = { 40, 30 };
		final List<Img<UnsignedByteType>> whole = IntStream.range(0, 3).mapToObj(r -> blobs(5, r, 3, dims)).toList();
		final List<Img<UnsignedByteType>> half = whole.stream().map(l -> copy(right(l, 2))).toList();
		final List<String> names = List.of("a", "b", "c");
		final HardRaters alone = HardRaters.of(names, half, OptionalInt.of(3), OptionalInt.empty());
		Views.interval(whole.get(2), new long[] { 0, 0 }, new long[] { dims[0] / 2 - 1, dims[1] - 1 }).forEach(l -> l.set(255));
		final HardRaters partly = HardRaters.of(names, whole, OptionalInt.of(3), OptionalInt.empty(), new MissingLabels(255, false));
		final CaseAgreement a = CaseAgreement.of("a", alone, PIXEL, UNIT), m = CaseAgreement.of("a", partly, PIXEL, UNIT);
		for (final String other : List.of("a", "b")) {
			assertEquals(a.dice(other, "c"), m.dice(other, "c"), TOLERANCE);
			assertEquals(a.kappa(other, "c"), m.kappa(other, "c"), TOLERANCE);
		}
		for (final AgreementMeasure measure : List.of(AgreementMeasure.MAJORITY_DICE, AgreementMeasure.PAIRWISE_DICE,
			AgreementMeasure.COHEN_KAPPA, AgreementMeasure.VOLUME))
			assertEquals(a.value(measure, "c"), m.value(measure, "c"), TOLERANCE, measure.toString());
		// and the others decide alone where the third has not labelled, each half as if it were an image of its own
		for (final String name : List.of("average", "majority", "union", "intersection")) {
			final LabelFusion fusion = Methods.of(LabelFusion.class).create(name);
			final ProbabilityMap fused = fusion.fuse(partly);
			assertArrayEquals(TestMaps.values(fusion.fuse(alone).image()), TestMaps.values(right(fused.image(), 2)), 0, name);
			final ProbabilityMap two = fusion.fuse(partly.only(0, 1));
			final long[] max = two.image().maxAsLongArray();
			max[0] = dims[0] / 2 - 1;
			final FinalInterval left = new FinalInterval(two.image().minAsLongArray(), max);
			assertArrayEquals(TestMaps.values(Views.interval(two.image(), left)), TestMaps.values(Views.interval(fused.image(), left)), 0, name);
		}
	}

	@Test
	void raterCurveIgnoresUnlabelledPixels() {
		for (final Halves h : all())
			for (final RaterCurve.Against against : RaterCurve.Against.values()) {
				final RaterCurve curve = new RaterCurve(new Average(), against, 20, 3);
				final List<RaterCurve.Point> alone = curve.of(h.alone().raters(), Progress.none()), masked = curve.of(h.masked().raters(),
					Progress.none());
				assertEquals(alone.size(), masked.size());
				for (int k = 0; k < alone.size(); k++) {
					final RaterCurve.Point a = alone.get(k), m = masked.get(k);
					assertArrayEquals(new double[] { a.dice(), a.spread(), a.bdice(), a.softError() }, new double[] { m.dice(), m.spread(), m
						.bdice(), m.softError() }, TOLERANCE, against + " " + h);
				}
			}
	}

	@Test
	void disagreementIsNaNAtUnlabelledPixels() {
		for (final Halves h : all()) {
			final Img<FloatType> entropy = RaterEntropy.of(h.masked().raters()), variance = RaterVariance.of(h.masked().raters());
			assertArrayEquals(TestMaps.values(RaterEntropy.of(h.alone().raters())), TestMaps.values(h.half(entropy)), 0, h.name());
			assertArrayEquals(TestMaps.values(RaterVariance.of(h.alone().raters())), TestMaps.values(h.half(variance)), 0, h.name());
			assertTrue(Float.isNaN(entropy.firstElement().get()) && Float.isNaN(variance.firstElement().get()));
		}
	}

	@Test
	void caseScoresIgnoreUnlabelledPixels() {
		final CaseScoring scoring = CaseScoring.of(String.join(", ", metrics().toList()), String.join(", ", errors().toList()));
		for (final Halves h : all()) {
			final CaseScoring.Row alone = scoring.score(new ComparedCase("c", h.alone(new Majority()), h.alone(new Average()), List.of()));
			final CaseScoring.Row masked = scoring.score(new ComparedCase("c", h.masked(new Majority()), h.masked(new Average()), List
				.of()));
			assertEquals(alone.values().keySet(), masked.values().keySet());
			alone.values().forEach((column, value) -> assertEquals(value, masked.values().get(column), 1e-9, column + ": " + h)); // of percent
			assertEquals(alone.absent(), masked.absent());
			assertEquals(ConfusionMatrix.of(h.alone(new Majority())).total(), ConfusionMatrix.of(h.masked(new Majority())).total());
		}
	}

	@Test
	void reliabilityDiagramsAndCalibrationMapsIgnoreUnlabelledPixels() {
		for (final Halves h : all()) {
			final Comparison alone = h.alone(new Majority()), masked = h.masked(new Majority());
			final ExpectedCalibrationError ece = new ExpectedCalibrationError();
			final ReliabilityDiagram a = ece.diagram(List.of(alone)), m = ece.diagram(List.of(masked));
			for (int i = 0; i < a.sums().length; i++)
				assertArrayEquals(a.sums()[i], m.sums()[i], h.name());
			// a window must not reach across the cut to what does not count
			final CalibrationMap map = new CalibrationMap(ExpectedCalibrationError.Of.LABEL, 5);
			assertArrayEquals(TestMaps.values(map.of(alone)), TestMaps.values(h.half(map.of(masked))), 1e-6f, h.name());
			assertTrue(Float.isNaN(map.of(masked).firstElement().get()));
			final ReliabilityDiagram shown = CalibrationBands.ofTiles(masked, ece, 50, 0).diagram();
			for (int i = 0; i < a.sums().length; i++)
				assertArrayEquals(a.sums()[i], shown.sums()[i], h.name());
		}
	}

	@ParameterizedTest
	@EnumSource
	void resizedAndOpenRatersKeepUnlabelledPixels(final Way way) {
		final Halves h = halves(way, 6, 2, 20, 14, 6);
		final HardRaters resized = LabelResize.nearest(h.masked().raters().hard(), 40, 28);
		assertEquals(20 * 14 * 6 * 2, zeros(resized.labelled().orElseThrow()));
		// of slices as images of their own
		final LabelledStack stack = LabelledStack.of(new LabelledStack.Origin("s", java.util.Optional.empty()), IntStream.range(0, 6)
			.mapToObj(i -> "p" + i).toList(), ArrayImgs.floats(20, 14, 6, 1), new double[] { 1, 1 }, UNIT).with(
				new LabelledStack.Origin("l", java.util.Optional.empty()), h.masked().raters());
		for (final LoadedCase c : stack.load(List.of(0, 3, 5))) {
			assertEquals(20 * 14 / 2, zeros(c.fuse(new Average()).labelled().orElseThrow()));
			assertTrue(c.raters().names().stream().noneMatch("absent"::equals));
		}
	}

	/** Phantoms of which 6 % of the pixels are labelled, the rest has the value of missing labels. */
	@Test
	void folderScoresIgnoreUnlabelledPixels() throws IOException {
		final Path data = folder.resolve("data"), predictions = Files.createDirectories(folder.resolve("predictions")), masks = Files
			.createDirectories(folder.resolve("references"));
		final long[] dims = { 60, 50 };
		final Img<UnsignedByteType> truth = blobs(9, 0, 2, dims), labels = copy(truth);
		final ProbabilityMap prediction = ProbabilityMap.zeros(dims, LabelClass.defaults(2));
		final SplittableRandom random = new SplittableRandom(2);
		final Img<FloatType> reference = ArrayImgs.floats(60, 50, 1);
		final Cursor<UnsignedByteType> label = Views.flatIterable(labels).localizingCursor();
		final Cursor<FloatType> p = Views.flatIterable(prediction.channel(1)).cursor(), q = Views.flatIterable(prediction.channel(0))
			.cursor(), r = Views.flatIterable(reference).cursor();
		long both = 0, sizes = 0, counted = 0;
		while (label.hasNext()) {
			label.fwd();
			// wrong in one of 60 pixels where it counts; all wrong where nobody has labelled
			final boolean counts = label.getLongPosition(1) >= 20 && label.getLongPosition(1) < 23;
			final boolean right = counts && random.nextInt(60) > 0;
			final int said = right ? label.get().get() : 1 - label.get().get();
			p.next().set(said == 1 ? 0.9f : 0.1f);
			q.next().set(said == 1 ? 0.1f : 0.9f);
			r.next().set(counts ? label.get().get() : Float.NaN);
			if (counts) {
				counted++;
				both += said & label.get().get();
				sizes += said + label.get().get();
			}
			else label.get().set(255);
		}
		final double dice = 2.0 * both / sizes;
		assertEquals(0.06, counted / (60.0 * 50), 1e-9);
		assertTrue(dice > 0.95 && dice < 1, "Dice " + dice);
		Files.createDirectories(data.resolve("c1"));
		ImageFiles.writeByteTiff(data.resolve("c1/image.tif"), ArrayImgs.floats(60, 50, 1), new double[] { 1, 1 }, "pixel");
		final Img<FloatType> drawn = ArrayImgs.floats(60, 50, 1);
		final Cursor<UnsignedByteType> l = Views.flatIterable(labels).cursor();
		Views.flatIterable(drawn).forEach(v -> v.set(l.next().get()));
		ImageFiles.writeByteTiff(data.resolve("c1/task01_seg01.tif"), drawn, new double[] { 1, 1 }, "pixel");
		Files.writeString(data.resolve("dataset.json"), "{\"missing\": 255}");
		ImageFiles.writeTiff(predictions.resolve("c1.tif"), prediction.image(), new double[] { 1, 1 }, "pixel");
		ImageFiles.writeTiff(masks.resolve("c1.tif"), reference, new double[] { 1, 1 }, "pixel");
		final SegmentationMetric metric = Methods.of(SegmentationMetric.class).create("dice");
		for (final Path references : List.of(data, masks)) {
			final ComparedFolders folders = ComparedFolders.open(predictions, references, "", "");
			folders.map(c -> {
				assertEquals(dice, metric.evaluate(c.labels()), TOLERANCE, references.toString());
				assertEquals(counted(c.soft()), 60 * 3);
				return c;
			}, Progress.none());
		}
		// a prediction has to say something of every pixel
		ImageFiles.writeTiff(predictions.resolve("c1.tif"), reference, new double[] { 1, 1 }, "pixel");
		final String message = assertThrows(IllegalArgumentException.class, () -> ComparedFolders.open(predictions, masks, "", "").map(
			c -> c, Progress.none())).getMessage();
		Says.assertSays("Case c1: " + LabelMessages.predictionIsNaN("prediction \"c1.tif\"", "(0, 0)"), message);
	}

	private static long counted(final Comparison images) {
		return images.map((p, r, n) -> n).stream().mapToLong(Integer::longValue).sum();
	}

	@Test
	void regionsHoldLabelledPixelsOnly() {
		final Halves h = halves(Way.VALUE, 1, 2, 40, 30);
		final Img<UnsignedByteType> region = ArrayImgs.unsignedBytes(40, 30);
		Views.interval(region, new long[] { 10, 0 }, new long[] { 29, 29 }).forEach(UnsignedByteType::setOne);
		assertEquals(10 * 30, counted(h.masked(new Majority()).within(region)));
		final Img<UnsignedByteType> left = ArrayImgs.unsignedBytes(40, 30);
		Views.interval(left, new long[] { 0, 0 }, new long[] { 9, 29 }).forEach(UnsignedByteType::setOne);
		assertEquals(LabelMessages.unlabelledRegion(), assertThrows(IllegalArgumentException.class,
			() -> h.masked(new Majority()).within(left)).getMessage());
	}

	@Test
	void refusesCasesWithoutLabelledPixels() {
		final LoadedCase c = loaded(SoftRaters.of(List.of("a"), List.of(ProbabilityMap.unlabelled(new long[] { 4, 4 }, LabelClass
			.defaults(2)))));
		assertEquals(DataMessages.caseNotLabelled("case"), assertThrows(
			IllegalArgumentException.class, () -> c.compare(TestMaps.randomMap(1, 2, 4, 4), new Average())).getMessage());
	}
}
