package sfumato.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;

import sfumato.Says;
import sfumato.data.Dataset;
import sfumato.data.DatasetFusion;
import sfumato.files.ImageFiles;
import sfumato.labels.LabelMessages;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring.Row;
import sfumato.scoring.ScoreSummary.Averaging;

class ComparedFoldersTest {

	private static final Path PHANTOMS = Path.of("test-images/phantoms");

	@TempDir
	Path folder;

	private Path predictions;
	private Path references;

	@BeforeEach
	void makeFolders() throws IOException {
		predictions = Files.createDirectory(folder.resolve("p"));
		references = Files.createDirectory(folder.resolve("r"));
	}

	/** A row of pixels. */
	private static void write(final Path file, final float... labels) throws IOException {
		ImageFiles.writeTiff(file, ArrayImgs.floats(labels, labels.length, 1, 1), new double[] { 0.5, 0.5 }, "mm");
	}

	private List<Row> score(final CaseScoring scoring, final String cases) throws IOException {
		return ComparedFolders.open(predictions, references, "", cases).map(scoring::score, Progress.none()).list();
	}

	private ScoreSummary summary(final String metrics) throws IOException {
		final CaseScoring scoring = CaseScoring.of(metrics, "");
		return new ScoreSummary(scoring, score(scoring, ""));
	}

	private String refused(final String task, final String cases) {
		return assertThrows(Exception.class, () -> ComparedFolders.open(predictions, references, task, cases).map(c -> c.name(),
			Progress.none())).getMessage();
	}

	@Test
	void matchesFilesToCasesByName() throws IOException {
		for (final String name : new String[] { "case1", "case2", "case10" })
			write(references.resolve(name + ".tif"), 1, 1, 0, 0);
		write(predictions.resolve("case1-probabilities.tif"), 0.9f, 0.9f, 0.1f, 0.1f);
		write(predictions.resolve("case2.tif"), 1, 1, 1, 1);
		write(predictions.resolve("case10_labels.tif"), 0, 0, 1, 1);
		final ScoreSummary s = summary("dice");
		assertEquals(List.of("case1", "case2", "case10"), s.rows().stream().map(Row::name).toList());
		assertArrayEquals(new double[] { 100, 200 / 3.0, 0 }, s.rows().stream().mapToDouble(r -> r.values().get("Dice")).toArray(),
			1e-9);
		assertEquals(500 / 9.0, s.mean("Dice", Averaging.IMAGE), 1e-9);
		// 4 of 6 and 6 pixels: 2 · 4 / (6 + 8)
		assertEquals(800 / 14.0, s.mean("Dice", Averaging.DATASET), 1e-9);
		assertEquals(0, s.worst("Dice", 5, Averaging.IMAGE), 1e-9);
		assertEquals(100 / 3.0, s.worst("Dice", 67, Averaging.IMAGE), 1e-9);
		assertTrue(s.interval("Dice", 0).low() < 500 / 9.0 && s.interval("Dice", 0).high() > 500 / 9.0);
		assertEquals(List.of("case2", "case10"), score(CaseScoring.of("dice", ""), "2-3").stream().map(Row::name).toList());
	}

	@Test
	void skipsNaNInTheMean() throws IOException {
		write(references.resolve("a.tif"), 0, 0, 0, 0);
		write(predictions.resolve("a.tif"), 1, 0, 0, 0);
		write(references.resolve("b.tif"), 1, 0, 0, 0);
		write(predictions.resolve("b.tif"), 0, 0, 1, 0);
		final ScoreSummary s = summary("hausdorff(percentile: 100), dice");
		assertEquals(new ScoreCounts(1, 0, 1), s.counts("HD"));
		assertTrue(s.counts("Dice").areAll());
		// two pixels of 0.5 mm, and not half of it
		assertEquals(1, s.mean("HD", Averaging.IMAGE), 1e-6);
		assertEquals(1, s.mean("HD", Averaging.CLASS), 1e-6);
		assertEquals(1, s.worst("HD", 50, Averaging.CLASS), 1e-6);
		assertTrue(Double.isNaN(s.mean("HD", Averaging.DATASET)), "distances cannot be added up");
	}

