package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.CaseAgreement;
import sfumato.agreement.DatasetAgreement;
import sfumato.agreement.RaterCurve;
import sfumato.calibration.CalibrationError;
import sfumato.files.ImageFiles;
import sfumato.fusion.Average;
import sfumato.fusion.LabelFusion;
import sfumato.labels.Comparison;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SegmentationMetric;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedFolders;
import sfumato.scoring.ScoreCounts;
import sfumato.scoring.ScoreSummary;

/** What is said of a case is the same alone and beside a case with more classes. New methods are found by their kind. */
class CaseIndependenceTest {

	/** Background and class 1; of three classes, class 1 and 2; and nothing at all. */
	private static final int[][][] DRAWN = { { { 0, 1, 1, 0, 0, 1, 0, 0 }, { 1, 1, 1, 0, 0, 0, 0, 1 } }, { { 0, 1, 2, 0, 2, 2, 1,
		1 }, { 1, 1, 0, 0, 0, 2, 2, 1 } }, { { 0, 0, 0, 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0, 0, 0, 0 } } };
	private static final int[] CLASSES = { 2, 3, 2 };

	@TempDir
	Path folder;

	static Stream<String> metrics() {
		return Stream.concat(Methods.of(SegmentationMetric.class).names().stream(), Stream.of("hausdorff(percentile: 100)",
			"soft-dice(variant: DML2)", "volume-error(soft: true)", "volume-error(relative: true)", "objects(score: PANOPTIC)",
			"objects(score: RECALL)", "bdice(levels: 4)"));
	}

	static Stream<String> errors() {
		return Stream.concat(Methods.of(CalibrationError.class).names().stream(), Stream.of("sce(hit: FOUND)", "brier(soft: true)",
			"ece(of: FOREGROUND)"));
	}

	static Stream<String> fusions() {
		return Methods.of(LabelFusion.class).names().stream();
	}

	/** The probabilities of an image of 16 x 12 pixels, made of a row of labels so that each is the most probable one. */
	private static ProbabilityMap map(final int[] labels, final int classes, final double sure) {
		final double[][][] p = new double[classes][12][16];
		for (int y = 0; y < 12; y++)
			for (int x = 0; x < 16; x++) {
				final int label = labels[(x / 2 + y / 3) % labels.length];
				// a class that is nowhere has no probability
				final double rest = Arrays.stream(labels).max().orElseThrow() == 0 ? 0 : (1 - sure) * ((x * 7 + y * 3) % 5) / 4;
				for (int c = 0; c < classes; c++)
					p[c][y][x] = c == label ? 1 - rest : c == (label == 0 ? 1 : 0) ? rest : 0;
			}
		return TestMaps.map(p);
	}

	private static ProbabilityMap widened(final ProbabilityMap map, final int classes) {
		final long[] size = map.spatialDimensions();
		final float[] values = Arrays.copyOf(TestMaps.values(map), (int) (size[0] * size[1] * classes));
		return ProbabilityMap.of(ArrayImgs.floats(values, size[0], size[1], classes), LabelClass.defaults(classes));
	}

