package sfumato.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.statistics.MethodComparison.Mark;
import sfumato.text.Csv;
import sfumato.text.TextMessages;

class MethodComparisonTest {

	@TempDir
	Path folder;

	private final List<String> notes = new ArrayList<>();

	private MethodScores table(final String text) throws IOException {
		return MethodScores.read(Files.writeString(folder.resolve("scores.csv"), text));
	}

	/** Methods a (poor), b and c (both better, nearly alike) on 20 cases. */
	private MethodScores three() throws IOException {
		final Random random = new Random(1);
		final StringBuilder csv = new StringBuilder("method,fold,case,Dice,ECE\n");
		for (int c = 0; c < 20; c++) {
			final double difficulty = 5 * random.nextGaussian();
			for (int m = 0; m < 3; m++)
				csv.append(String.format(Locale.ROOT, "%s,%d,case%02d,%.4f,%.4f%n", "abc".charAt(m), c / 4, c, 85 + difficulty + (m == 0
					? -3 : 0.05 * m) + random.nextGaussian(), 1 + (m == 0 ? 0.5 : 0) + 0.1 * random.nextGaussian()));
		}
		return table(csv.toString());
	}

	private MethodComparison compare(final String metric, final SignificanceTest test, final Correction correction)
		throws IOException
	{
		return new MethodComparison(three().of(metric, Direction.AUTO, notes::add), test, correction, 0);
	}

	@Test
	void marksTheBestMethodAndItsEquals() throws IOException {
		for (final SignificanceTest test : List.of(new PairedBootstrap(), new Wilcoxon(), new PairedT(), new PermutationTest(),
			new Friedman()))
		{
			final List<MethodComparison.Row> rows = compare("dice", test, Correction.HOLM).rows();
			assertEquals(Mark.WORSE, rows.get(0).mark());
			assertEquals(1, rows.stream().filter(r -> r.mark() == Mark.BEST).count());
			assertEquals(1, rows.stream().filter(r -> r.mark() == Mark.NOT_WORSE).count());
			assertEquals(List.of(false, true, true), rows.stream().map(MethodComparison.Row::better).toList());
		}
		assertEquals(List.of(), notes);
	}

	@Test
	void lowerIsBetterForAnError() throws IOException {
		final MethodComparison errors = compare("ECE", new Wilcoxon(), Correction.HOLM);
		assertTrue(errors.scores().lowerIsBetter());
		assertEquals(Mark.WORSE, errors.rows().get(0).mark());
		assertTrue(errors.rows().get(0).mean() > errors.rows().get(1).mean());
		for (final MethodComparison.Pair p : errors.pairs().subList(0, 2)) {
			assertEquals("a", p.worse());
			assertEquals(0.5, p.difference(), 0.1);
			assertTrue(p.isSignificant() && p.dz() > 2 && p.rankBiserial() > 0.9 && p.cliff() > 0.9);
			assertTrue(p.interval().low() > 0.4 && p.interval().high() < 0.6);
		}
		assertTrue(errors.notes().get(0).startsWith("ECE: lower is better; 3 methods on the same 20 cases; wilcoxon"));
	}

	@Test
	void oneSidedTestsTestBothDirections() throws IOException {
		final MethodComparison one = compare("Dice", new PairedT(new PairedT.Options(Alternative.GREATER)),
			Correction.BONFERRONI);
		final MethodComparison two = compare("Dice", new PairedT(), Correction.BONFERRONI);
		for (int i = 0; i < 3; i++) {
			assertEquals(one.pairs().get(i).p() * 2, two.pairs().get(i).p(), 1e-12);
			assertEquals(one.pairs().get(i).corrected(), two.pairs().get(i).corrected(), 1e-12);
		}
		assertEquals(3 * two.pairs().get(0).p(), two.pairs().get(0).corrected(), 1e-15);
	}

	@Test
	void doesNotCorrectNemenyiAgain() throws IOException {
		final MethodComparison c = compare("Dice", new Friedman(), Correction.BONFERRONI);
		c.pairs().forEach(p -> assertEquals(p.p(), p.corrected()));
		assertEquals("friedman", c.procedure());
	}

	@Test
	void rankingOfSimilarMethodsIsUnstable() throws IOException {
		final RankStability stability = compare("Dice", new Wilcoxon(), Correction.NONE).stability();
		assertEquals(1, stability.shares()[0][2], 1e-3, "a is always last");
		for (int m = 1; m < 3; m++)
			assertTrue(stability.shares()[m][0] > 0.05 && stability.shares()[m][0] < 0.95);
		for (final double[] shares : stability.shares())
			assertEquals(1, shares[0] + shares[1] + shares[2], 1e-9);
		assertTrue(stability.tau() > 0.3 && stability.tau() < 1);
		final RankStability tied = RankStability.of(new PairedScores("x", false, List.of("a", "b"), List.of("1", "2"),
			new double[][] { { 1, 2 }, { 2, 1 } }), 1000, 0);
		assertArrayEquals(new double[] { 0.5, 0.5 }, tied.shares()[0], 0.05);
		assertEquals(Double.NaN, tied.tau());
	}

