package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.Says;
import sfumato.calibration.AdditiveError;
import sfumato.calibration.CalibrationError;
import sfumato.files.Nifti;
import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.metrics.AdditiveMetric;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SegmentationMetric;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ScoreSummary;
import sfumato.scoring.ScoreSums;
import sfumato.scoring.ScoringMessages;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.Direction;
import sfumato.statistics.MethodScores;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.Csv;

/** Slices of a patient as one case. */
class PooledScoresTest {

	private static final CaseGroups PATIENTS = new CaseGroups("pool", "p\\d+");

	@TempDir
	Path folder;

	private static CaseScoring.Row score(final CaseScoring scoring, final String name, final int[] predicted, final int[] real) {
		return scoring.score(new ComparedCase(name, Comparison.of(TestMaps.hard(2, new int[][] { predicted }), TestMaps.hard(2,
			new int[][] { real }))));
	}

	@Test
	void poolsPixelsOfAPatient() {
		final CaseScoring scoring = CaseScoring.of("dice, precision, hausdorff", "");
		final List<CaseScoring.Row> rows = scoring.pooled(List.of(
			// tp 4, fp 0, fn 0: Dice 100, distance 0
			score(scoring, "p1_0001", new int[] { 1, 1, 1, 1, 0, 0 }, new int[] { 1, 1, 1, 1, 0, 0 }),
			// tp 0, fp 1, fn 1: Dice 0, distance 2
			score(scoring, "p1_0002", new int[] { 1, 0, 0, 0, 0, 0 }, new int[] { 0, 0, 1, 0, 0, 0 }),
			// tp 1, fp 0, fn 1: Dice 200/3
			score(scoring, "p2_0001", new int[] { 0, 1, 0, 0, 0, 0 }, new int[] { 0, 1, 1, 0, 0, 0 })), PATIENTS);
		assertEquals(List.of("p1", "p2"), rows.stream().map(CaseScoring.Row::name).toList());
		// p1 together: tp 4, fp 1, fn 1, so Dice 2 · 4 / (8 + 2), and not the mean 50 of its slices
		assertEquals(80, rows.get(0).values().get("Dice"), 1e-12);
		assertEquals(80, rows.get(0).values().get("Precision"), 1e-12);
		assertEquals(1, rows.get(0).values().get("HD95"), 1e-6, "distances are no sums, so it is the mean");
		assertEquals(200 / 3.0, rows.get(1).values().get("Dice"), 1e-12);
		assertEquals((80 + 200 / 3.0) / 2, new ScoreSummary(scoring, rows).mean("Dice", ScoreSummary.Averaging.IMAGE), 1e-12);
		assertEquals(List.of("HD95"), scoring.averaged());
		assertEquals(StatisticsMessages.noMatch("pool", "p\\d+", "q1"),
			assertThrows(IllegalArgumentException.class, () -> scoring.pooled(List.of(score(scoring, "q1", new int[] { 1 }, new int[] {
				1 })), PATIENTS)).getMessage());
	}

	/** A volume of three classes, and its planes as cases of one patient. */
	@Test
	void pooledPlanesEqualTheVolumeExactly() {
		final ProbabilityMap p = TestMaps.randomMap(1, 3, 19, 18, 7), r = TestMaps.randomMap(2, 3, 19, 18, 7);
		final List<String> metrics = new ArrayList<>(Methods.of(SegmentationMetric.class).names()), errors = new ArrayList<>(Methods
			.of(CalibrationError.class).names());
		metrics.addAll(List.of("soft-dice(variant: DML2)", "bdice(levels: 4)"));
		errors.addAll(List.of("ece(of: FOREGROUND)", "sce(hit: FOUND)", "brier(soft: true)", "nll(soft: true)"));
		int additive = 0;
		for (final String text : metrics)
			if (Methods.of(SegmentationMetric.class).create(text) instanceof final AdditiveMetric metric) {
				assertArrayEquals(metric.perClass(p, r), metric.perClass(planes(metric, p, r)), text);
				assertEquals(metric.evaluate(p, r), metric.evaluate(planes(metric, p, r), CountedClasses.PRESENT), text);
				additive++;
			}
		for (final String text : errors)
			if (Methods.of(CalibrationError.class).create(text) instanceof final AdditiveError error && error.isAdditive()) {
				assertEquals(error.evaluate(p, r), error.evaluate(planes(error, p, r)), text);
				additive++;
			}
		assertTrue(additive >= 18, "only " + additive);
		assertFalse(((Additive) Methods.of(CalibrationError.class).create("ece(binning: MASS)")).isAdditive());
		// and through the rows of tables
		final CaseScoring scoring = CaseScoring.of("dice, bdice, soft-dice, mcc, kappa", "ece, brier, nll, sce, mce");
		final List<CaseScoring.Row> slices = IntStream.range(0, 7).mapToObj(z -> scoring.score(new ComparedCase("p1_" + z, Comparison.of(p
			.plane(z), r.plane(z))))).toList();
		final Map<String, Double> volume = new TreeMap<>(scoring.score(new ComparedCase("p1", Comparison.of(p, r))).values());
		assertEquals(volume, new TreeMap<>(scoring.pooled(slices, PATIENTS).get(0).values()));
	}

