package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;

import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.data.DataMessages;
import sfumato.files.ImageFiles;
import sfumato.output.OutputMessages;
import sfumato.text.TextMessages;

class CheckDatasetTest {

	@TempDir
	Path folder;

	/** An image of 10 x 10 pixels and four raters who marked a square, a little shifted from one to the next. */
	@BeforeEach
	void makeTwoCases() throws IOException {
		for (final String name : new String[] { "a", "b" }) {
			save(name, "image", 10, i -> i);
			for (int r = 1; r <= 4; r++) {
				final int rater = r;
				save(name, "task1_seg" + r, 10, i -> inSquare(i, 3, 6, rater) ? 255 : 0);
			}
		}
	}

	private interface Values {
		float at(int i);
	}

	/** The square from min to max in x and y, of which rater r leaves out the r-th pixel. */
	private static boolean inSquare(final int i, final int min, final int max, final int r) {
		final int x = i % 10, y = i / 10;
		return x >= min && x <= max && y >= min && y <= max && i != 10 * min + min + r - 1;
	}

	private void save(final String name, final String file, final int width, final Values values) throws IOException {
		final float[] pixels = new float[width * 10];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = values.at(i);
		ImageFiles.writeTiff(Files.createDirectories(folder.resolve("data").resolve(name)).resolve(file + ".tif"), ArrayImgs
			.floats(pixels, width, 10, 1), new double[] { 1, 1 }, "pixel");
	}

	@Test
	void macroChecksADatasetWithTheChosenPolarity() throws IOException {
		final String macro = Files.readString(Path.of("macros", "06_check_dataset.ijm"));
		final String output = "output=" + folder.resolve("findings.csv");
		assertEquals("0", MacroRunner.run(macro, output).value());
		save("a", "task1_seg4", 10, i -> inSquare(i, 3, 6, 4) ? 0 : 255);
		final String data = ",dataset=" + folder.resolve("data");
		assertEquals("1", MacroRunner.run(macro, output + data).value());
		assertEquals("0", MacroRunner.run(macro, output + data + ",task=1,cases=b").value());
		assertEquals("0", MacroRunner.run(macro, output + data + ",polarity=auto").value());
		assertTrue(MacroRunner.run(macro, output + data + ",polarity=odd").error().startsWith("polarity is \"odd\" but must be one of default"));
		assertTrue(MacroRunner.run(macro, output + data + ",cases=c").error().startsWith("There is no case \"c\""));
	}

	private String check() throws IOException {
		final Path csv = folder.resolve("findings.csv");
		MacroRunner.run("run(\"Check Dataset...\", \"dataset=[" + folder.resolve("data") + "] output=[" + csv +
			"] overwrite=true\");").value();
		return Files.readString(csv).replaceFirst("case,rater,finding,detail\n", "");
	}

	@Test
	void reportsNothingForACleanDataset() throws IOException {
		assertEquals("", check());
	}

	@Test
	void reportsNoProblemsOfThePhantoms() {
		MacroRunner.run("run(\"Check Dataset...\", \"dataset=[test-images/phantoms]\");").value();
	}

	@Test
	void findsEmptyMasks() throws IOException {
		save("b", "task1_seg2", 10, i -> 0);
		assertEquals("b,2,empty,Nothing is marked.\n", check());
	}

	@Test
	void findsIdenticalRatersWithAnyForegroundValue() throws IOException {
		save("b", "task1_seg3", 10, i -> inSquare(i, 3, 6, 1) ? 1 : 0);
		assertEquals("b,1 and 3,identical," + DataMessages.samePixels() + "\n", check());
	}

	@Test
	void findsRatersWhoOutlinedAnotherObject() throws IOException {
		save("b", "task1_seg4", 10, i -> i < 2 ? 255 : 0);
		assertTrue(check().startsWith("b,4,outlier,\"Dice with the majority is 0.0 %, of the other raters "), check());
	}

	@Test
	void findsInvertedMasks() throws IOException {
		save("b", "task1_seg4", 10, i -> inSquare(i, 3, 6, 4) ? 0 : 255);
		assertTrue(check().startsWith("b,4,inverted,85.0 % of the pixels"), check());
	}

	@Test
	void findsStrayValuesAndFractions() throws IOException {
		save("b", "task1_seg1", 10, i -> i == 0 ? 24 : inSquare(i, 3, 6, 1) ? 255 : 0);
		save("b", "task1_seg2", 10, i -> 0.5f);
		assertEquals("b,1,stray," + DataMessages.strayValues("24", 255) + "\nb,2,stray," + DataMessages.noLabel(0.5f) + "\n",
			check());
	}

	@Test
	void findsOtherSizesMissingRatersAndBrokenFiles() throws IOException {
		save("a", "task1_seg1", 20, i -> 0);
		Files.delete(folder.resolve("data/a/task1_seg2.tif"));
		Files.writeString(folder.resolve("data/a/task1_seg3.tif"), "broken");
		Files.delete(folder.resolve("data/b/image.tif"));
		final String[] lines = check().split("\n");
		assertEquals(4, lines.length);
		assertEquals("a,1,size,The label map is 20 x 10 but the image is 10 x 10.", lines[0]);
		assertTrue(lines[1].startsWith("a,3,unreadable,") && lines[1].contains("task1_seg3.tif"), lines[1]);
		assertTrue(lines[2].startsWith("a,2,missing,"), lines[2]);
		assertTrue(lines[3].startsWith("b,,incomplete,") && lines[3].contains("has no image"), lines[3]);
	}

	@Test
	void keepsExistingFilesUnlessToldOtherwise() throws IOException {
		Files.writeString(folder.resolve("mine.csv"), "mine");
		assertSays(OutputMessages.exists(folder.resolve("mine.csv")), MacroRunner.run("run(\"Check Dataset...\", \"dataset=[" +
			folder.resolve("data") + "] output=[" + folder.resolve("mine.csv") + "]\");").error());
		assertEquals("mine", Files.readString(folder.resolve("mine.csv")));
		assertSays(TextMessages.noFolder(Says.ANY), MacroRunner.run("run(\"Check Dataset...\", \"dataset=nowhere\");").error());
	}
}
