package sfumato.commands.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

import net.imglib2.img.array.ArrayImgs;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.agreement.AgreementMessages;
import sfumato.commands.MacroRunner;
import sfumato.files.ImageFiles;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.MissingLabels;
import sfumato.labels.Raters;
import sfumato.output.OutputMessages;
import sfumato.text.WrongValue;

class RaterAgreementTest {

	/** Three raters of 8 x 8 pixels, rows 2 to 4: columns 2 and 3, 2 to 4 and 2 to 5; a pixel is half a mm wide. */
	private static final String RATERS = """
		newImage("raters", "8-bit black", 8, 8, 3);
		for (i = 1; i <= 3; i++) {
			setSlice(i);
			makeRectangle(2, 2, 1 + i, 3);
			setColor(255);
			fill();
		}
		run("Select None");
		run("Properties...", "channels=1 slices=3 frames=1 pixel_width=0.5 pixel_height=2 voxel_depth=1 unit=mm");
		""";

	@TempDir
	Path folder;

	private static MacroRunner.Outcome compare(final String options, final String then) {
		return MacroRunner.run(RATERS + "run(\"Rater Agreement...\", \"" + options + "\");\n" + then);
	}

	private static String error(final String options) {
		return compare(options, "").error();
	}

	@Test
	void rowOfAStackMatchesCalculationByHand() {
		// areas 6, 9, 12, majority 9; Dice with it 12/15, 1, 18/21; pairs 12/15, 12/18, 18/21
		assertEquals("1 raters 3 88.57 77.46 9.00", compare("raters=raters", """
			return "" + nResults + " " + getResultLabel(0) + " " + getResult("raters", 0) + " " + d2s(getResult("Dice_majority",
				0), 2) + " " + d2s(getResult("Dice_pairwise", 0), 2) + " " + d2s(getResult("area_mm2", 0), 2);
			""").value());
	}

	@Test
	void usesTheMostProbableClassOfProbabilities() {
		// 0.9 where the raters drew and 0.2 elsewhere: the same masks, and the numbers of the test above
		assertEquals("88.57 77.46", MacroRunner.run(RATERS + """
			run("32-bit");
			run("Macro...", "code=v=0.2+0.7*(v>0) stack");
			run("Rater Agreement...", "raters=raters");
			return d2s(getResult("Dice_majority", 0), 2) + " " + d2s(getResult("Dice_pairwise", 0), 2);
			""").value());
	}

	@Test
	void choosesTheOutlinedPlaneByLabelledPixels() {
		// two raters of two slices, who disagree in the second; half of each slice nobody has labelled
		final ImageStack planes = new ImageStack(20, 20);
		for (int z = 0; z < 2; z++)
			for (int c = 0; c < 2; c++) {
				final ByteProcessor plane = new ByteProcessor(20, 20);
				for (int y = 0; y < 20; y++)
					for (int x = 0; x < 20; x++)
						plane.set(x, y, x < 10 ? 255 : y >= 2 && y < 7 + 8 * z * c ? 1 : 0);
				planes.addSlice(plane);
			}
		final ImagePlus stack = new ImagePlus("r", planes);
		stack.setDimensions(2, 2, 1);
		final Raters raters = RaterAxis.CHANNEL.split(stack, OptionalInt.empty(), OptionalInt.empty(),
			new MissingLabels(255, false));
		final RaterPictures pictures = new RaterPictures("r", raters.hard(), StackGeometry.of(stack).without(RaterAxis.CHANNEL));
		assertEquals(1, pictures.mostDisputed());
		final ImagePlus entropy = pictures.disagreement("entropy");
		entropy.setSlice(2);
		assertEquals(Float.NaN, entropy.getProcessor().getf(3, 3));
		assertEquals(1, entropy.getProcessor().getf(13, 10), 1e-6f);
	}

