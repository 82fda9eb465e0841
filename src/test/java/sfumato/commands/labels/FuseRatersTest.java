package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sfumato.commands.MacroRunner;
import sfumato.commands.macro.MacroMessages;
import sfumato.fusion.LabelFusion;
import sfumato.images.ImageMessages;
import sfumato.labels.LabelMessages;
import sfumato.methods.MethodMessages;
import sfumato.methods.Methods;
import sfumato.text.WrongValue;

class FuseRatersTest {

	/** Three raters of 8 x 8 pixels: all have marked x = 2 … 4, the second also x = 5, the third also x = 5 and 6. */
	private static final String RATERS = """
		newImage("raters", "8-bit black", 8, 8, 3);
		for (i = 1; i <= 3; i++) {
			setSlice(i);
			makeRectangle(2, 2, 2 + i, 3);
			setColor(255);
			fill();
		}
		run("Select None");
		""";

	private static final String VALUES = """
		s = getTitle() + " " + nImages + " " + bitDepth();
		getDimensions(w, h, c, z, t);
		s = s + " " + w + "x" + h + " c" + c + " z" + z + " t" + t;
		for (i = 1; i <= c; i++) {
			Stack.setChannel(i);
			s = s + " " + getInfo("slice.label");
			for (x = 4; x < 8; x++) s = s + " " + d2s(getPixel(x, 3), 3);
		}
		return s;
		""";

	private static MacroRunner.Outcome fuse(final String options) {
		return MacroRunner.run(RATERS + "run(\"Fuse Raters...\", \"" + options + "\");\n" + VALUES);
	}

	@Test
	void averageGivesTheShareOfRatersPerPixel() {
		assertEquals("raters-average 2 32 8x8 c2 z1 t1 background 0.000 0.333 0.667 1.000 foreground 1.000 0.667 0.333 0.000",
			fuse("").value());
	}

	@Test
	void majorityNeedsMoreThanHalfOfTheRaters() {
		assertEquals("raters-majority 2 32 8x8 c2 z1 t1 background 0.000 0.000 1.000 1.000 foreground 1.000 1.000 0.000 0.000",
			fuse("method=majority").value());
	}

	@Test
	void acceptsOptionsOfMethodsInParentheses() {
		assertTrue(fuse("method=[random-rater(seed: 3)] axis=slice").value().startsWith("raters-random-rater 2 32"));
	}

	@Test
	void findsStacksByTitleWhileAnotherImageIsActive() {
		final String result = MacroRunner.run(RATERS + "newImage(\"other\", \"8-bit black\", 5, 5, 1);\n" +
			"run(\"Fuse Raters...\", \"raters=raters\");\n" + VALUES).value();
		assertTrue(result.startsWith("raters-average 3 32 8x8"), result);
	}

	@Test
	void keepsCalibrationAndSlicesWhenRatersAreChannels() {
		assertEquals("c2 z3 t1 0.5 mm 4", MacroRunner.run("""
			newImage("v", "8-bit black", 8, 8, 6);
			run("Stack to Hyperstack...", "order=xyczt channels=2 slices=3 frames=1 display=Grayscale");
			run("Properties...", "unit=mm pixel_width=0.5 pixel_height=0.5 voxel_depth=4");
			run("Fuse Raters...", "classes=2");
			getDimensions(w, h, c, z, t);
			getVoxelSize(vw, vh, vd, unit);
			return "c" + c + " z" + z + " t" + t + " " + vw + " " + unit + " " + vd;
			""").value());
	}

	@Test
	void writesAChannelPerClass() {
		assertEquals("3", MacroRunner.run("""
			newImage("r", "8-bit black", 8, 8, 2);
			setPixel(1, 1, 2);
			run("Fuse Raters...");
			getDimensions(w, h, c, z, t);
			return "" + c;
			""").value());
	}

	@Test
	void resultIsTheActiveImageOfTheNextCommand() {
		assertEquals("Dice=100", MacroRunner.run(RATERS + """
			run("Fuse Raters...", "method=majority");
			rename("majority");
			run("Evaluate Segmentation...", "reference=majority metrics=dice");
			return "Dice=" + getResult("Dice", 0);
			""").value());
	}

	@Test
	void misspelledOptionStopsTheMacroAtItsLine() {
		final MacroRunner.Outcome outcome = fuse("metod=majority");
		assertEquals(MacroMessages.noOption("Fuse Raters", "metod", "raters, axis, method, classes, foreground, missing, " +
			"numbers, device"), outcome
			.error());
		assertEquals(9, outcome.line());
		assertNull(outcome.result());
	}

	@Test
	void refusesUnknownMethodsAndListsKnownOnes() {
		assertEquals(MethodMessages.unknown("LabelFusion", "avrage", String.join(", ", Methods.of(LabelFusion.class).names())),
			fuse("method=avrage").error());
	}

	@Test
	void refusesUnknownOptionsAndListsKnownOnes() {
		assertEquals(MethodMessages.unknownOption("sed", "random-rater", "seed"), fuse("method=[random-rater(sed: 3)]").error());
	}

