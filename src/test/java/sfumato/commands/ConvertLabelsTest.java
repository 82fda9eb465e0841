package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import sfumato.Says;
import sfumato.labels.LabelMessages;
import sfumato.methods.MethodMessages;
import sfumato.text.WrongValue;

class ConvertLabelsTest {

	/** 8 x 8 pixels, x = 0 … 3 marked; half a millimetre large. */
	private static final String MASK = """
		newImage("mask", "8-bit black", 8, 8, 1);
		makeRectangle(0, 0, 4, 8);
		setColor(255);
		fill();
		run("Select None");
		run("Properties...", "unit=mm pixel_width=0.5 pixel_height=0.5 voxel_depth=1");
		""";

	/** Title, depth, channels, pixel width and the row y = 3 of the last channel. */
	private static final String VALUES = """
		getDimensions(w, h, c, z, t);
		getPixelSize(unit, pw, ph);
		s = getTitle() + " " + bitDepth() + " c" + c + " z" + z + " " + pw + unit;
		if (c > 1) Stack.setChannel(c);
		for (x = 2; x < 6; x++) s = s + " " + d2s(getPixel(x, 3), 2);
		return s;
		""";

	/** A map of probabilities of foreground 0, 0.2, 0.4 …. */
	private static final String SOFT = """
		newImage("soft", "32-bit black", 6, 1, 1);
		for (x = 0; x < 6; x++) setPixel(x, 0, x / 5);
		""";

	private static final String ROW = """
		s = "";
		for (x = 0; x < getWidth(); x++) s = s + getPixel(x, 0);
		return s;
		""";

	private static String mask(final String line) {
		return MacroRunner.run(MASK + line + "\n" + VALUES).value();
	}

	@Test
	void convertsAMaskToProbabilitiesAndKeepsItsCalibration() {
		assertEquals("mask-soft 32 c2 z1 0.5mm 1.00 1.00 0.00 0.00", mask("run(\"Hard to Soft...\");"));
		assertEquals("mask-soft 32 c2 z1 0.5mm 1.00 1.00 0.00 0.00", mask(
			"run(\"Hard to Soft...\", \"classes=2 foreground=255\");"));
	}

	@Test
	void absentClassesGetAChannel() {
		assertEquals("mask-soft 32 c4 z1 0.5mm 0.00 0.00 0.00 0.00", mask(
			"run(\"Divide...\", \"value=255\"); run(\"Hard to Soft...\", \"classes=4\");"));
	}

	@Test
	void hardLabelsSurviveTheRoundTrip() {
		assertEquals("mask-soft-labels 8 c1 z1 0.5mm 1.00 1.00 0.00 0.00", mask(
			"run(\"Hard to Soft...\"); run(\"Soft to Hard...\");"));
	}

	@Test
	void keepsSlicesAndFramesOfStacks() {
		assertEquals("2 3", MacroRunner.run("""
			newImage("v", "8-bit black", 8, 8, 6);
			run("Stack to Hyperstack...", "order=xyczt channels=1 slices=2 frames=3 display=Grayscale");
			run("Hard to Soft...", "classes=2");
			run("Soft to Hard...", "threshold=0.5");
			getDimensions(w, h, c, z, t);
			return "" + z + " " + t;
			""").value());
	}

	@Test
	void foregroundIsAboveTheThreshold() {
		assertEquals("000111", MacroRunner.run(SOFT + "run(\"Soft to Hard...\");\n" + ROW).value());
		assertEquals("001111", MacroRunner.run(SOFT + "run(\"Soft to Hard...\", \"threshold=0.2\");\n" + ROW).value());
		assertEquals("000001", MacroRunner.run(SOFT + "run(\"Soft to Hard...\", \"threshold=0.9\");\n" + ROW).value());
		assertEquals("000000", MacroRunner.run(SOFT + "run(\"Soft to Hard...\", \"threshold=1\");\n" + ROW).value());
		assertEquals("011111", MacroRunner.run(SOFT + "run(\"Soft to Hard...\", \"threshold=0\");\n" + ROW).value());
	}

	@Test
	void choosesTheMostProbableClassAboveTheThreshold() {
		assertEquals("1200", MacroRunner.run("""
			newImage("three", "32-bit black", 4, 1, 3);
			run("Stack to Hyperstack...", "order=xyczt channels=3 slices=1 frames=1 display=Grayscale");
			background = newArray(0.2, 0.1, 0.5, 0.4);
			one = newArray(0.5, 0.4, 0.25, 0.3);
			for (x = 0; x < 4; x++) {
				Stack.setChannel(1); setPixel(x, 0, background[x]);
				Stack.setChannel(2); setPixel(x, 0, one[x]);
				Stack.setChannel(3); setPixel(x, 0, 1 - background[x] - one[x]);
			}
			run("Soft to Hard...", "threshold=0.35");
			""" + ROW).value());
	}

	@Test
	void smoothingSoftensLabelsAtBoundaries() {
		assertEquals("mask-smoothed 32 c2 z1 0.5mm 1.00 0.75 0.25 0.00", mask("run(\"Smooth Labels...\");"));
		assertEquals("mask-smoothed 32 c2 z1 0.5mm 0.90 0.90 0.10 0.10", mask(
			"run(\"Smooth Labels...\", \"method=[everywhere(epsilon: 0.2)]\");"));
		assertEquals("mask-smoothed 32 c2 z1 0.5mm 1.00 1.00 0.00 0.00", mask(
			"run(\"Smooth Labels...\", \"method=none\");"));
	}

	@Test
	void refusesWrongInput() {
		assertEquals(WrongValue.message("The threshold", 1.5, "from 0 to 1"), MacroRunner.run(SOFT +
			"run(\"Soft to Hard...\", \"threshold=1.5\");").error());
		assertEquals(WrongValue.message("threshold", "half", "a number from 0 to 1, or empty for the most probable class"),
			MacroRunner.run(SOFT + "run(\"Soft to Hard...\", \"threshold=half\");").error());
		assertSays(LabelMessages.notAClass(Says.ANY, 0.5, Says.ANY, Says.SOME).replace("0.5", Says.ANY), MacroRunner.run(SOFT + "run(\"Hard to " +
			"Soft...\");").error());
		assertTrue(MacroRunner.run(MASK + "run(\"Hard to Soft...\", \"foreground=7\");").error().contains("the value 255"));
		assertSays(MethodMessages.unknown("LabelSmoothing", "gauss", "boundary, " + Says.ANY), MacroRunner.run(MASK +
			"run(\"Smooth Labels...\", \"method=gauss\");").error());
		assertSays(LabelMessages.softAt(Says.SOME, Says.SOME, Says.SOME, Says.SOME), MacroRunner.run(SOFT + "run(\"Smooth Labels...\");").error());
	}

	@Test
	void macroConvertsInBothDirections() throws IOException {
		final String summary = MacroRunner.run(Files.readString(Path.of("macros", "03_convert_labels.ijm"))).value();
		final Matcher m = Pattern.compile("drawn (\\d+), most probable (\\d+), certain (\\d+)").matcher(summary);
		assertTrue(m.matches(), summary);
		assertEquals(m.group(1), m.group(2));
		assertTrue(Integer.parseInt(m.group(3)) < Integer.parseInt(m.group(1)), summary);
		assertTrue(Integer.parseInt(m.group(3)) > 0, summary);
	}
}
