package sfumato.commands.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.output.OutputMessages;
import sfumato.statistics.MethodScores;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.TextMessages;
import sfumato.text.WrongValue;

class CompareMethodsTest {

	/** b is better by 1, 2, … 8 in Dice and lower by 0.1 in ECE; c lacks a case. */
	private static String scores() {
		final StringBuilder csv = new StringBuilder("method,fold,case,Dice,ECE\n");
		for (int c = 1; c <= 9; c++) {
			csv.append("a,").append(c / 5).append(',').append(c).append(',').append(70 + c * c).append(",0.9").append(c).append('\n');
			csv.append("b,").append(c / 5).append(',').append(c).append(',').append(70 + c * c + c).append(",0.8").append(c).append(
				'\n');
			if (c < 9) csv.append("c,").append(c / 5).append(',').append(c).append(',').append(70 + c * c + (c % 2)).append(",0.9")
				.append(c).append('\n');
		}
		return csv.toString();
	}

	@TempDir
	Path folder;

	private Path table(final String text) throws IOException {
		return Files.writeString(folder.resolve("scores.csv"), text);
	}

	@Test
	void macroFindsTheBestOfSimulatedMethods() throws IOException {
		final Path output = folder.resolve("table.md");
		assertEquals("Weighted", MacroRunner.run(Files.readString(Path.of("macros", "09_compare_methods.ijm")), "output=" + output)
			.value());
		final List<String> lines = Files.readAllLines(output);
		assertEquals("|  | Majority | Random | Uniform | Weighted | LS |", lines.get(0));
		assertTrue(lines.get(2).startsWith("| Dice \u2191 | ") && lines.get(2).contains("**") && lines.get(2).contains("\u00B0"),
			lines.get(2));
		assertEquals(11, Files.readAllLines(folder.resolve("table-pairs.csv")).size());
		assertTrue(Files.size(folder.resolve("table-boxes.png")) > 1000);
		assertTrue(Files.size(folder.resolve("table-ranks.png")) > 1000);
	}