	private static Comparison compared(final int which, final int classes, final boolean soft) {
		final int own = CLASSES[which];
		final ProbabilityMap p = widened(map(DRAWN[which][0], own, 0.6), classes), r = widened(map(DRAWN[which][1], own, soft ? 0.7
			: 1), classes);
		return Comparison.of(p, r).withPixelSize(new double[] { 0.5, 0.8 }, "mm");
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void metricsDoNotDependOnTheClassesOfOtherCases(final String text) {
		final SegmentationMetric metric = Methods.of(SegmentationMetric.class).create(text);
		for (int which = 0; which < DRAWN.length; which++)
			for (final CountedClasses rule : CountedClasses.values())
				for (final boolean soft : new boolean[] { false, true }) {
					final double alone = metric.evaluate(compared(which, CLASSES[which], soft), rule);
					for (final int classes : new int[] { 3, 5 })
						assertEquals(alone, metric.evaluate(compared(which, classes, soft), rule), 1e-12, text + " of " + which + " with " +
							classes + ", " + rule);
				}
		final double[] nothing = metric.perClass(compared(2, 2, false));
		assertEquals(nothing[1], metric.ofEmptyMasks(), 0, "two empty masks");
	}

	@ParameterizedTest
	@MethodSource("errors")
	void calibrationErrorsDoNotDependOnTheClassesOfOtherCases(final String text) {
		final CalibrationError error = Methods.of(CalibrationError.class).create(text);
		for (int which = 0; which < 2; which++) {
			final double alone = error.evaluate(compared(which, CLASSES[which], true));
			for (final int classes : new int[] { 3, 5 })
				// ece-kde sums in another order, in which its bandwidth is found only to 8 digits
				assertEquals(alone, error.evaluate(compared(which, classes, true)), text.equals("ece-kde") ? 1e-8 : 1e-12, text + " of " + which + " with " + classes);
		}
	}

	private static HardRaters raters(final int which, final int classes) {
		final int[][][] drawn = new int[3][12][16];
		for (int r = 0; r < 3; r++)
			for (int y = 0; y < 12; y++)
				for (int x = 0; x < 16; x++)
					drawn[r][y][x] = DRAWN[which][r % 2][(x / 2 + y / 3 + r / 2) % 8];
		return TestMaps.raters(classes, drawn);
	}

	@ParameterizedTest
	@MethodSource("fusions")
	void fusionsDoNotDependOnTheClassesOfOtherCases(final String text) {
		final LabelFusion method = Methods.of(LabelFusion.class).create(text);
		for (int which = 0; which < DRAWN.length; which++) {
			final float[] alone = TestMaps.values(method.fuse(raters(which, CLASSES[which])));
			for (final int classes : new int[] { 3, 5 }) {
				final float[] beside = TestMaps.values(method.fuse(raters(which, classes)));
				assertArrayEquals(Arrays.copyOf(alone, beside.length), beside, 1e-6f, text + " of " + which + " with " + classes);
			}
			final List<String> report = method.report(raters(which, CLASSES[which]));
			if (text.equals("dice-weighted") || text.equals("simple")) assertEquals(report, method.report(raters(which, 5)), text);
		}
	}

	@Test
	void agreementDoesNotDependOnTheClassesOfOtherCases() {
		for (int which = 0; which < DRAWN.length; which++) {
			final CaseAgreement alone = agreement(raters(which, CLASSES[which])), beside = agreement(raters(which, 5));
			for (final AgreementMeasure measure : AgreementMeasure.values()) {
				assertEquals(alone.value(measure), beside.value(measure), 1e-12, measure + " of " + which);
				for (final String rater : alone.raters())
					if (measure.isOfRaters()) assertEquals(alone.value(measure, rater), beside.value(measure, rater), 1e-12, measure +
						" of " + which);
			}
			final RaterCurve curve = new RaterCurve(new Average(), RaterCurve.Against.ALL, 5, 0);
			assertEquals(curve.of(raters(which, CLASSES[which]), Progress.none()), curve.of(raters(which, 5), Progress.none()));
		}
	}

	private static CaseAgreement agreement(final HardRaters raters) {
		return CaseAgreement.of("a", raters, new double[] { 0.5, 0.8 }, "mm");
	}

	private static void write(final Path file, final int... labels) throws IOException {
		final float[] values = new float[labels.length];
		for (int i = 0; i < labels.length; i++)
			values[i] = labels[i];
		Files.createDirectories(file.getParent());
		ImageFiles.writeTiff(file, ArrayImgs.floats(values, labels.length, 1, 1), new double[] { 0.5, 0.5 }, "mm");
	}

	@Test
	void folderScoresDoNotDependOnOtherCases() throws IOException {
		// class 1 half found: Dice 2 · 1 / (2 + 1) alone and beside a case with class 2
		final Path p = folder.resolve("p"), r = folder.resolve("r");
		write(p.resolve("a.tif"), 1, 0, 0, 0, 0, 0);
		write(r.resolve("a.tif"), 1, 1, 0, 0, 0, 0);
		final CaseScoring scoring = CaseScoring.of("dice, hausdorff, precision", "sce");
		final Map<String, Double> alone = ComparedFolders.open(p, r, "", "").map(scoring::score, Progress.none()).list().get(0).values();
		assertEquals(200 / 3.0, alone.get("Dice"), 1e-9);
		write(p.resolve("b.tif"), 1, 2, 2, 0, 0, 3);
		write(r.resolve("b.tif"), 1, 1, 2, 0, 0, 0);
		final List<CaseScoring.Row> rows = ComparedFolders.open(p, r, "", "").map(scoring::score, Progress.none()).list();
		alone.forEach((column, value) -> assertEquals(value, rows.get(0).values().get(column), 1e-12, column));
		assertEquals(List.of("Dice class 2", "Dice class 3"), rows.get(0).absent().stream().filter(c -> c.startsWith("Dice")).sorted()
			.toList());
		// 2/3 of class 1, 2/3 of class 2, 0 of class 3, which the reference lacks
		assertEquals(400 / 9.0, rows.get(1).values().get("Dice"), 1e-9);
		final CaseScoring authors = CaseScoring.of("dice", "", CountedClasses.REFERENCE);
		assertEquals(200 / 3.0, ComparedFolders.open(p, r, "", "b").map(authors::score, Progress.none()).list().get(0).values().get("Dice"),
			1e-9);
		final ScoreSummary summary = new ScoreSummary(scoring, rows);
		assertEquals(200 / 3.0, summary.mean("Dice class 2", ScoreSummary.Averaging.IMAGE), 1e-9);
		assertEquals(new ScoreCounts(1, 1, 0), summary.counts("Dice class 2"));
		assertEquals(new ScoreCounts(2, 0, 0), summary.counts("Dice class 1"));
		assertEquals(new ScoreCounts(0, 1, 1), summary.counts("HD95 class 3"));
	}

	@Test
	void scoresMapsOfThreeAndFiveClassesInOneFolder() throws IOException {
		final Path p = Files.createDirectory(folder.resolve("p")), r = Files.createDirectory(folder.resolve("r"));
		final int[][] labels = { { 0, 1, 2, 2 }, { 0, 4, 3, 1 } }, drawn = { { 0, 1, 2, 1 }, { 4, 4, 3, 1 } };
		for (int i = 0; i < 2; i++) {
			final int classes = i == 0 ? 3 : 5;
			for (final Path to : List.of(p, r)) {
				final float[] values = new float[4 * classes];
				for (int x = 0; x < 4; x++)
					values[(to == p ? labels : drawn)[i][x] * 4 + x] = 1;
				final Img<FloatType> map = ArrayImgs.floats(values, 4, 1, classes);
				ImageFiles.writeTiff(to.resolve(i == 0 ? "a.tif" : "b.tif"), map, new double[] { 1, 1 }, "mm");
			}
		}
		final CaseScoring scoring = CaseScoring.of("dice", "");
		final ScoreSummary s = new ScoreSummary(scoring, ComparedFolders.open(p, r, "", "").map(scoring::score, Progress.none()).list());
		assertEquals(List.of("Dice", "Dice class 1", "Dice class 2", "Dice class 3", "Dice class 4"), s.columns());
		// a: class 1 has 2/3 and class 2 has 2/3; b: 1, 3 are right and 4 has 2/3
		assertEquals(200 / 3.0, s.rows().get(0).values().get("Dice"), 1e-9);
		assertEquals(800 / 9.0, s.rows().get(1).values().get("Dice"), 1e-9);
		assertEquals(250 / 3.0, s.mean("Dice class 1", ScoreSummary.Averaging.IMAGE), 1e-9);
		assertEquals(new ScoreCounts(1, 1, 0), s.counts("Dice class 4"));
		assertEquals(List.of(1, 1), Arrays.asList(s.counts("Dice class 2").cases(), s.counts("Dice class 2").absent()));
		// all pixels together: class 1 has 4 of 5 … 2 · 2 / (2 + 3), class 2 2/3, class 3 1, class 4 2/3
		assertEquals(100 * (0.8 + 2 / 3.0 + 1 + 2 / 3.0) / 4, s.mean("Dice", ScoreSummary.Averaging.DATASET), 1e-9);
	}

	@Test
	void masksAndMapsOfFewerClassesAreScoredIndependently() throws IOException {
		final Path p = folder.resolve("p"), r = folder.resolve("r");
		// a binary mask of 255, and a model of two classes, beside label maps of four classes
		write(p.resolve("a.tif"), 255, 255, 0, 0);
		write(r.resolve("a.tif"), 1, 0, 0, 0);
		ImageFiles.writeTiff(p.resolve("b.tif"), ArrayImgs.floats(new float[] { 0.2f, 0.9f, 1, 1, 0.8f, 0.1f, 0, 0 }, 4, 1, 2),
			new double[] { 0.5, 0.5 }, "mm");
		write(r.resolve("b.tif"), 1, 1, 0, 0);
		final CaseScoring scoring = CaseScoring.of("dice, soft-dice", "ece, sce");
		final List<CaseScoring.Row> alone = ComparedFolders.open(p, r, "", "").map(scoring::score, Progress.none()).list();
		write(p.resolve("c.tif"), 1, 2, 3, 0);
		write(r.resolve("c.tif"), 1, 2, 2, 0);
		final List<CaseScoring.Row> beside = ComparedFolders.open(p, r, "", "").map(scoring::score, Progress.none()).list();
		for (int i = 0; i < 2; i++) {
			assertEquals(2, alone.get(i).classes().size());
			assertEquals(4, beside.get(i).classes().size());
			for (final String column : alone.get(i).values().keySet())
				assertEquals(alone.get(i).values().get(column), beside.get(i).values().get(column), 1e-12, column);
		}
		assertEquals(200 / 3.0, beside.get(0).values().get("Dice class 1"), 1e-9);
	}

	private void dataset(final Path to, final int... cases) throws IOException {
		for (final int which : cases) {
			final Path at = Files.createDirectories(to.resolve("case" + which));
			write(at.resolve("image.tif"), 10, 20, 30, 40, 50, 60, 70, 80);
			write(at.resolve("task01_seg01.tif"), DRAWN[which][0]);
			write(at.resolve("task01_seg02.tif"), DRAWN[which][1]);
			write(at.resolve("task01_seg03.tif"), DRAWN[which][0][3], 1, 1, 0, 0, 0, 0, 0);
		}
	}

	@Test
	void agreementAndFusionOfADatasetDoNotDependOnOtherCases() throws IOException {
		dataset(folder.resolve("one"), 0);
		dataset(folder.resolve("two"), 0, 1);
		final List<float[]> maps = new ArrayList<>();
		final List<CaseAgreement> agreements = new ArrayList<>();
		for (final String name : new String[] { "one", "two" }) {
			final Dataset set = Dataset.open(folder.resolve(name));
			final Path out = folder.resolve(name + "-fused");
			new DatasetFusion(Methods.of(LabelFusion.class).create("dice-weighted"), DatasetFusion.Format.TIFF, false).write(set, set
				.cases(""), out, Progress.none());
			final List<Float> values = new ArrayList<>();
			ImageFiles.read(out.resolve("case0.tif")).channel(1).forEach(v -> values.add(v.get()));
			final float[] map = new float[values.size()];
			for (int i = 0; i < map.length; i++)
				map[i] = values.get(i);
			maps.add(map);
			agreements.add(new DatasetAgreement(0).of(set, set.cases(""), Progress.none()).get(0));
		}
		assertArrayEquals(maps.get(0), maps.get(1));
		for (final AgreementMeasure measure : AgreementMeasure.values())
			assertEquals(agreements.get(0).value(measure), agreements.get(1).value(measure), 0, measure.toString());
		assertTrue(agreements.get(0).value(AgreementMeasure.MAJORITY_DICE) < 1);
	}
}