	@Test
	void skipsAbsentClassesInTheScore() throws IOException {
		write(references.resolve("a.tif"), 1, 1, 0, 0);
		write(predictions.resolve("a.tif"), 1, 0, 0, 0);
		write(references.resolve("b.tif"), 1, 2, 2, 0);
		write(predictions.resolve("b.tif"), 1, 1, 2, 0);
		final ScoreSummary s = summary("dice");
		assertEquals(List.of("Dice", "Dice class 1", "Dice class 2"), s.columns());
		// a: class 1 has 2/3, and class 2 is nowhere
		assertEquals(100 * 2 / 3.0, s.rows().get(0).values().get("Dice"), 1e-9);
		assertEquals(100 * 2 / 3.0, s.rows().get(1).values().get("Dice class 2"), 1e-9);
		// over classes, only the case that has class 2 says something about it
		assertEquals(100 * 2 / 3.0, s.mean("Dice", Averaging.CLASS), 1e-9);
		assertEquals(100 * 2 / 3.0, s.mean("Dice class 2", Averaging.CLASS), 1e-9);
	}

	@Test
	void usesRatersOfADatasetAsReference() throws IOException {
		new DatasetFusion(new sfumato.fusion.Average(), DatasetFusion.Format.TIFF, false).write(Dataset.open(PHANTOMS), Dataset
			.open(PHANTOMS).cases("1-2"), predictions, Progress.none());
		final CaseScoring scoring = CaseScoring.of("dice, bdice, soft-dice", "brier(soft: true), ece");
		final List<Row> rows = ComparedFolders.open(predictions, PHANTOMS, "1", "1-2").map(scoring::score, Progress.none()).list();
		assertEquals(2, rows.size());
		for (final Row row : rows) {
			assertEquals(100, row.values().get("Dice"), 1e-9, "the average's most probable class is the majority");
			assertEquals(100, row.values().get("BDice"), 1e-9);
			assertEquals(100, row.values().get("SoftDice"), 1e-4);
			assertEquals(0, row.values().get("Brier"), 1e-9);
			assertTrue(row.values().get("ECE") > 0);
		}
		final String missing = assertThrows(IOException.class, () -> ComparedFolders.open(predictions, PHANTOMS, "", ""))
			.getMessage();
		assertSays(ScoringMessages.noPrediction(Says.ANY, "case03"), missing);
	}

	@Test
	void refusesWrongInput() throws IOException {
		assertEquals(ScoringMessages.noImages(predictions), refused("", ""));
		write(predictions.resolve("a.tif"), 1, 0, 0, 0);
		write(references.resolve("a.tif"), 1, 0, 0);
		assertEquals("Case a: " + LabelMessages.sizesDiffer("prediction", "4 x 1", "reference", "3 x 1"), refused("", ""));
		assertSays(ScoringMessages.taskOfImages(Says.ANY, Says.ANY), refused("1", ""));
		assertTrue(refused("", "b").startsWith("There is no case \"b\""));
		write(references.resolve("a.tiff"), 1, 0, 0, 0);
		assertEquals(ScoringMessages.twoFiles(references, "a.tif", "a.tiff"), refused("", ""));
		Files.delete(references.resolve("a.tif"));
		Files.move(predictions.resolve("a.tif"), predictions.resolve("a-1.tif"));
		write(predictions.resolve("a-2.tif"), 1, 0, 0, 0);
		assertEquals(ScoringMessages.severalPredictions(predictions, "a", "a-1.tif, a-2.tif"), refused("", ""));
	}

	@Test
	void canBeCancelled() throws IOException {
		write(predictions.resolve("a.tif"), 1, 0, 0, 0);
		write(references.resolve("a.tif"), 1, 0, 0, 0);
		final ComparedFolders folders = ComparedFolders.open(predictions, references, "", "");
		assertThrows(CancellationException.class, () -> folders.map(ComparedCase::name, new Progress() {
			@Override
			public void update(final double fraction, final String message) {}

			@Override
			public boolean isCanceled() {
				return true;
			}

			@Override
			public void log(final String message) {}
		}));
	}
}
