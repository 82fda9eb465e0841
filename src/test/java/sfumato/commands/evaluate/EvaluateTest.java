package sfumato.commands.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.Arrays;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

import ij.measure.ResultsTable;

import sfumato.api.Image;
import sfumato.api.Sfumato;
import sfumato.api.SoftLabels;
import sfumato.commands.MacroRunner;
import sfumato.files.FileMessages;
import sfumato.labels.LabelMessages;
import sfumato.text.WrongValue;

class EvaluateTest {

	/** Prediction 2 x 4 pixels, reference 4 x 4 pixels around it: Dice = 2 · 8 / (8 + 16) = 2/3. */
	private static final String MASKS = """
		newImage("reference", "8-bit black", 10, 10, 1);
		makeRectangle(2, 2, 4, 4);
		setColor(255);
		fill();
		run("Select None");
		newImage("prediction", "8-bit black", 10, 10, 1);
		makeRectangle(2, 2, 2, 4);
		fill();
		run("Select None");
		""";

	@Test
	void diceOfTwoMasksIsAPercentage() {
		assertEquals("66.67 prediction", MacroRunner.run(MASKS + """
			run("Evaluate Segmentation...", "reference=reference metrics=dice");
			return d2s(getResult("Dice", 0), 2) + " " + getResultLabel(0);
			""").value());
	}

	@Test
	void selectionLimitsThePixels() {
		// of the selected columns 2 and 3 all 8 pixels are right
		final String evaluate = "run(\"Evaluate Segmentation...\", \"prediction=prediction reference=reference metrics=dice\");" +
			"return d2s(getResult(\"Dice\", 0), 2);";
		assertEquals("100.00", MacroRunner.run(MASKS + "makeRectangle(0, 0, 4, 10);" + evaluate).value());
		assertEquals("100.00", MacroRunner.run(MASKS + "selectImage(\"reference\"); makeRectangle(0, 0, 4, 10);" + evaluate).value());
		assertEquals("66.67", MacroRunner.run(MASKS + "makeLine(0, 0, 4, 10);" + evaluate).value());
		assertTrue(MacroRunner.run(MASKS + "makeRectangle(0, 0, 4, 10); selectImage(\"reference\"); makeOval(0, 0, 4, 10);" + evaluate)
			.error().startsWith("\"prediction\" and \"reference\" have different selections"));
	}

	/** Two raters who labelled the right half only; a prediction that is wrong in 10 of its 100 object pixels, and all wrong left. */
	private static final String HALF = """
		newImage("raters", "8-bit black", 40, 20, 2);
		for (s = 1; s <= 2; s++) { setSlice(s); setColor(255); fillRect(0, 0, 20, 20); setColor(1); fillRect(25, 5, 10, 10); }
		run("Select None");
		newImage("prediction", "8-bit black", 40, 20, 1);
		setColor(1); fillRect(0, 0, 20, 20); fillRect(26, 5, 10, 10);
		selectImage("raters");
		""";

	@Test
	void ignoresUnlabelledPixels() {
		// 90 shared of 100 and 100 pixels
		assertEquals("90.00 NaN 0.0500", MacroRunner.run(HALF + """
			run("Fuse Raters...", "raters=raters method=majority missing=255");
			rename("majority");
			run("Evaluate Segmentation...", "prediction=prediction reference=majority metrics=dice");
			run("Evaluate Calibration...", "prediction=prediction reference=majority errors=[ece]");
			selectImage("majority");
			Stack.setChannel(2);
			return d2s(getResult("Dice", 0), 2) + " " + getPixel(3, 3) + " " + d2s(getResult("ECE", 1) / 100, 4);
			""").value());
		assertEquals("255 1 0", MacroRunner.run(HALF + """
			run("Fuse Raters...", "raters=raters missing=255");
			run("Soft to Hard...");
			return "" + getPixel(3, 3) + " " + getPixel(30, 10) + " " + getPixel(22, 3);
			""").value());
		assertEquals("\"prediction\" is NaN", MacroRunner.run(HALF + """
			run("Fuse Raters...", "raters=raters missing=255");
			rename("soft");
			run("Evaluate Segmentation...", "prediction=soft reference=prediction metrics=dice");
			""").error().replaceFirst("^The (prediction) is NaN at \\(0, 0\\).*", "\"$1\" is NaN"));
	}

