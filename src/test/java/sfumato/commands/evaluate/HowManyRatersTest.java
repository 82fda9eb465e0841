package sfumato.commands.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;
import sfumato.text.WrongValue;

class HowManyRatersTest {

	/** Two raters of a row of four pixels, 1 1 0 0 and 0 1 1 0. */
	private static final String STACK = """
		newImage("two", "8-bit black", 4, 1, 2);
		setSlice(1);
		setPixel(0, 0, 255); setPixel(1, 0, 255);
		setSlice(2);
		setPixel(1, 0, 255); setPixel(2, 0, 255);
		""";

	@TempDir
	Path folder;

	@Test
	void macroDrawsTheCurveOfTheTestImages() throws IOException {
		final Path csv = folder.resolve("curve.csv");
		final double one = Double.parseDouble(MacroRunner.run(Files.readString(Path.of("macros", "05_how_many_raters.ijm")),
			"cases=1-3,output=" + csv).value());
		assertEquals(92, one, 5);
		assertTrue(Files.size(folder.resolve("curve.png")) > 1000);
		final List<String> lines = Files.readAllLines(csv);
		assertEquals("Raters,Cases,Dice,Dice_SD,BDice,Soft_error", lines.get(0));
		assertEquals("5,3,100.000000,0.000000,100.000000,0.000000", lines.get(5));
		assertEquals(6, lines.size());
	}

	@Test
	void matchesCountsByHandForAStack() {
		assertEquals("66.67 25.00 100.00 How many raters of two", MacroRunner.run(STACK + """
			run("How Many Raters...", "raters=two");
			return d2s(getResult("Dice", 0), 2) + " " + d2s(getResult("Soft_error", 0), 2) + " " + d2s(getResult("Dice", 1), 2) +
				" " + getTitle();
			""").value());
		assertEquals("50.00 1", MacroRunner.run(STACK + """
			run("How Many Raters...", "raters=two against=held-out");
			return d2s(getResult("Dice", 0), 2) + " " + nResults;
			""").value());
	}

	@Test
	void ignoresUnlabelledPixels() {
		// in the right half both drew the same; the left half is labelled by the first alone
		assertEquals("100.00", MacroRunner.run("""
			newImage("two", "8-bit black", 20, 10, 2);
			setSlice(1); setColor(1); fillRect(2, 2, 5, 5); fillRect(12, 2, 5, 5);
			setSlice(2); setColor(255); fillRect(0, 0, 10, 10); setColor(1); fillRect(12, 2, 5, 5);
			run("Select None");
			run("How Many Raters...", "raters=two missing=255");
			return d2s(getResult("Dice", 0), 2);
			""").value());
	}

	@Test
	void refusesWrongInput() throws IOException {
		assertSays(EvaluateMenuMessages.noRaters(), MacroRunner.run("run(\"How Many Raters...\", \"draws=3\");").error());
		assertSays(EvaluateMenuMessages.ratersAndDataset(), MacroRunner.run(STACK + "run(\"How Many Raters...\", \"raters=two " +
			"dataset=test-images\");").error());
		assertTrue(MacroRunner.run(STACK + "run(\"How Many Raters...\", \"raters=two against=some\");").error().contains(
			WrongValue.message("against", "some", "one of all, held-out")));
		assertTrue(MacroRunner.run(STACK + "run(\"How Many Raters...\", \"raters=two draws=0\");").error().contains(
			"draws is 0"));
		Files.writeString(folder.resolve("mine.csv"), "x");
		assertTrue(MacroRunner.run(STACK + "run(\"How Many Raters...\", \"raters=two output=[" + folder.resolve("mine.csv") +
			"]\");").error().endsWith("set overwrite=true."));
	}
}