	@Test
	void formatsTheTableOfAPaper() throws IOException {
		final MethodScores scores = table("method,case,Dice,ECE\nhard,1,80,0.9\nhard,2,84,0.8\nsoft,1,81,0.5\nsoft,2,86,0.3\n");
		final ComparisonTable table = new ComparisonTable(scores.metrics().stream().map(m -> new MethodComparison(scores.of(m,
			Direction.AUTO, notes::add), new PairedT(new PairedT.Options(Alternative.GREATER)), Correction.NONE, 0)).toList());
		assertTrue(table.markdown().startsWith("""
			|  | hard | soft |
			|---|---|---|
			| Dice \u2191 | 82.00 \u00B1 2.83\u00B0 | **83.50** \u00B1 3.54 |
			| ECE \u2193 | 0.850 \u00B1 0.071 | **0.400** \u00B1 0.141* |

			Mean \u00B1 standard deviation over cases (Dice: 2, ECE: 2); the best in bold.
			* significantly better than hard; \u00B0 not significantly worse than the best (0.05, paired-t(alternative: GREATER),\
			 not corrected).
			"""), table.markdown());
		assertTrue(table.text().startsWith("""
			        hard           soft
			Dice \u2191  82.00 \u00B1 2.83\u00B0  [83.50] \u00B1 3.54
			ECE \u2193   0.850 \u00B1 0.071  [0.400] \u00B1 0.141*
			"""), table.text());
		assertTrue(table.csv().startsWith("method,Dice,Dice_SD,Dice_from,Dice_to,Dice_rank,Dice_first,Dice_mark,Dice_better,ECE,"),
			table.csv());
		assertTrue(table.csv().contains("\nsoft,83.500000,3.535534,81.000000,86.000000,1.000000,1.000000,best,false,0.400000,"),
			table.csv());
		assertTrue(table.pairsCsv().contains("\nDice,soft,hard,2,1.500000,1.000000,2.000000,0.102416,0.102416,false,0.500000,2.121320,1."),
			table.pairsCsv());
	}

	@Test
	void starsMarkSignificantImprovement() throws IOException {
		final MethodComparison c = compare("Dice", new Wilcoxon(), Correction.HOLM);
		final String row = new ComparisonTable(List.of(c)).markdown().lines().skip(2).findFirst().orElseThrow();
		assertTrue(row.matches("\\| Dice \u2191 \\| [^*\u00B0]+ \\|.*\\*.*\\|.*\\*.*\\|") && row.contains("**") && row.contains(
			"*\u00B0"), row);
	}

	@Test
	void skipsAndReportsMissingScores() throws IOException {
		final PairedScores scores = table("""
			case;method;Dice;note
			1;a;80;x
			2;a;81;
			3;a;;
			1;b;82;
			2;b;83;
			2;b;83;
			3;b;84;
			4;b;85;
			1;c;NaN;
			""").of("Dice", Direction.AUTO, notes::add);
		assertEquals(List.of("a", "b"), scores.methods());
		assertEquals(List.of("1", "2"), scores.cases());
		assertArrayEquals(new double[] { 2, 2 }, scores.gains(1, 0), 1e-12);
		assertEquals(List.of(StatisticsMessages.repeatedRows(1, "\"scores.csv\""),
			StatisticsMessages.methodLeftOut("c", "Dice"),
			StatisticsMessages.casesLeftOut(2, "3, 4", "Dice", "a")), notes);
	}

	@Test
	void distinguishesCasesOfDifferentFolds() throws IOException {
		final PairedScores scores = table("method,case,fold,Dice\na,1,0,80\na,1,1,81\nb,1,1,71\nb,1,0,70\n").of("Dice",
			Direction.AUTO, notes::add);
		assertEquals(List.of("1 (fold 0)", "1 (fold 1)"), scores.cases());
		assertArrayEquals(new double[] { 10, 10 }, scores.gains(0, 1), 1e-12);
		assertTrue(notes.get(0).contains("not independent"));
	}

	@Test
	void countsCasesOfAPatientOnce() {
		final PairedScores cases = new PairedScores("Dice", false, List.of("a", "b"), List.of("p1 left", "p2", "p1 right (fold 2)"),
			new double[][] { { 80, 70, 90 }, { 60, 75, 64 } });
		final PairedScores patients = cases.averaged(new CaseGroups("p\\d+"));
		assertEquals(List.of("p1", "p2"), patients.cases());
		assertArrayEquals(new double[] { 85, 70 }, patients.values()[0]);
		assertArrayEquals(new double[] { 62, 75 }, patients.values()[1]);
		assertSame(cases, cases.averaged(new CaseGroups("")));
		assertEquals(StatisticsMessages.noMatch("group", "q\\d+", "p1 left"),
			assertThrows(IllegalArgumentException.class, () -> cases.averaged(new CaseGroups("q\\d+"))).getMessage());
	}

