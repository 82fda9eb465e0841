package sfumato.commands.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;

/** What results say of how they were made. */
class ProvenanceTest {

	@TempDir
	private Path folder;

	/** Three raters of four pixels, one per slice. */
	private static final String RATERS = """
		newImage("my raters", "8-bit black", 4, 1, 3);
		for (i = 0; i < 3; i++) {
			setSlice(i + 1);
			for (x = 0; x <= i; x++) setPixel(x, 0, 1);
		}
		""";

	@Test
	void recordedMacroLineReproducesTheImage() {
		final String line = MacroRunner.run(RATERS + """
			run("Fuse Raters...", "raters=[my raters] method=[random-rater(seed: 3)]");
			return "" + Property.get("Sfumato.Macro");
			""").value();
		assertEquals("run(\"Fuse Raters...\", \"raters=[my raters] axis=auto method=[random-rater(seed: 3)] classes=0 foreground=0 " +
			"missing=none numbers=classes device=cpu\");", line);
		final String again = " values = \"v \"; for (x = 0; x < 4; x++) values = values + \" \" + getPixel(x, 0); return values;";
		assertEquals(MacroRunner.run(RATERS + "run(\"Fuse Raters...\", \"method=[random-rater(seed: 3)]\");" + again).value(),
			MacroRunner.run(RATERS + line + again).value());
	}

	@Test
	void recordsLinesOfInputImagesAndVersions() {
		final String[] info = MacroRunner.run(RATERS + """
			run("Fuse Raters...", "method=average");
			run("Soft to Hard...", "threshold=0.25");
			return "" + Property.get("Sfumato.Before") + "|" + Property.get("Sfumato.Macro") + "|" + Property.get("Sfumato.Version") + "|" +
				Property.get("Sfumato.ImageJ") + "|" + Property.get("Sfumato.Java") + "|" + Property.get("Sfumato.Engine");
			""").value().split("\\|", -1);
		assertTrue(info[0].startsWith("run(\"Fuse Raters...\", \"raters=[my raters] "), info[0]);
		assertTrue(info[1].contains("threshold=0.25"), info[1]);
		assertTrue(info[2].startsWith("Sfumato "), info[2]);
		assertTrue(info[3].matches("1\\.\\d\\d.*"), info[3]);
		assertTrue(info[4].startsWith(System.getProperty("java.version")), info[4]);
		assertEquals("", info[5], "nothing of this needs tensors");
	}

	@Test
	void writesProvenanceToTiffAndImageInfo() {
		final Path file = folder.resolve("füsed.tif");
		final String both = MacroRunner.run(RATERS + """
			run("Fuse Raters...", "method=average");
			before = Property.get("Sfumato.Macro");
			saveAs("tiff", "%s");
			close();
			open("%1$s");
			return before + "|" + Property.get("Sfumato.Macro") + "|" + getMetadata("Info");
			""".formatted(file)).value();
		final String[] parts = both.split("\\|", -1);
		assertEquals(parts[0], parts[1]);
		final ij.ImagePlus reopened = ij.IJ.openImage(file.toString());
		assertTrue(new ij.plugin.filter.Info().getImageInfo(reopened, reopened.getProcessor()).contains(
			"Sfumato.Macro: run(\"Fuse Raters...\""));
	}

	@Test
	void recordsFilesOfImagesThatAreNotOpen() {
		final Path file = folder.resolve("my [raters].tif");
		final String line = MacroRunner.run(RATERS + """
			saveAs("tiff", "%s");
			close();
			run("Fuse Raters...", "raters=[%1$s] method=average");
			return "" + Property.get("Sfumato.Macro") + "|" + Property.get("Sfumato.File.raters");
			""".formatted(file)).value();
		assertTrue(line.contains("raters=[" + file + "] "), line);
		assertTrue(line.endsWith("|" + file), line);
	}

	@Test
	void writesProvenanceBesideCsvFiles() throws IOException {
		final Path scores = folder.resolve("scores.csv");
		MacroRunner.run(RATERS + """
			run("Fuse Raters...", "method=average");
			run("Evaluate Segmentation...", "reference=my-average prediction=my-average output=[%s]");
			""".formatted(scores)).value();
		final List<String> recipe = Files.readAllLines(folder.resolve("scores.recipe.txt"));
		assertEquals("Sfumato.Macro: run(\"Evaluate Segmentation...\", \"prediction=my-average " +
			"reference=my-average metrics=[dice, bdice] classes=present selection=true objects=false numbers=default geometry=default averaging=image worst=0 device=cpu output=" + scores +
			" overwrite=false\");", recipe.get(0));
		assertTrue(recipe.get(1).startsWith("Sfumato.Before: run(\"Fuse Raters...\""));
	}

	@Test
	void provenanceOfObjectCountsCanBeRunAgain() throws IOException {
		final String summary = MacroRunner.run(Files.readString(Path.of("macros", "15_objects_and_recipes.ijm")), "output=" + folder)
			.value();
		assertTrue(summary.matches("Rater 1 has \\d+ objects, the majority \\d+: \\d+ are the same, \\d+ are missed and \\d+ are too many; " +
			"PQ [\\d.]+ %, Dice [\\d.]+ %"), summary);
		assertEquals("case03-raters-majority", MacroRunner.run(Files.readString(folder.resolve("again.ijm")) + "return getTitle();").value());
		assertTrue(Files.readString(folder.resolve("methods.txt")).contains("fusion majority"));
		assertTrue(Files.exists(folder.resolve("scores.recipe.txt")));
	}

	@Test
	void failedCommandWritesNoProvenance() {
		final Path scores = folder.resolve("scores.csv");
		assertTrue(MacroRunner.run(RATERS + "run(\"Evaluate Segmentation...\", \"reference=[my raters] prediction=[my raters] " +
			"metrics=nonsense output=[" + scores + "]\");").error() != null);
		assertFalse(Files.exists(folder.resolve("scores.recipe.txt")));
	}

	@Test
	void quotesWindowsPathsAndOddTitlesForMacros() {
		final java.util.Map<String, String> options = new java.util.LinkedHashMap<>();
		options.put("model", "C:\\my models\\net");
		options.put("image", "a ]b");
		options.put("method", "staple(region: ALL)");
		options.put("text", "it's [one]");
		assertEquals("run(\"X...\", \"model=[C:\\\\my models\\\\net] image='a ]b' method=[staple(region: ALL)] text=[it's [one]]\");",
			MacroLine.write("X...", options));
		assertEquals(options, OptionText.parse(OptionText.write(options)));
	}
}