	@Test
	void disagreementMapKeepsTheCalibration() {
		final String values = """
			selectImage("raters-%s");
			getPixelSize(unit, w, h);
			getMinAndMax(min, max);
			return "" + bitDepth() + " " + w + " " + h + " " + unit + " " + max + " " + d2s(getPixel(2, 3), 4) + " " + d2s(
				getPixel(4, 3), 4) + " " + d2s(getPixel(0, 0), 4);
			""";
		assertEquals("32 0.5 2 mm 1 0.0000 0.9183 0.0000", compare("raters=raters", values.formatted("entropy")).value());
		assertEquals("32 0.5 2 mm 0.25 0.0000 0.2222 0.0000", compare("raters=raters map=variance", values.formatted(
			"variance")).value());
		assertEquals("3", compare("raters=raters map=none", "return \"\" + nImages;").value());
	}

	@Test
	void outlinesAndMatrixAreRgbImages() {
		assertEquals("24 24 1024", compare("raters=raters", """
			selectImage("raters-dice");
			matrix = bitDepth();
			selectImage("raters-outlines");
			return "" + matrix + " " + bitDepth() + " " + getWidth();
			""").value());
	}

	@Test
	void drawsThePlaneWithMostDisagreementOfAVolume() {
		final String volume = """
			newImage("volume", "8-bit composite-mode", 8, 8, 2, 3, 1);
			for (z = 1; z <= 3; z++)
				for (c = 1; c <= 2; c++) {
					Stack.setPosition(c, z, 1);
					makeRectangle(1, 1, 2 + c * (z == 2), 3);
					setColor(1);
					fill();
				}
			run("Select None");
			run("Properties...", "pixel_width=2 pixel_height=2 voxel_depth=5 unit=mm");
			newImage("image", "16-bit ramp", 8, 8, 3);
			run("Rater Agreement...", "raters=volume image=image");
			selectImage("volume-entropy");
			getDimensions(w, h, c, z, t);
			Stack.setSlice(2);
			return "" + c + " " + z + " " + d2s(getPixel(4, 2), 2) + " " + d2s(getResult("volume_mm3", 0), 1);
			""";
		// 6, 6 or 9 (12), 6 pixels of 20 mm³: 21 and 24 · 20
		assertEquals("1 3 1.00 450.0", MacroRunner.run(volume).value());
		assertTrue(MacroRunner.run(volume.replace("8, 8, 3);", "8, 8, 2);")).error().startsWith(
			"\"image\" has 2 planes but the raters labelled 3"));
	}

	@Test
	void macroMeasuresTheTestImages() throws IOException {
		final Path output = folder.resolve("agreement");
		final String macro = Files.readString(Path.of("macros", "02_rater_agreement.ijm"));
		assertEquals("Dice with the majority 92.26 % (91.26 to 93.10), 16 cases", MacroRunner.run(macro, "output=" + output)
			.value());
		for (final String name : List.of("case-dice.png", "case-outlines.png", "case-entropy.png", "dice.png"))
			assertTrue(Files.size(output.resolve(name)) > 1000, name);
		final List<String> csv = Files.readAllLines(output.resolve("cases.csv"));
		assertEquals(17, csv.size());
		assertTrue(csv.get(0).startsWith("case,Dice_majority,Dice_pairwise,Cohen_kappa,energy_distance,leave_one_out,area_"));
		assertTrue(csv.get(0).endsWith(",Dice_4_5,Cohen_kappa_4_5,Object_F1_4_5"));
		assertTrue(Files.readAllLines(output.resolve("case.csv")).get(0).contains(",Dice_majority_1,"));
	}

	@Test
	void ignoresUnlabelledPixelsInMeasuresAndOutlines() {
		final String unseen = """
			selectImage("raters");
			setSlice(3);
			makeRectangle(4, 0, 4, 8);
			setColor(254);
			fill();
			run("Select None");
			run("Rater Agreement...", "raters=raters missing=254 foreground=255");
			return d2s(getResult("Dice_pairwise", 0), 2) + " " + getResult("area_mm2", 0) + " " + getResult("Fleiss_kappa", 0);
			""";
		// 1 and 2: 12/15; 3 saw columns 0 to 3 only, where all drew the same; areas 6, 9, 6
		assertEquals("93.33 7 NaN", MacroRunner.run(RATERS + unseen).value());
	}

	private void save(final String name, final String file, final String row) throws IOException {
		final float[] pixels = new float[row.length()];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = row.charAt(i) - '0';
		ImageFiles.writeTiff(Files.createDirectories(folder.resolve("data").resolve(name)).resolve(file + ".tif"), ArrayImgs
			.floats(pixels, pixels.length / 2, 2, 1), new double[] { 1, 1 }, "pixel");
	}