	@Test
	void readsQuotedCells() throws IOException {
		final PairedScores scores = table("\uFEFF\"Method\",Case,\"Dice\"\r\n\"a, \"\"new\"\"\",1,1\r\nb,1,2\r\n\"a, \"\"new\"\"\"," +
			"2,3\r\nb,2,4").of("DICE", Direction.AUTO, notes::add);
		assertEquals(List.of("a, \"new\"", "b"), scores.methods());
		assertEquals("\"a, \"\"new\"\"\",b\n", Csv.line(scores.methods()));
	}

	@Test
	void knowsDirectionsByMetricName() {
		for (final String lower : List.of("ECE", "ece_raw", "HD95", "HD", "Brier", "NLL", "ASSD", "Soft_error", "validation loss",
			"surface distance", "top-label ECE", "ece-kde", "RMSE", "volume_error", "energy_distance"))
			assertTrue(Direction.AUTO.isLowerBetter(lower), lower);
		for (final String higher : List.of("Dice", "BDice", "Jaccard", "accuracy", "boundary IoU", "precision", "kappa",
			"sensitivity", "ASDF", "peace", "NSD", "human_Dice"))
			assertFalse(Direction.AUTO.isLowerBetter(higher), higher);
		assertTrue(Direction.of("lower").isLowerBetter("Dice"));
		assertFalse(Direction.of("Higher").isLowerBetter("ECE"));
	}

	@Test
	void refusesWrongTables() throws IOException {
		assertMessage(StatisticsMessages.oneMethod(Says.ANY), "case,Dice\n1,2\n");
		assertMessage(StatisticsMessages.noMetric(Says.ANY, "method, case"), "method,case\na,1\n");
		assertMessage(StatisticsMessages.cells(3, "\"scores.csv\"", 2, 3), "method,case,Dice\na,1,2\na,2\n");
		assertMessage(StatisticsMessages.emptyTable(Says.ANY), "");
		assertMessage(TextMessages.openQuotation(Says.ANY, 2), "method,case,Dice\n\"a,1,2\n");
		assertMessage(StatisticsMessages.unknownMetric(Says.ANY, "Dise", "Dice"), "method,case,Dice\na,1,2\n", "Dise");
		assertMessage(StatisticsMessages.onlyMethod("a", "Dice"), "method,case,Dice\na,1,2\na,2,2\n");
		assertMessage(StatisticsMessages.noCommonCase("a, b", "Dice"), "method,case,Dice\na,1,2\nb,2,2\n");
		assertMessage(StatisticsMessages.onlyCommonCase("a, b", "1", "Dice"), "method,case,Dice\na,1,2\nb,1,2\n");
		assertMessage(StatisticsMessages.linesDiffer(2, 3, "\"scores.csv\"", "Dice", "a", "1"),
			"method,case,Dice\na,1,2\na,1,3\nb,1,2\n");
		assertMessage(StatisticsMessages.noFiniteNumber(2, "\"scores.csv\"", "Infinity", "Dice"), "method,case,Dice\na,1,Infinity\nb,1,2\n");
		assertMessage(StatisticsMessages.noFiniteNumber(3, "\"scores.csv\"", "good", "Dice"), "method,case,BDice,Dice\na,1,1,2\nb,1,1,good\n");
		assertEquals(TextMessages.noFile(folder.resolve("no.csv")), assertThrows(IOException.class, () ->
			MethodScores.read(folder.resolve("no.csv"))).getMessage());
		Files.write(folder.resolve("picture.csv"), new byte[] { (byte) 0xFF, (byte) 0xD8, 0, 1 });
		assertSays(TextMessages.notUtf8(Says.ANY), assertThrows(IOException.class, () ->
			MethodScores.read(folder.resolve("picture.csv"))).getMessage());
	}

	private void assertMessage(final String part, final String csv) {
		assertMessage(part, csv, "Dice");
	}

	private void assertMessage(final String part, final String csv, final String metric) {
		final String message = assertThrows(Exception.class, () -> table(csv).of(metric, Direction.AUTO, notes::add))
			.getMessage();
		assertSays(part, message);
	}

	@Test
	void limitsOfAgreementMatchCalculationByHand() {
		final BlandAltman b = BlandAltman.of(new double[] { 3, 5, 7 }, new double[] { 1, 5, 5 });
		// differences 2, 0, 2: mean 4/3, standard deviation √(4/3)
		assertArrayEquals(new double[] { 2, 5, 6 }, b.means());
		assertEquals(4.0 / 3, b.bias(), 1e-12);
		assertEquals(4.0 / 3 + 1.959963984540054 * Math.sqrt(4.0 / 3), b.high(), 1e-12);
		// t(0.975, 2) = 4.302653
		assertEquals(4.302653 * Math.sqrt(4.0 / 9), b.biasInterval().high() - b.bias(), 1e-5);
		assertEquals(4.302653 * Math.sqrt(4.0 / 3 * (1 / 3.0 + 1.959964 * 1.959964 / 4)), b.limitError(), 1e-5);
		assertThrows(IllegalArgumentException.class, () -> BlandAltman.of(new double[1], new double[1]));
		assertThrows(IllegalArgumentException.class, () -> BlandAltman.of(new double[2], new double[3]));
		assertThrows(IllegalArgumentException.class, () -> BlandAltman.of(new double[2], new double[] { 1, Double.NaN }));
	}
}
