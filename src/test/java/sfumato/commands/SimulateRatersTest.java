package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateRatersTest {

	@TempDir
	private Path folder;

	private MacroRunner.Outcome simulate(final String options) {
		return MacroRunner.run("run(\"Simulate Raters...\", \"output=[" + folder.resolve("my phantoms") + "] " + options +
			"\");");
	}

	@Test
	void writesADatasetAndTellsHowFarItIs() {
		simulate("images=2 raters=3 width=32 height=40 seed=7").value();
		assertTrue(Files.exists(folder.resolve("my phantoms/case02/task01_seg03.png")));
		assertTrue(MacroRunner.status().stream().anyMatch(e -> e.getProgressMaximum() > 0 && e.getStatusMessage().startsWith(
			"Simulating case01")));
	}

	@Test
	void refusesAFolderThatHoldsSomething() {
		simulate("images=1 width=32 height=32").value();
		final String error = simulate("images=1 width=32 height=32").error();
		assertTrue(error.endsWith("is not empty; choose a new folder for the simulated cases."), error);
	}

	@Test
	void valuesOutOfRangeAreNamed() {
		assertEquals("The number of raters is 0 but must be between 1 and 99.", simulate("raters=0").error());
		assertTrue(Files.notExists(folder.resolve("my phantoms")));
	}
}