	private static long[] planes(final Additive of, final ProbabilityMap p, final ProbabilityMap r) {
		return Additive.plus(IntStream.range(0, (int) p.numPlanes()).mapToObj(z -> of.sums(Comparison.of(p.plane(z), r.plane(z)))).toList());
	}

	@Test
	void binarizedDiceIncludesSlicesWithHardReferences() {
		// all raters agree in the first slice, whose reference so is hard and has no BDice of its own
		final CaseScoring scoring = CaseScoring.of("bdice", "");
		final ProbabilityMap p = TestMaps.binary(1, 1, 0, 0), hard = TestMaps.binary(1, 1, 0, 0), soft = TestMaps.binary(1, 0.45, 0, 0);
		final List<CaseScoring.Row> slices = List.of(scoring.score(new ComparedCase("p1_1", Comparison.of(p, hard))), scoring.score(
			new ComparedCase("p1_2", Comparison.of(p, soft))));
		assertFalse(slices.get(0).values().containsKey("BDice"));
		// levels 0.1 to 0.4: 4 and 4 pixels, 1; 0.5 to 0.9: 2 · 3 / (4 + 3)
		assertEquals(100 * (4 + 5 * 6 / 7.0) / 9, scoring.pooled(slices, PATIENTS).get(0).values().get("BDice"), 1e-9);
	}