	@Test
	void countsAndListsObjects() {
		assertEquals("1 0 1 50.00", MacroRunner.run(MASKS + """
			setPixel(9, 9, 255);
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=[dice, objects] objects=true");
			return "" + getResult("Objects_matched", 0) + " " + getResult("Objects_missed", 0) + " " + getResult("Objects_extra", 0) +
				" " + d2s(getResult("Object_precision", 0), 2);
			""").value());
		// 8 pixels of 16, and one that nothing belongs to; pixels of 0.5 x 0.25 mm
		final Img<UnsignedByteType> half = ArrayImgs.unsignedBytes(10, 10), whole = ArrayImgs.unsignedBytes(10, 10);
		Views.interval(half, Intervals.createMinSize(2, 2, 2, 4)).forEach(UnsignedByteType::setOne);
		half.getAt(9, 9).setOne();
		Views.interval(whole, Intervals.createMinSize(2, 2, 4, 4)).forEach(UnsignedByteType::setOne);
		final ResultsTable table;
		try (Sfumato sfumato = Sfumato.create()) {
			table = ObjectTable.of(sfumato.evaluate(SoftLabels.of(Image.of(half).pixelSize("mm", 0.5, 0.25)), SoftLabels.of(whole, "XY"))
				.objects());
		}
		assertEquals("prediction prediction reference", table.getLabel(0) + " " + table.getLabel(1) + " " + table.getLabel(2));
		assertArrayEquals(new double[] { 1, 0.125, 2 }, table.getColumn("area_mm2"));
		assertArrayEquals(new double[] { 1.5, 4.75, 2 }, table.getColumn("x"));
		assertArrayEquals(new double[] { 1, 2.375, 1 }, table.getColumn("y"));
		assertArrayEquals(new double[] { 1, Double.NaN, 1 }, table.getColumn("partner"));
		assertArrayEquals(new double[] { 50, Double.NaN, 50 }, table.getColumn("IoU"));
	}

	@Test
	void addsARowPerEvaluation() {
		assertEquals("2 66.67 100.00", MacroRunner.run(MASKS + """
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=dice");
			run("Evaluate Segmentation...", "prediction=reference reference=reference metrics=dice");
			return "" + nResults + " " + d2s(getResult("Dice", 0), 2) + " " + d2s(getResult("Dice", 1), 2);
			""").value());
	}

	@Test
	void omitsBinarizedDiceForHardReferences() {
		assertEquals(" Label (both empty: 100 %, one: 0 %) Prediction Reference Dice", MacroRunner.run(MASKS + """
			run("Evaluate Segmentation...", "reference=reference");
			return " " + replace(String.trim(Table.headings), "\\t", " ");
			""").value());
	}

	@Test
	void scoresPerClassFollowTheMeanOfThreeClasses() {
		// class 1: 4 of 4 pixels right, 2 too many: 8/10; class 2: not found at all: 0
		assertEquals("40 80 0", MacroRunner.run("""
			newImage("r", "8-bit black", 6, 1, 1);
			for (x = 0; x < 4; x++) setPixel(x, 0, 1);
			setPixel(4, 0, 2);
			newImage("p", "8-bit black", 6, 1, 1);
			for (x = 0; x < 6; x++) setPixel(x, 0, 1);
			run("Evaluate Segmentation...", "reference=r metrics=dice");
			return "" + getResult("Dice", 0) + " " + getResult("Dice class 1", 0) + " " + getResult("Dice class 2", 0);
			""").value());
	}

	@Test
	void givesCalibrationErrorAndDiagramTogether() {
		// every pixel says 0.8 foreground, 60 of 100 are: |0.6 - 0.8| = 20 %
		final String result = MacroRunner.run("""
			newImage("truth", "8-bit black", 10, 10, 1);
			makeRectangle(0, 0, 10, 6);
			setColor(255);
			fill();
			run("Select None");
			newImage("p", "32-bit black", 10, 10, 1);
			run("Add...", "value=0.8");
			run("Evaluate Calibration...", "reference=truth");
			return d2s(getResult("ECE", 0), 2) + " " + getTitle() + " " + nImages;
			""").value();
		assertEquals("20.00 Reliability of p 3", result);
	}

	@Test
	void refusesImagesOfOtherSize() {
		assertEquals(LabelMessages.sizesDiffer("prediction", "10 x 10", "reference", "9 x 10"), MacroRunner.run(
			MASKS + "newImage(\"small\", \"8-bit black\", 9, 10, 1);\n" +
				"run(\"Evaluate Segmentation...\", \"prediction=prediction reference=small\");").error());
	}

	@Test
	void refusesMissingReferences() {
		assertSays(EvaluateMenuMessages.noReference("Evaluate Segmentation"), MacroRunner.run(MASKS + "run(\"Evaluate " +
			"Segmentation...\");").error());
	}

	@Test
	void refusesLogits() {
		final String error = MacroRunner.run(MASKS + """
			newImage("logits", "32-bit black", 10, 10, 1);
			run("Add...", "value=3.5");
			run("Evaluate Calibration...", "prediction=logits reference=reference");
			""").error();
		assertTrue(error.startsWith(FileMessages.unreadable("\"logits\"", " as a segmentation:")) && error.contains("3.5"), error);
	}

	@Test
	void refusesNaNWithItsPosition() {
		final String error = MacroRunner.run(MASKS + """
			newImage("nan", "32-bit black", 10, 10, 1);
			setPixel(4, 5, NaN);
			run("Evaluate Calibration...", "prediction=nan reference=reference");
			""").error();
		assertTrue(error.contains("(4, 5)") && error.contains("NaN"), error);
	}