	@Test
	void refusesUnknownImagesAndListsOpenOnes() {
		assertEquals(MacroMessages.noImage("raters", "ratters", "raters"), fuse(
			"raters=ratters").error());
	}

	@Test
	void refusesToRunWithoutAnImage() {
		assertTrue(MacroRunner.run("run(\"Fuse Raters...\");").error().startsWith(
			"The option \"raters\" of Fuse Raters is missing"));
	}

	@Test
	void refusesTextInPlaceOfNumbers() {
		assertEquals(WrongValue.message("classes", "two", "a whole number"), fuse("classes=two").error());
		assertEquals(WrongValue.message("classes", -1, "at least 0 (0 = find out)"), fuse("classes=-1").error());
		assertEquals(WrongValue.message("axis", "depth", "one of auto, channel, slice, frame"), fuse("axis=depth").error());
	}

	@Test
	void refusesStrayValues() {
		final String error = MacroRunner.run(RATERS + "setPixel(0, 0, 7);\nrun(\"Fuse Raters...\", \"classes=2\");").error();
		assertTrue(error.contains("255") && error.contains("7"), error);
	}

	@Test
	void averagesProbabilitiesOfRaters() {
		// the first rater believes 0.25, the others 0.5 and 0.75
		final String soft = """
			newImage("soft", "32-bit black", 8, 8, 3);
			for (i = 1; i <= 3; i++) {
				setSlice(i);
				setPixel(4, 3, i / 4);
				setPixel(5, 3, NaN);
			}
			setPixel(5, 3, 1);
			run("Fuse Raters...", "raters=soft");
			""" + VALUES;
		assertEquals("soft-average 2 32 8x8 c2 z1 t1 background 0.500 0.000 1.000 1.000 foreground 0.500 1.000 0.000 0.000",
			MacroRunner.run(soft).value());
		assertEquals(ImageMessages.optionsOfProbabilities("soft"), MacroRunner.run(soft.replace("raters=soft",
			"raters=soft classes=2")).error());
		assertEquals(LabelMessages.raterProbability("1", 0, "(4, 3)", -1.5f), MacroRunner.run(soft
			.replace("i / 4", "2.5")).error());
	}

	@Test
	void readsFramesOfClassMapsAsRaters() {
		assertEquals("c3 t1 0.25 0.25 0.5", MacroRunner.run("""
			newImage("maps", "32-bit", 4, 4, 3, 1, 2);
			Stack.setPosition(1, 1, 1); run("Add...", "value=0.5 slice");
			Stack.setPosition(2, 1, 1); run("Add...", "value=0.5 slice");
			Stack.setPosition(3, 1, 2); run("Add...", "value=1 slice");
			run("Fuse Raters...", "raters=maps axis=frame");
			getDimensions(w, h, c, z, t);
			s = "c" + c + " t" + t;
			for (i = 1; i <= 3; i++) {
				Stack.setChannel(i);
				s = s + " " + getPixel(1, 1);
			}
			return s;
			""").value());
	}

	@Test
	void ignoresRatersWhoDidNotLabelThePixel() {
		final String result = fuse("missing=255").error();
		assertEquals(LabelMessages.allMissing(255), MacroRunner
			.run("newImage(\"m\", \"8-bit white\", 4, 4, 2);\nrun(\"Fuse Raters...\", \"missing=255\");").error());
		assertNull(result);
		assertEquals(WrongValue.message("missing", "0", "none, empty-slices or a value from 1 to 65535"),
			fuse("missing=0").error());
		// the first two raters did not look at x = 5 … 7, the third drew at 5; at 4 the first drew nothing
		final String some = RATERS + """
			for (i = 1; i <= 2; i++) {
				setSlice(i);
				makeRectangle(5, 0, 3, 8);
				setColor(128);
				fill();
			}
			run("Select None");
			run("Fuse Raters...", "missing=128");
			""" + VALUES;
		assertEquals("raters-average 2 32 8x8 c2 z1 t1 background 0.333 0.000 1.000 1.000 foreground 0.667 1.000 0.000 0.000",
			MacroRunner.run(some.replace("2 + i, 3", "1 + i, 3")).value());
	}

	@Test
	void logsThePerformancesThatStapleEstimates() {
		assertEquals("raters-staple 2", fuse("method=staple").value().substring(0, 15));
	}

	@Test
	void refusesStacksWithSlicesAndFrames() {
		final String stack = """
			newImage("zt", "8-bit black", 8, 8, 6);
			run("Stack to Hyperstack...", "order=xyczt channels=1 slices=3 frames=2 display=Grayscale");
			""";
		assertEquals(ImageMessages.whichAxis("zt", 3, 2),
			MacroRunner.run(stack + "run(\"Fuse Raters...\");").error());
		assertEquals("1 2", MacroRunner.run(stack + """
			run("Fuse Raters...", "axis=slice");
			getDimensions(w, h, c, z, t);
			return "" + z + " " + t;
			""").value());
	}
}