	@Test
	void acceptsMissingRatersAndClasses() throws IOException {
		for (final String name : List.of("a", "b"))
			save(name, "image", "0123456789");
		save("a", "task1_seg1", "1111000000");
		save("a", "task1_seg2", "1111110000");
		save("b", "task1_seg2", "1122000000");
		save("b", "task1_seg3", "1120000000");
		final Path csv = folder.resolve("numbers.csv");
		final String result = MacroRunner.run("run(\"Rater Agreement...\", \"dataset=[" + folder.resolve("data") +
			"] output=[" + csv + "]\");\nreturn \"\" + nResults + getResultLabel(3);").value();
		assertEquals("5" + "95 % from", result);
		final List<String> lines = Files.readAllLines(csv);
		final List<String> header = List.of(lines.get(0).split(","));
		final String[] a = lines.get(1).split(",", -1), b = lines.get(2).split(",", -1);
		// class 2, which only b shows, says nothing of a: Dice 8/10; in b 1 and 2/3
		assertEquals(80, Double.parseDouble(a[header.indexOf("Dice_1_2")]), 1e-6);
		assertEquals(250 / 3.0, Double.parseDouble(b[header.indexOf("Dice_2_3")]), 1e-6);
		assertEquals("", a[header.indexOf("Dice_majority_3")]);
		assertEquals("", b[header.indexOf("Dice_1_2")]);
		assertEquals("4.000000", b[header.indexOf("pixels_2")]);
	}

	@ParameterizedTest
	@CsvSource({ "qubiq_kidney, 1-14, 97.37, 97.41", "qubiq_brain_growth, 1-29, 90.96, 91.20" })
	@NeedsLocalData(variant = "matchesTheCountedHumanDiceOfDiscs")
	void matchesThePublishedHumanDice(final String set, final String cases, final double here, final double paper) {
		final double mean = humanDice(LocalData.folder(set), cases);
		assertEquals(here, mean, 0.006);
		assertEquals(paper, mean, 0.3); // of all cases, of which some are not here
	}

	@Test
	void matchesTheCountedHumanDiceOfDiscs() throws IOException {
		final Path data = GeneratedDatasets.write(folder.resolve("discs"), GeneratedDatasets.Format.NIFTI, 5, 3, 256, 256);
		double sum = 0;
		for (int n = 2; n <= 4; n++)
			for (final double dice : GeneratedDatasets.discs(n, 3, 256, 256, 1, 1).dice())
				sum += 100 * dice / 9;
		assertEquals(sum, humanDice(data, "2-4"), 0.006);
	}

	private static double humanDice(final Path data, final String cases) {
		return Double.parseDouble(MacroRunner.run("run(\"Rater Agreement...\", \"dataset=[" + data +
			"] size=256 cases=" + cases + "\");\nreturn d2s(getResult(\"Dice_majority\", nResults - 3), 4);").value());
	}

	@Test
	void refusesConflictingOptions() throws IOException {
		final String dataset = " dataset=[test-images/phantoms]";
		assertEquals(EvaluateMenuMessages.ratersAndDataset(), error("raters=raters" + dataset));
		assertEquals(EvaluateMenuMessages.nothingToCompare(), error(""));
		assertEquals(EvaluateMenuMessages.datasetOptions(), error(
			"raters=raters size=256"));
		assertEquals(EvaluateMenuMessages.stackOptions(),
			error("axis=slice" + dataset));
		assertEquals(AgreementMessages.size(-2, 16384), error("size=-2" + dataset));
		assertEquals(WrongValue.message("resamples", 0, "between 1 and 1000000"), error("resamples=0" + dataset));
		assertEquals(WrongValue.message("map", "mean", "one of entropy, variance, none"), error("raters=raters map=mean"));
		Files.writeString(folder.resolve("mine.csv"), "mine");
		assertSays(OutputMessages.exists(folder.resolve("mine.csv")), error("raters=raters output=[" + folder.resolve(
			"mine.csv") + "]"));
		assertEquals("mine", Files.readString(folder.resolve("mine.csv")));
	}
}
