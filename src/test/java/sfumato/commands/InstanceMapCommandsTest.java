package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sfumato.Says.assertSays;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.images.ImageMessages;
import sfumato.labels.LabelMessages;
import sfumato.text.WrongValue;

/** The key {@code numbers} of the commands that read label maps. */
class InstanceMapCommandsTest {

	/** Two raters with 40 squares of 9 pixels each, of which the second lacks the last ten. */
	private static final String TWO_RATERS = """
		newImage("cells", "16-bit black", 80, 32, 2);
		for (s = 1; s <= 2; s++) {
			setSlice(s);
			for (i = 0; i < 50 - 10 * s; i++) {
				setColor(i + 1);
				fillRect(8 * (i % 10), 8 * floor(i / 10), 3, 3);
			}
		}
		""";

	@TempDir
	private Path folder;

	private Path data;

	@BeforeEach
	void write() throws IOException {
		data = Files.createDirectories(folder.resolve("data/case1")).getParent();
		MacroRunner.run(TWO_RATERS + "run(\"Duplicate...\", \"title=one duplicate range=1\"); saveAs(\"Tiff\", \"" + data.resolve(
			"case1/task01_seg01.tif") + "\"); saveAs(\"Tiff\", \"" + data.resolve("case1/image.tif") + "\");").value();
	}

	@Test
	void readsRatersOfAnOpenStack() {
		final String refused = MacroRunner.run(TWO_RATERS + "run(\"Fuse Raters...\", \"raters=cells\");").error();
		assertSays(LabelMessages.instanceMap("Rater 1", 40), refused);
		// (40 + 30) * 9 / 2 pixels
		assertEquals("315", MacroRunner.run(TWO_RATERS + """
			run("Fuse Raters...", "raters=cells axis=slice numbers=instances");
			Stack.setChannel(2);
			getStatistics(area, mean);
			return "" + round(mean * getWidth() * getHeight());
			""").value());
		assertSays(ImageMessages.foregroundOfInstances(Says.SOME), MacroRunner.run(TWO_RATERS + "run(\"Fuse Raters...\", " +
			"\"raters=cells numbers=instances foreground=3\");").error());
		// Dice 2 * 270 / (360 + 270) of the two
		assertEquals("85.714", MacroRunner.run(TWO_RATERS + """
			run("Rater Agreement...", "raters=cells axis=slice numbers=instances");
			return d2s(getResult("Dice_pairwise", 0), 3);
			""").value());
	}

	@Test
	void scoresOpenImagesAsMasks() {
		assertEquals("85.714", MacroRunner.run(TWO_RATERS + """
			run("Stack to Images");
			images = getList("image.titles");
			run("Evaluate Segmentation...", "prediction=[" + images[0] + "] reference=[" + images[1] + "] metrics=dice numbers=instances");
			return d2s(getResult("Dice", 0), 3);
			""").value());
	}

	/** A file that an option names is read as one of a dataset. */
	@Test
	void readsTransparentPixelsAsBackground() throws IOException {
		final BufferedImage white = new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB);
		for (int i = 0; i < 200; i++)
			white.setRGB(i % 20, i / 20, i < 66 ? 0xFFFFFFFF : 0x00FFFFFF);
		ImageIO.write(white, "png", folder.resolve("mask.png").toFile());
		assertEquals("66", MacroRunner.run("run(\"Fuse Raters...\", \"raters=[" + folder.resolve("mask.png") + "]\");\n" + """
			Stack.setChannel(2);
			getStatistics(area, mean);
			return "" + round(mean * getWidth() * getHeight());
			""").value());
	}

	@Test
	void readsInstanceMapsOfFoldersAndCases() throws IOException {
		// the image holds numbers, the raters' map is a mask
		assertEquals("1 40", MacroRunner.run("run(\"Open Case...\", \"dataset=[" + data + "] cases=1 numbers=instances\");\n" + """
			selectImage(1);
			getStatistics(area, mean, min, one);
			selectImage(2);
			getStatistics(area, mean, min, two);
			return "" + minOf(one, two) + " " + maxOf(one, two);
			""").value());
		final Path csv = folder.resolve("findings.csv");
		MacroRunner.run("run(\"Check Dataset...\", \"dataset=[" + data + "] output=[" + csv + "]\");").value();
		assertSays(LabelMessages.instanceMap("", 40).replace("\"", "\"\""), Files.readString(csv));
		MacroRunner.run("run(\"Check Dataset...\", \"dataset=[" + data + "] output=[" + csv + "] overwrite=true numbers=instances\");").value();
		assertEquals(1, Files.readAllLines(csv).size(), Files.readString(csv));
		MacroRunner.run("run(\"Fuse Dataset...\", \"dataset=[" + data + "] output=[" + folder.resolve("fused") +
			"] numbers=instances\");").value();
		assertEquals("360", MacroRunner.run("open(\"" + folder.resolve("fused/case1.tif") + "\");\n" + """
			Stack.setChannel(2);
			getStatistics(area, mean);
			return "" + round(mean * getWidth() * getHeight());
			""").value());
		assertEquals(WrongValue.message("numbers", "cells", "one of default, classes, instances"), MacroRunner.run(
			"run(\"Check Dataset...\", \"dataset=[" + data + "] numbers=cells\");").error());
	}
}
