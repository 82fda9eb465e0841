package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.Says;
import sfumato.commands.evaluate.EvaluateMenuMessages;
import sfumato.data.DataMessages;
import sfumato.output.OutputMessages;

/** Both evaluations of folders, and what the second shows of open images. */
class EvaluateFoldersTest {

	@TempDir
	static Path folder;

	/** Predictions of four phantoms: the mean outline of their raters with a soft border. */
	@BeforeAll
	static void predict() {
		MacroRunner.run("run(\"Fuse Dataset...\", \"dataset=test-images/phantoms cases=1-4 method=[shape-average(softness: 2)] output=[" +
			folder.resolve("p") + "]\");").value();
	}

	private static MacroRunner.Outcome run(final String command, final String options, final String then) {
		return MacroRunner.run("run(\"" + command + "\", \"" + options.replace("PREDICTIONS", "predictions=[" + folder.resolve("p") +
			"]").replace("REFERENCES", "references=test-images/phantoms cases=1-4").replace("OUT", folder.toString()) + "\");\n" +
			then);
	}

	@Test
	void tableHasCasesThenWorstIntervalAndMean() throws IOException {
		final String rows = run("Evaluate Segmentation...", "PREDICTIONS REFERENCES worst=25 output=[OUT/new/scores.csv]" +
			" metrics=[dice, surface-dice(tolerance: 1), surface-dice(tolerance: 2)]", """
				text = "";
				for (i = 0; i < nResults; i++) text = text + getResultLabel(i) + ",";
				low = getResult("Dice", 5); high = getResult("Dice", 6); mean = getResult("Dice", 7);
				sum = 0; worst = 100;
				for (i = 0; i < 4; i++) { sum = sum + getResult("Dice", i); worst = minOf(worst, getResult("Dice", i)); }
				return text + "" + (abs(sum / 4 - mean) < 1e-9) + "" + (low < mean && mean < high) + "" + (abs(worst - getResult("Dice", 4)) < 1e-9);
				""").value();
		assertEquals("case01,case02,case03,case04,worst 25 %,95 % from,95 % to,mean,111", rows);
		final List<String> lines = Files.readAllLines(folder.resolve("new/scores.csv"));
		assertEquals("case,Dice,NSD_tolerance_1,NSD_tolerance_2,sums", lines.get(0));
		assertEquals(5, lines.size(), "no mean in the file");
		final String again = run("Evaluate Segmentation...", "PREDICTIONS REFERENCES output=[OUT/new/scores.csv]", "").error();
		assertSays(OutputMessages.exists(Says.ANY), again);
	}

	@Test
	void scoresOtherCasesBesideADamagedFile() throws IOException {
		final Path damaged = folder.resolve("damaged");
		Files.createDirectory(damaged);
		for (final String name : List.of("case01.tif", "case03.tif", "case04.tif"))
			Files.copy(folder.resolve("p").resolve(name), damaged.resolve(name));
		Files.writeString(damaged.resolve("case02.tif"), "damaged");
		for (final String command : List.of("Evaluate Segmentation...", "Evaluate Calibration...", "Evaluate Calibration...")) {
			final boolean whole = Files.exists(folder.resolve("Evaluate Calibration....csv"));
			final String options = "predictions=[" + damaged + "] references=test-images/phantoms cases=1-4 overwrite=true output=[OUT/" +
				command + ".csv]" + (whole ? " averaging=dataset errors=[ece(binning: MASS)]" : "");
			final String error = run(command, options, "").error();
			assertSays(DataMessages.casesFailed(1, 4, "scored", "\"" + folder + "/" + command + ".csv\"", "case02", Says.ANY),
				error);
				assertTrue(error.contains("case02.tif"), error);
			final List<String> rows = Files.readAllLines(folder.resolve(command + ".csv"));
			assertEquals(List.of("case01", "case03", "case04"), rows.stream().skip(1).map(l -> l.replaceFirst(",.*", "")).toList());
		}
		final String none = run("Evaluate Segmentation...", "predictions=[" + damaged + "] references=test-images/phantoms cases=2", "")
			.error();
		assertTrue(none.contains("case02.tif") && !none.contains("were not scored"), none);
	}

	@Test
	void writesAndPlotsVolumes() throws IOException {
		final String result = run("Evaluate Segmentation...",
			"PREDICTIONS REFERENCES metrics=[volume-error, dice] output=[OUT/sizes.csv]", """
				return getTitle() + "|" + replace(String.trim(Table.headings), "\t", "|") + "|" + Table.getString("Label", 0) + "|" +
					d2s(getResult("VolumeError", 0), 4);
				""").value();
		final List<String> volumes = Files.readAllLines(folder.resolve("sizes-volumes.csv"));
		assertEquals("case,predicted,reference", volumes.get(0));
		assertEquals(5, volumes.size());
		final String[] first = volumes.get(1).split(",");
		final double error = Double.parseDouble(first[1]) - Double.parseDouble(first[2]);
		assertEquals("Volumes of p|Label (both empty: 100 %, one: 0 %)|Prediction|Reference|VolumeError|Dice|case01|" + String
			.format(java.util.Locale.ROOT, "%.4f", error), result);
	}

	@Test
	void otherDevicesGiveTheScoresOfTheProcessor() {
		for (final String command : List.of("Evaluate Segmentation...|metrics=[dice, jaccard, mcc]|Dice",
			"Evaluate Calibration...|errors=[ece, ece(of: FOREGROUND), brier]|ECE"))
		{
			final String[] parts = command.split("\\|");
			final String then = "return d2s(getResult(\"" + parts[2] + "\", nResults - 1), 9);";
			final String options = "PREDICTIONS REFERENCES " + parts[1];
			assertEquals(run(parts[0], options, then).value(), run(parts[0], options + " device=auto", then).value());
		}
	}