	@Test
	void testsAllPairsOfMethodsOnCommonCases() throws IOException {
		final Path csv = folder.resolve("out/result.csv");
		final String log = MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table(scores()) +
			"] test=wilcoxon correction=none output=[" + csv + "]\");" + """
				return "" + nResults + getResultLabel(1) + getResultString("Dice_mark", 1) + getResultString("ECE_mark", 1) + " " +
					getResultString("Dice_mark", 0) + " " + getResultString("Dice_better", 1) + " " + d2s(getResult("Dice", 0), 2) + " " +
					d2s(getResult("Dice_rank", 1), 4) + " " + getResult("Dice_first", 1) + " " + nSlices + getTitle();
				""").value();
		// 1² + … + 8² = 204; b is alone the best in seven of eight cases and shares the first
		assertEquals("3bbestbest worse yes 95.50 1.0625 100 2scores-ranks", log);
		final List<String> pairs = Files.readAllLines(folder.resolve("out/result-pairs.csv"));
		assertEquals(
			"metric,better,worse,cases,difference,from,to,p,p_corrected,significant,p_wilcoxon,d_z,rank_biserial,Cliffs_delta", pairs
				.get(0));
		// eight differences of one sign: 2/2⁸
		assertTrue(pairs.get(1).startsWith("Dice,b,a,8,4.500000,"), pairs.get(1));
		assertTrue(pairs.get(1).contains(",0.007813,0.007813,true,0.007813,1.837117,1.000000,"), pairs.get(1));
		assertTrue(pairs.get(4).startsWith("ECE,b,a,8,0.100000,"), pairs.get(4));
		assertEquals(4, Files.readAllLines(csv).size());
	}

	@Test
	void tablesOfOneMethodEachAreCalledAfterTheirFiles() throws IOException {
		final StringBuilder good = new StringBuilder("case,Dice,sums\n"), bad = new StringBuilder("case,Dice,ECE\n");
		for (int c = 1; c <= 8; c++) {
			good.append("case").append(c).append(',').append(90 + c % 3).append(",x\n");
			bad.append("case").append(c).append(',').append(70 + c % 4).append(",5\n");
		}
		for (final String name : List.of("good", "bad"))
			Files.createDirectories(folder.resolve(name));
		final Path a = Files.writeString(folder.resolve("good/scores.csv"), good), b = Files.writeString(folder.resolve("bad/scores.csv"),
			bad);
		assertEquals("2 good/scores bad/scores", MacroRunner.run("run(\"Compare Methods...\", \"table=[" + a + ";" + b +
			"] metric=Dice\"); return \"\" + nResults + \" \" + getResultLabel(0) + \" \" + getResultLabel(1);").value());
		assertError("", StatisticsMessages.oneMethod(Says.ANY), a);
		final Path renamed = Files.copy(b, folder.resolve("b.csv"));
		assertEquals("scores b", MacroRunner.run("run(\"Compare Methods...\", \"table=[" + a + "; " + renamed +
			"] metric=Dice\"); return getResultLabel(0) + \" \" + getResultLabel(1);").value());
	}

	/** Evaluate Model... writes ECE_raw for recalibrated models only. */
	@Test
	void aColumnOfOneMethodIsComparedOnlyWhenAskedFor() throws IOException {
		final Path table = table("method,case,Dice,ECE_raw\na,1,80,5\na,2,82,6\nb,1,81,\nb,2,85,\n");
		assertSays(StatisticsMessages.onlyMethod("a", "ECE_raw"), MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table +
			"] metric=ECE_raw\");").error());
		final String headings = MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table +
			"]\"); return \"\" + Table.headings;").value();
		assertTrue(headings.contains("Dice_rank") && !headings.contains("ECE_raw"), headings);
		final List<String> notes = new ArrayList<>();
		assertEquals(List.of("Dice"), MethodScores.read(table).comparable(notes::add));
		assertEquals(List.of(StatisticsMessages.metricLeftOut("ECE_raw")), notes);
	}

	@Test
	void directionOfTheMetricCanBeChosen() throws IOException {
		final String run = "run(\"Compare Methods...\", \"table=[" + table(scores()) + "] metric=ece test=sign better=";
		assertEquals("best", MacroRunner.run(run + "lower\"); return getResultString(\"ECE_mark\", 1);").value());
		assertEquals("worse", MacroRunner.run(run + "higher correction=none\"); return getResultString(\"ECE_mark\", 1);").value());
	}

	@Test
	void equalSeedsGiveEqualTables() throws IOException {
		final String run = "run(\"Compare Methods...\", \"table=[" + table(scores()) + "] seed=3 output=[" + folder +
			"/%s.txt]\"); return \"\";";
		MacroRunner.run(run.formatted("one")).value();
		MacroRunner.run(run.formatted("two")).value();
		assertEquals(Files.readString(folder.resolve("one-pairs.csv")), Files.readString(folder.resolve("two-pairs.csv")));
		assertTrue(Files.readString(folder.resolve("one.txt")).contains("Dice \u2191"));
		assertFalse(Files.exists(folder.resolve("one.csv")));
	}

	@Test
	void runsEveryTestByItsName() throws IOException {
		final Path table = table(scores());
		for (final String test : List.of("bootstrap(resamples: 1000)", "wilcoxon(zeros: PRATT)", "paired-t", "sign", "permutation",
			"friedman"))
			assertEquals("best", MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table + "] test=[" + test +
				"] metric=Dice\"); return getResultString(\"Dice_mark\", 1);").value(), test);
	}

	@Test
	void refusesWrongInput() throws IOException {
		final Path table = table(scores());
		assertError("metric=Dise", StatisticsMessages.unknownMetric(Says.ANY, "Dise", "Dice, ECE"), table);
		assertError("test=anova", "There is no SignificanceTest named \"anova\". Known: bootstrap, friedman, paired-t", table);
		assertError("test=[bootstrap(resamples: 3)]", "resamples is 3 but must be between 100", table);
		assertError("correction=sidak", WrongValue.message("correction", "sidak", "one of holm, benjamini-hochberg, bonferroni, none"), table);
		assertError("better=more", WrongValue.message("better", "more", "one of auto, higher, lower"), table);
		assertError("output=[" + folder.resolve("x.doc") + "]", EvaluateMenuMessages.comparisonEnding(folder.resolve("x.doc")), table);
		Files.writeString(folder.resolve("mine.csv"), "x");
		assertError("output=[" + folder.resolve("mine.csv") + "]", OutputMessages.exists(folder.resolve("mine.csv")), table);
		assertEquals("x", Files.readString(folder.resolve("mine.csv")));
		Files.writeString(folder.resolve("my-pairs.csv"), "x");
		assertError("output=[" + folder.resolve("my.md") + "]", OutputMessages.exists(folder.resolve("my-pairs.csv")), table);
		assertError("overwrite=true output=[" + table + "]", EvaluateMenuMessages.outputIsTable(table), table);
		assertEquals(scores(), Files.readString(table));
		assertError("seed=0", TextMessages.noFile(folder.resolve("none.csv")), folder.resolve("none.csv"));
		assertError("seed=0", StatisticsMessages.onlyMethod("a", "Dice"), table("method,case,Dice\na,1,2\na,2,3\n"));
		assertError("seed=0", StatisticsMessages.oneMethod(Says.ANY), table("case,Dice\n1,2\n"));
	}

	private static void assertError(final String options, final String part, final Path table) {
		final String error = MacroRunner.run("run(\"Compare Methods...\", \"table=[" + table + "] " + options + "\");").error();
		assertSays(part, error);
	}
}
