package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.type.numeric.integer.UnsignedByteType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.data.Dataset;
import sfumato.data.simulation.SimulationMessages;
import sfumato.labels.HardRaters;
import sfumato.text.WrongValue;

class SimulateRatersTest {

	@TempDir
	private Path folder;

	private MacroRunner.Outcome simulate(final String options) {
		return MacroRunner.run("run(\"Simulate Raters...\", \"output=[" + folder.resolve("my phantoms") + "] " + options +
			"\");");
	}

	@Test
	void writesADatasetAndReportsProgress() {
		simulate("images=2 raters=3 width=32 height=40 seed=7").value();
		assertTrue(Files.exists(folder.resolve("my phantoms/case02/task01_seg03.png")));
		assertTrue(MacroRunner.status().stream().anyMatch(e -> e.getProgressMaximum() > 0
			&& e.getStatusMessage() != null && e.getStatusMessage().startsWith(
			"Simulating case01")));
	}

	@Test
	void refusesFoldersThatAreNotEmpty() {
		simulate("images=1 width=32 height=32").value();
		final String error = simulate("images=1 width=32 height=32").error();
		assertSays(SimulationMessages.notEmpty(Says.ANY), error);
	}

	@Test
	void acceptsErrorsForAllOrForEachRater() throws IOException {
		simulate("images=1 raters=3 width=64 height=64 missed=[1, 0 1] bias=-1 extra=0").value();
		final Dataset dataset = Dataset.open(folder.resolve("my phantoms"));
		final HardRaters raters = dataset.load(dataset.cases().get(0)).raters().hard();
		for (int r = 0; r < 3; r++) {
			int marked = 0;
			for (final UnsignedByteType v : raters.labels(r))
				marked += v.get();
			assertEquals(r == 1, marked > 0, "rater " + (r + 1));
		}
		assertEquals(LabelsMenuMessages.numbersPerRater("bias", 2, 3), simulate(
			"raters=3 bias=[1, 2]").error());
		assertTrue(simulate("jitter=much").error().startsWith("jitter holds \"much\", which is no number"));
		assertEquals(WrongValue.message("extra", -1.0, "between 0 and 50"), simulate("extra=-1").error());
	}

	@Test
	void macroSimulatesRatersWithErrors() throws IOException {
		final String macro = Files.readString(Path.of("macros", "07_simulate_raters.ijm"));
		assertEquals("2", MacroRunner.run(macro, "images=2,width=48,height=48,output=" + folder.resolve("simulated")).value());
		assertEquals(List.of("1", "2", "3", "4"), List.copyOf(Dataset.open(folder.resolve("simulated")).cases().get(1).raters()
			.keySet()));
	}

	@Test
	void refusesValuesOutOfRange() {
		assertEquals(WrongValue.message("The number of raters", 0, "between 1 and 99"), simulate("raters=0").error());
		assertTrue(Files.notExists(folder.resolve("my phantoms")));
	}
}