	@Test
	void addsARowForPooledPixels() {
		assertEquals("all pixels NaN 11", run("Evaluate Segmentation...",
			"PREDICTIONS REFERENCES averaging=dataset metrics=[dice, bdice, hausdorff]", """
			last = nResults - 1;
			return getResultLabel(last) + " " + getResult("HD95", last) + " " + (getResult("BDice", last) > 90) + "" + (getResult("Dice", last) > 90);
			""").value());
	}

	@Test
	void plotsAndWritesCalibrationOfFolders() throws IOException {
		final String result = run("Evaluate Calibration...",
			"PREDICTIONS REFERENCES averaging=dataset errors=[ece(bins: 5, binning: MASS), ece, brier] output=[OUT/calibration.csv]", """
				return getTitle() + " " + getResultLabel(nResults - 1) + " " + d2s(getResult("ECE", nResults - 1), 6);
				""").value();
		final List<String> bins = Files.readAllLines(folder.resolve("calibration-diagram.csv"));
		assertEquals("bin_from,bin_to,count,confidence,accuracy,accuracy_from,accuracy_to", bins.get(0));
		assertEquals(6, bins.size(), "the first ece is drawn, in bins of equal width");
		assertEquals("0.00000000,0.20000000,0,,,,", bins.get(1));
		assertTrue(result.startsWith("Reliability of p all pixels "), result);
		assertEquals("case,ECE_mass,ECE,Brier,sums", Files.readAllLines(folder.resolve("calibration.csv")).get(0));
	}

	@Test
	void calibrationMapIsZeroWhereProbabilitiesAreCalibrated() {
		// everywhere 0.5, and every second column is foreground: right on average over an even number of columns only
		assertEquals("p-calibration 32 0.50 0.00 mm", MacroRunner.run("""
			newImage("truth", "8-bit black", 20, 20, 1);
			for (x = 0; x < 20; x = x + 2) { makeRectangle(x, 0, 1, 20); setColor(255); fill(); }
			run("Select None");
			newImage("p", "32-bit black", 20, 20, 1);
			run("Add...", "value=0.5");
			run("Properties...", "channels=1 slices=1 frames=1 unit=mm pixel_width=0.5 pixel_height=0.5 voxel_depth=1");
			run("Evaluate Calibration...", "prediction=p reference=truth map=foreground window=1");
			selectImage("p-calibration");
			once = getPixel(1, 10);
			depth = bitDepth();
			close();
			run("Evaluate Calibration...", "prediction=p reference=truth map=foreground window=39");
			selectImage("p-calibration");
			getPixelSize(unit, w, h);
			return getTitle() + " " + depth + " " + d2s(once, 2) + " " + d2s(abs(getPixel(10, 10)), 2) + " " + unit;
			""").value());
	}

	@Test
	void addsColumnsPerClassAndWritesBrierAsFraction() {
		assertEquals("Label Prediction Reference SCE SCE background SCE class 1 SCE class 2 Brier 0", MacroRunner.run("""
			newImage("r", "8-bit black", 6, 6, 1);
			for (x = 0; x < 4; x++) setPixel(x, 0, 1);
			setPixel(4, 0, 2);
			run("Evaluate Calibration...", "prediction=r reference=r errors=[sce, brier]");
			return replace(String.trim(Table.headings), "\\t", " ") + " " + getResult("Brier", 0);
			""").value());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		Evaluate Segmentation... | PREDICTIONS                                     | predictions is given, but references is missing; name both folders.
		Evaluate Segmentation... | PREDICTIONS REFERENCES averaging=median         | averaging is "median" but must be one of image, dataset, class.
		Evaluate Segmentation... | PREDICTIONS REFERENCES worst=200                | worst is 200.0 but must be a percentage from 0 (none) to 100.
		Evaluate Segmentation... | PREDICTIONS REFERENCES metrics=[dice, dice]     | "dice" is given twice; once is enough.
		Evaluate Segmentation... | predictions=OUT/nothing REFERENCES              | There is no folder
		Evaluate Calibration...  | PREDICTIONS REFERENCES averaging=class          | averaging is "class" but must be one of image, dataset.
		Evaluate Calibration...  | PREDICTIONS REFERENCES map=label                | map=label is for open images, but folders are given
		Evaluate Calibration...  | PREDICTIONS REFERENCES resamples=0              | resamples is 0 but must be between 1 and 1000000.
		""")
	void refusesWrongInput(final String command, final String options, final String sentence) {
		final String error = run(command, options, "").error();
		assertTrue(error != null && error.contains(sentence), error);
	}

	@Test
	void refusesKeysOfFoldersForImages() {
		assertEquals(EvaluateMenuMessages.folderOptions(),
			MacroRunner.run("""
				newImage("a", "8-bit black", 4, 4, 1);
				run("Evaluate Segmentation...", "prediction=a reference=a worst=5");
				""").error());
		assertSays(EvaluateMenuMessages.noReference("Evaluate Calibration"), MacroRunner.run("run(\"Evaluate Calibration...\", " +
			"\"errors=ece\");").error());
	}

	@Test
	void macroRunsOnTheTestImages() throws IOException {
		final Path output = folder.resolve("macro");
		final String result = MacroRunner.run(Files.readString(Path.of("macros/12_evaluate.ijm")), "cases=1-2,output=" + output)
			.value();
		assertTrue(result.matches("Dice 9\\d\\.\\d\\d %, ECE \\d\\.\\d\\d %"), result);
		for (final String file : List.of("scores.csv", "calibration.csv", "calibration-diagram.csv", "reliability.png", "map.png"))
			assertTrue(Files.size(output.resolve(file)) > 50, file);
		assertFalse(Files.exists(Path.of("predictions")));
	}
}
