package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;

import sfumato.files.ImageFiles;
import sfumato.statistics.StatisticsMessages;

/** The key {@code pool}, in the commands that read folders and tables. */
class PoolByPatientTest {

	@TempDir
	static Path folder;

	private static void write(final String file, final int... labels) throws IOException {
		final float[] values = new float[labels.length];
		for (int i = 0; i < labels.length; i++)
			values[i] = labels[i];
		final Path to = folder.resolve(file);
		Files.createDirectories(to.getParent());
		ImageFiles.writeTiff(to, ArrayImgs.floats(values, labels.length, 1, 1), new double[] { 1, 1 }, "mm");
	}

	/** Two methods on four slices of two patients. */
	@BeforeAll
	static void predict() throws IOException {
		write("r/p1_1.tif", 1, 1, 1, 1, 0, 0);
		write("r/p1_2.tif", 0, 0, 1, 0, 0, 0);
		write("r/p2_1.tif", 0, 1, 1, 0, 0, 0);
		write("r/p2_2.tif", 1, 1, 1, 0, 0, 0);
		write("a/p1_1.tif", 1, 1, 1, 1, 0, 0);
		write("a/p1_2.tif", 1, 0, 0, 0, 0, 0);
		write("a/p2_1.tif", 0, 1, 0, 0, 0, 0);
		write("a/p2_2.tif", 1, 1, 1, 0, 0, 0);
		write("b/p1_1.tif", 1, 1, 0, 0, 0, 0);
		write("b/p1_2.tif", 0, 0, 1, 0, 0, 0);
		write("b/p2_1.tif", 0, 1, 1, 1, 1, 0);
		write("b/p2_2.tif", 0, 0, 1, 0, 0, 0);
		for (final String method : List.of("a", "b"))
			evaluate(method, "", "each-" + method);
	}

	private static MacroRunner.Outcome evaluate(final String method, final String options, final String output) {
		return MacroRunner.run("run(\"Evaluate Segmentation...\", \"predictions=[" + folder.resolve(method) + "] references=[" + folder
			.resolve("r") + "] metrics=[dice, hausdorff] " + options + " output=[" + folder.resolve(output + ".csv") + "]\");\n" +
			"return getResultLabel(0) + \" \" + d2s(getResult(\"Dice\", 0), 6) + \" \" + d2s(getResult(\"Dice\", nResults - 1), 6);");
	}

	@Test
	void tableHasARowPerPatient() throws IOException {
		// p1: tp 4, fp 1, fn 1, so 80; p2: tp 4, fp 0, fn 1, so 8/9
		final MacroRunner.Outcome outcome = evaluate("a", "pool=[p\\\\d]", "pooled");
		assertEquals(String.format(java.util.Locale.ROOT, "p1 80.000000 %.6f", (80 + 800 / 9.0) / 2), outcome.value());
		final List<String> lines = Files.readAllLines(folder.resolve("pooled.csv"));
		assertEquals("case,Dice,HD95,sums", lines.get(0));
		assertEquals(3, lines.size());
		assertTrue(lines.get(1).startsWith("p1,80.000000,1."), lines.get(1));
		assertTrue(lines.get(1).endsWith(",Dice=dice@present 6 1 1 4"), lines.get(1));
	}

	@Test
	void poolsCalibrationByPatient() throws IOException {
		// labels are certain: p1 has 2 wrong pixels of 12, p2 has 1; one by one 0, 2, 1, 0 of 6
		final String macro = "run(\"Evaluate Calibration...\", \"predictions=[" + folder.resolve("a") + "] references=[" + folder.resolve(
			"r") + "] errors=[ece, brier] %s\");\nreturn d2s(getResult(\"ECE\", 0), 6) + \" \" + d2s(getResult(\"ECE\", nResults - 1), 6);";
		assertEquals(String.format(java.util.Locale.ROOT, "%.6f %.6f", 200 / 12.0, (200 / 12.0 + 100 / 12.0) / 2), MacroRunner.run(String
			.format(macro, "pool=[p\\\\d]")).value());
		assertEquals(String.format(java.util.Locale.ROOT, "0.000000 %.6f", 300 / 24.0), MacroRunner.run(String.format(macro,
			"averaging=dataset")).value());
	}

	/** The scores of both methods in one table. */
	private static Path joined(final String... kinds) throws IOException {
		final List<String> lines = new ArrayList<>();
		for (final String method : List.of("a", "b")) {
			final List<String> own = Files.readAllLines(folder.resolve(kinds[0] + "-" + method + ".csv"));
			if (lines.isEmpty()) lines.add("method," + own.get(0));
			own.subList(1, own.size()).forEach(l -> lines.add(method + "," + l));
		}
		return Files.write(folder.resolve("joined.csv"), lines);
	}

	private static String compare(final Path table, final String options, final String column) {
		return MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table + "] metric=[Dice] test=[paired-t] " + options +
			"\");\nreturn d2s(getResult(\"" + column + "\", 0), 6) + \" \" + d2s(getResult(\"" + column + "\", 1), 6);").value();
	}

	@Test
	void comparesMethodsByPooledScoresOfPatients() throws IOException {
		final Path table = joined("each");
		// b: p1 tp 3, fn 2, so 6/8; p2 tp 3, fp 2, fn 2, so 6/10
		assertEquals(String.format(java.util.Locale.ROOT, "%.6f %.6f", (80 + 800 / 9.0) / 2, (75 + 60) / 2.0), compare(table,
			"pool=[p\\\\d]", "Dice"));
		// the mean of the slices of each patient, then of the patients: p1 (100 + 0)/2, p2 (200/3 + 100)/2
		assertEquals(String.format(java.util.Locale.ROOT, "%.6f", (50 + 250 / 3.0) / 2), compare(table, "group=[p\\\\d]", "Dice")
			.split(" ")[0]);
	}

	@Test
	void refusesWrongInput() throws IOException {
		final Path table = joined("each");
		final Path without = Files.write(folder.resolve("without.csv"), List.of("method,case,Dice", "a,p1_1,1", "a,p2_1,2", "b,p1_1,1",
			"b,p2_1,3"));
		final String macro = "run(\"Compare Methods...\", \"table=[%s] %s\");";
		assertTrue(MacroRunner.run(String.format(macro, without, "pool=p")).error().contains(
			"\"without.csv\" has no column \"sums\", which Evaluate Model..., Evaluate Segmentation... and Cross-Validate... write"));
		assertSays(StatisticsMessages.groupAndPool(), MacroRunner.run(String.format(macro, table, "pool=p group=p")).error());
		assertSays(StatisticsMessages.noMatch("pool", "q", "p1_1"), MacroRunner.run(String.format(macro, table, "pool=q"
			)).error());
		assertTrue(evaluate("a", "pool=[(]", "none").error().contains("pool=( is no regular expression"));
	}
}
