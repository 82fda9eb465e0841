package sfumato.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;

/** Names and colours that a dataset gives its classes, on their way to results. */
class ClassNamesTest {

	@TempDir
	private Path folder;

	/** One case with two raters, of whom one has drawn a tumour, and names for the classes. */
	private String data() throws IOException {
		final Path raters = Files.createDirectories(folder.resolve("case01"));
		MacroRunner.run("""
			newImage("image", "8-bit ramp", 16, 16, 1);
			saveAs("png", "%1$s/image.png");
			newImage("label", "8-bit black", 16, 16, 1);
			setColor(1); fillRect(2, 2, 6, 6);
			saveAs("png", "%1$s/task01_seg01.png");
			setColor(2); fillRect(10, 10, 4, 4);
			saveAs("png", "%1$s/task01_seg02.png");
			""".formatted(raters)).value();
		Files.writeString(folder.resolve("dataset.json"),
			"{\"classes\": [\"background\", \"liver\", {\"name\": \"tumour\", \"color\": \"#D55E01\"}]}");
		return "run(\"Open Case...\", \"dataset=[" + folder + "] cases=1\");\n";
	}

	@Test
	void namesReachFusedAndHardLabels() throws IOException {
		assertEquals("liver tumour", MacroRunner.run(data() + """
			run("Fuse Raters...", "raters=case01-raters method=average");
			setSlice(2);
			one = getInfo("slice.label");
			setSlice(3);
			return one + " " + getInfo("slice.label");
			""").value());
		final String hard = MacroRunner.run(data() + """
			run("Fuse Raters...", "raters=case01-raters method=average");
			run("Soft to Hard...", "threshold=0.25");
			getLut(reds, greens, blues);
			return "" + reds[2] + " " + greens[2] + " " + blues[2] + " " + getMetadata("Info");
			""").value();
		assertTrue(hard.startsWith("213 94 1 0: background\n1: liver\n2: tumour\n"), hard);
	}

	@Test
	void namesSurviveInFilesAndInScoreColumns() throws IOException {
		assertEquals("100 100 3", MacroRunner.run(data() + """
			run("Fuse Raters...", "raters=case01-raters method=average");
			run("Soft to Hard...", "threshold=0.25");
			saveAs("tiff", "%s/hard.tif");
			close("*");
			open("%1$s/hard.tif");
			run("Hard to Soft...");
			n = nSlices;
			run("Evaluate Segmentation...", "prediction=hard.tif reference=hard.tif metrics=dice");
			return "" + getResult("Dice liver", 0) + " " + getResult("Dice tumour", 0) + " " + n;
			""".formatted(folder)).value());
	}

	@Test
	void outlinesHaveTheColoursOfTheirClasses() throws IOException {
		final String counted = MacroRunner.run(data() + """
			run("Fuse Raters...", "raters=case01-raters method=average");
			run("Soft to Hard...", "threshold=0.25");
			run("Draw Outlines...", "image=case01 prediction=" + getTitle() + " reference=case01-raters-average");
			tumour = 0; liver = 0;
			for (y = 0; y < getHeight(); y++) for (x = 0; x < getWidth(); x++) {
				if ((getPixel(x, y) & 0xFFFFFF) == 0xD55E01) tumour++;
				if ((getPixel(x, y) & 0xFFFFFF) == 0xE69F00) liver++;
			}
			return "" + (tumour > 500) + " " + (liver > 500);
			""").value();
		assertEquals("1 1", counted);
	}
}