	@Test
	void poolsTablesOfCasesFromTheirSums() throws IOException {
		// three classes, so that there are columns of classes, and errors before and after a recalibration
		final CaseScoring scoring = CaseScoring.of("dice, bdice, soft-dice, hausdorff", "ece, brier, sce"), raw = CaseScoring.of("",
			"ece, brier, sce");
		final List<CaseScoring.Row> cases = new ArrayList<>(), before = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			final ProbabilityMap p = TestMaps.randomMap(i, 3, 12, 11), r = TestMaps.randomMap(10 + i, 3, 12, 11), q = TestMaps.randomMap(
				20 + i, 3, 12, 11);
			cases.add(scoring.score(new ComparedCase("p" + i / 2 + "_" + i, Comparison.of(p, r))));
			before.add(raw.score(new ComparedCase("p" + i / 2 + "_" + i, Comparison.of(q, r))));
		}
		final List<String> columns = new ArrayList<>(cases.get(0).values().keySet()), errors = new ArrayList<>(before.get(0).values()
			.keySet());
		final List<String> header = new ArrayList<>(List.of("method", "case"));
		header.addAll(columns);
		errors.forEach(e -> header.add(e + ScoreSums.RAW));
		header.add(ScoreSums.COLUMN);
		final StringBuilder csv = new StringBuilder(Csv.line(header));
		for (final String method : List.of("a", "b"))
			for (int i = 0; i < 4; i++) {
				final CaseScoring.Row c = cases.get(i), b = before.get(i);
				final List<String> row = new ArrayList<>(List.of(method, c.name()));
				columns.forEach(k -> row.add(Double.toString(c.values().get(k))));
				errors.forEach(k -> row.add(Double.toString(b.values().get(k))));
				row.add(ScoreSums.text(scoring, c) + ";" + ScoreSums.text(raw, b, ScoreSums.RAW));
				csv.append(Csv.line(row));
			}
		final Path table = Files.writeString(folder.resolve("scores.csv"), csv);
		final List<String> notes = new ArrayList<>();
		final MethodScores pooled = ScoreSums.pooled(List.of(table), PATIENTS, notes::add);
		assertEquals(List.of(ScoringMessages.meansOfPatients("HD95, HD95 class 1, HD95 class 2")),
			notes);
		final List<CaseScoring.Row> patients = scoring.pooled(cases, PATIENTS), earlier = raw.pooled(before, PATIENTS);
		for (int p = 0; p < 2; p++) {
			for (final String column : columns)
				assertEquals(patients.get(p).values().get(column), pooled.of(column, Direction.AUTO, notes::add).value(0, p), 1e-12, column);
			for (final String column : errors)
				assertEquals(earlier.get(p).values().get(column), pooled.of(column + ScoreSums.RAW, Direction.AUTO, notes::add).value(1, p),
					1e-12, column + ScoreSums.RAW);
		}
		for (final String[] damage : new String[][] { { "dice@present", "nonsense@present" }, { "dice@present", "dice" }, { "dice@present",
			"dice@all" }, { "Dice=dice@present ", "Dice=dice@present 99999999999999999999 " }, { "Dice=dice@present ", "Dice=" } })
			assertRefused(Files.writeString(table, csv.toString().replace(damage[0], damage[1])));
	}

	private static void assertRefused(final Path table) {
		final String message = assertThrows(IOException.class, () -> ScoreSums.pooled(List.of(table), PATIENTS, note -> {})).getMessage();
		assertTrue(Says.says(ScoringMessages.otherSums(Says.ANY, Says.ANY, Says.ANY, Says.SOME), message) || Says.says(ScoringMessages
			.damagedSums(Says.ANY, Says.ANY), message), message);
	}

	@Test
	void refusesPatientsWithDifferentClasses() {
		final CaseScoring scoring = CaseScoring.of("dice", "");
		final List<CaseScoring.Row> rows = List.of(score(scoring, "p1_1", new int[] { 1 }, new int[] { 1 }), scoring.score(
			new ComparedCase("p1_2", Comparison.of(TestMaps.hard(3, new int[][] { { 1 } }), TestMaps.hard(3, new int[][] { { 1 } })))));
		assertEquals(ScoringMessages.patientClasses("p1", "p1_1", 2, "p1_2", 3), assertThrows(
			IllegalArgumentException.class, () -> scoring.pooled(rows, PATIENTS)).getMessage());
	}

	/** Tumours of three patients beside the same tumours four voxels further; numpy 2 has the numbers from the counts of pixels. */
	@Test
	@NeedsLocalData(variant = "poolsTumoursOfBoxesAsCounted")
	void poolsTumoursOfKitsAsInThePaper() throws IOException {
		final Path volumes = LocalData.folder("kits19_labels/volumes");
		checkTumours(volumes, 28, 83.20807701337255, 82.60924085766524, 87.05546472762546, 89.89087472074239, 86.1084452975048,
			85.16707416462917);
	}

	/**
	 * Boxes: so many voxels of Z and of Y, in so many slices. Four voxels further, a box of w voxels shares w − 4 with itself: Dice of a slice
	 * (w − 4) / w. A patient has two boxes, in other slices.
	 */
	@Test
	void poolsTumoursOfBoxesAsCounted() throws IOException {
		final List<String> patients = List.of("case_00061", "case_00110", "case_00148");
		// width, height, slices of the first and of the second box
		final int[][] boxes = { { 8, 3, 2, 16, 5, 1 }, { 5, 7, 1, 10, 2, 3 }, { 20, 4, 2, 6, 6, 2 } };
		final double[] pooled = new double[3];
		double slices = 0, byPatient = 0;
		int n = 0;
		for (int p = 0; p < 3; p++) {
			final int[] b = boxes[p];
			final float[] labels = new float[8 * 12 * 40];
			for (int i = 0; i < labels.length; i++) {
				final int x = i % 8, y = i / 8 % 12, z = i / 96;
				final boolean first = x < b[2] && y < b[1] && z >= 4 && z < 4 + b[0], second = x >= b[2] && x < b[2] + b[5] && y < b[4] &&
					z >= 4 && z < 4 + b[3];
				labels[i] = first || second ? 2 : y == 11 ? 1 : 0;
			}
			GeneratedDatasets.nifti(folder.resolve(patients.get(p)).resolve("segmentation.nii.gz"), labels, 1, 8, 12, 40);
			final double one = 100.0 * (b[0] - 4) / b[0], other = 100.0 * (b[3] - 4) / b[3];
			final int first = b[0] * b[1] * b[2], second = b[3] * b[4] * b[5];
			slices += one * b[2] + other * b[5];
			n += b[2] + b[5];
			byPatient += (one * b[2] + other * b[5]) / (b[2] + b[5]) / 3;
			pooled[p] = (one * first + other * second) / (first + second);
		}
		checkTumours(folder, n, slices / n, byPatient, (pooled[0] + pooled[1] + pooled[2]) / 3, pooled);
	}

	private static void checkTumours(final Path volumes, final int expectedSlices, final double mean, final double meanOfMeans,
		final double meanOfPooled, final double... ofPatients) throws IOException
	{
		final CaseScoring scoring = CaseScoring.of("dice", "");
		final List<CaseScoring.Row> slices = new ArrayList<>();
		for (final String patient : List.of("case_00061", "case_00110", "case_00148")) {
			final RandomAccessibleInterval<FloatType> labels = Nifti.read(volumes.resolve(patient).resolve("segmentation.nii.gz"))
				.image();
			for (int x = 0; x < labels.dimension(0); x++) {
				final ProbabilityMap real = tumour(labels, x, 0);
				if (!hasForeground(real)) continue;
				slices.add(scoring.score(new ComparedCase(patient.replace("_", "") + String.format("_%04d", x), Comparison.of(tumour(
					labels, x, 4), real))));
			}
		}
		assertEquals(expectedSlices, slices.size());
		final CaseGroups patients = new CaseGroups("pool", "case\\d+");
		final ScoreSummary each = new ScoreSummary(scoring, slices), pooled = new ScoreSummary(scoring, scoring.pooled(slices,
			patients));
		assertEquals(mean, each.mean("Dice", ScoreSummary.Averaging.IMAGE), 1e-9);
		final Map<String, List<Double>> byPatient = new TreeMap<>();
		slices.forEach(s -> byPatient.computeIfAbsent(patients.of(s.name()), k -> new ArrayList<>()).add(s.values().get("Dice")));
		assertEquals(meanOfMeans, byPatient.values().stream().mapToDouble(d -> d.stream().mapToDouble(v -> v).average()
			.orElseThrow()).average().orElseThrow(), 1e-9);
		assertEquals(meanOfPooled, pooled.mean("Dice", ScoreSummary.Averaging.IMAGE), 1e-9);
		assertArrayEquals(ofPatients, pooled.rows().stream().mapToDouble(
			row -> row.values().get("Dice")).toArray(), 1e-9);
	}

	/** The tumour of a slice, shifted along Z, which comes back on the other side. */
	private static ProbabilityMap tumour(final RandomAccessibleInterval<FloatType> labels, final int x, final int shift) {
		final int height = (int) labels.dimension(1), width = (int) labels.dimension(2);
		final Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(height, width);
		final RandomAccess<FloatType> at = labels.randomAccess();
		final RandomAccess<UnsignedByteType> to = mask.randomAccess();
		at.setPosition(x, 0);
		for (int y = 0; y < height; y++)
			for (int z = 0; z < width; z++) {
				at.setPosition(y, 1);
				at.setPosition(z, 2);
				to.setPosition(y, 0);
				to.setPosition((z + shift) % width, 1);
				if (at.get().get() > 1) to.get().set(1);
			}
		return ProbabilityMap.oneHot(mask, LabelClass.defaults(2));
	}

	private static boolean hasForeground(final ProbabilityMap map) {
		for (final FloatType v : map.channel(1))
			if (v.get() > 0) return true;
		return false;
	}
}