	@Test
	void refusesUnknownMetricsAndListsKnownOnes() {
		final String error = MacroRunner.run(MASKS + "run(\"Evaluate Segmentation...\", \"reference=reference metrics=dise\");")
			.error();
		assertTrue(error.startsWith("There is no SegmentationMetric named \"dise\". Known: accuracy, bdice, boundary-iou, dice"), error);
	}

	@Test
	void distancesHaveTheUnitOfTheImage() {
		// two columns of 4 pixels are missing; the outermost of them is 2 columns of 0.5 mm away
		assertEquals("1.00 -8.00", MacroRunner.run(MASKS + """
			run("Properties...", "channels=1 slices=1 frames=1 unit=mm pixel_width=0.5 pixel_height=2 voxel_depth=1");
			run("Evaluate Segmentation...", "reference=reference metrics=[hausdorff(percentile: 100), volume-error]");
			return d2s(getResult("HD", 0), 2) + " " + d2s(getResult("VolumeError", 0), 2);
			""").value());
	}

	@Test
	void ignoresPixelsOutsideTheRegion() {
		// the half where the prediction is right
		assertEquals("100.00 0.00", MacroRunner.run(MASKS + """
			newImage("left", "8-bit black", 10, 10, 1);
			makeRectangle(0, 0, 4, 10);
			fill();
			run("Select None");
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=dice region=left");
			run("Evaluate Calibration...", "prediction=prediction reference=reference region=left");
			return d2s(getResult("Dice", 0), 2) + " " + d2s(getResult("ECE", 1), 2);
			""").value());
	}

	@Test
	void aSelectionCountsUnlessItIsIgnored() {
		final String[] dice = MacroRunner.run(MASKS + """
			selectImage("prediction");
			run("Select None");
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=dice");
			makeRectangle(0, 0, 4, 10);
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=dice");
			run("Evaluate Segmentation...", "prediction=prediction reference=reference metrics=dice selection=false");
			run("Evaluate Calibration...", "prediction=prediction reference=reference");
			run("Evaluate Calibration...", "prediction=prediction reference=reference selection=false");
			return "" + getResult("Dice", 0) + " " + getResult("Dice", 1) + " " + getResult("Dice", 2) + " " + (getResult("ECE", 3) == 0) + " " +
				(getResult("ECE", 4) > 0);
			""").value().split(" ");
		assertEquals("100 " + dice[0] + " 1 1", String.join(" ", Arrays.copyOfRange(dice, 1, 5)));
		assertTrue(Double.parseDouble(dice[0]) < 100);
	}

	@Test
	void aRowSaysWhichImagesItIsOf() {
		assertEquals("prediction reference / reference prediction", MacroRunner.run(MASKS + """
			run("Evaluate Segmentation...", "prediction=prediction reference=reference");
			run("Evaluate Segmentation...", "prediction=reference reference=prediction");
			return getResultString("Prediction", 0) + " " + getResultString("Reference", 0) + " / " + getResultString("Prediction", 1) + " " +
				getResultString("Reference", 1);
			""").value());
	}

	@Test
	void givesNaNForUndefinedDistances() {
		assertEquals("0 NaN", MacroRunner.run("""
			newImage("empty", "8-bit black", 10, 10, 1);
			newImage("one", "8-bit black", 10, 10, 1);
			setPixel(4, 4, 255);
			run("Evaluate Segmentation...", "prediction=empty reference=one metrics=[dice, surface-distance]");
			return "" + getResult("Dice", 0) + " " + getResult("ASSD", 0);
			""").value());
	}

	@Test
	void classesChooseTheClassesOfTheMean() {
		// class 1 is right, and class 2 is in the prediction only
		final String images = """
			newImage("p", "8-bit black", 6, 6, 1); setPixel(0, 0, 1); setPixel(1, 0, 1); setPixel(4, 4, 2);
			newImage("r", "8-bit black", 6, 6, 1); setPixel(0, 0, 1); setPixel(1, 0, 1); setPixel(5, 5, 0);
			""";
		final String evaluate = "run(\"Evaluate Segmentation...\", \"prediction=p reference=r metrics=[dice] %s\");\n" +
			"return d2s(getResult(\"Dice\", 0), 4) + \" \" + getResult(\"Dice class 2\", 0);";
		assertEquals("50.0000 0", MacroRunner.run(images + String.format(evaluate, "")).value());
		assertEquals("50.0000 0", MacroRunner.run(images + String.format(evaluate, "classes=present")).value());
		assertEquals("100.0000 NaN", MacroRunner.run(images + String.format(evaluate, "classes=reference")).value());
		assertEquals(WrongValue.message("classes", "all", "one of present, reference"), MacroRunner.run(images +
			String.format(evaluate,
			"classes=all")).error());
	}
}
