package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;

import sfumato.files.ImageFiles;

/** Ten cases with an object each: what tables say if nine of them are missed. */
class MissedObjectsTest {

	private static final double DIAGONAL = Math.sqrt(20 * 20 + 0.5 * 0.5);

	@TempDir
	Path folder;

	/** A row of 40 pixels of half a millimetre, with an object of one pixel. */
	private void write(final String file, final int at) throws IOException {
		final float[] values = new float[40];
		if (at >= 0) values[at] = 1;
		final Path to = folder.resolve(file);
		Files.createDirectories(to.getParent());
		ImageFiles.writeTiff(to, ArrayImgs.floats(values, 40, 1, 1), new double[] { 0.5, 0.5 }, "mm");
	}

	/** Labels and numbers of the rows after the cases. */
	private MacroRunner.Outcome evaluate(final int missed, final String metrics, final String column) throws IOException {
		for (int i = 0; i < 10; i++) {
			write("r/case" + i + ".tif", 3);
			write("p/case" + i + ".tif", i < missed ? -1 : 11);
		}
		return MacroRunner.run("run(\"Evaluate Segmentation...\", \"predictions=[" + folder.resolve("p") + "] references=[" + folder
			.resolve("r") + "] metrics=[" + metrics + "] overwrite=true output=[" + folder.resolve("scores.csv") + "]\");\n" +
			"text = \"\";\nfor (i = 12; i < nResults; i++) text = text + getResultLabel(i) + \" \" + d2s(getResult(\"" + column +
			"\", i), 3) + \"; \";\nreturn text;");
	}

	@Test
	void meanDistanceReportsTheNumberOfSkippedCases() throws IOException {
		assertEquals("mean 4.000; ", evaluate(0, "hausdorff, precision", "HD95").value());
		assertEquals("n 1.000; undefined 9.000; mean 4.000; ", evaluate(9, "hausdorff, precision", "HD95").value());
		assertEquals("n 1.000; undefined 9.000; mean 0.000; ", evaluate(9, "hausdorff, precision", "Precision").value());
		assertEquals("n 0.000; undefined 10.000; mean NaN; ", evaluate(10, "hausdorff, precision", "HD95").value());
		assertEquals("n 1.000; undefined 9.000; mean 4.000; ", evaluate(9, "surface-distance", "ASSD").value());
		assertEquals("case0,", Files.readAllLines(folder.resolve("scores.csv")).get(1), "an empty cell in the file");
	}

	@Test
	void missesCountAsPenaltyIfAsked() throws IOException {
		final String mean = String.format(Locale.ROOT, "mean %.3f; ", (4 + 9 * DIAGONAL) / 10);
		assertEquals(mean, evaluate(9, "hausdorff(missed: PENALTY)", "HD95").value());
		assertEquals(mean, evaluate(9, "surface-distance(missed: PENALTY)", "ASSD").value());
		assertEquals("mean 0.000; ", evaluate(9, "precision(missed: PENALTY)", "Precision").value());
		assertEquals("mean 0.000; ", evaluate(9, "objects(score: PRECISION, missed: PENALTY)", "Object_precision").value());
		assertEquals("mean 0.000; ", evaluate(10, "objects(score: IOU, missed: PENALTY)", "Object_IoU").value());
		assertEquals(10, Arrays.stream(Files.readString(folder.resolve("scores.csv")).split("\n")).filter(l -> l.contains(
			",0.000000")).count());
	}
}
