package sfumato.commands.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;
import sfumato.output.OutputMessages;
import sfumato.text.WrongValue;

class CheckSfumatoTest {

	@TempDir
	private Path folder;

	private MacroRunner.Outcome check(final String options) {
		return MacroRunner.run("run(\"Check Sfumato...\", \"threads=1 output=[" + folder.resolve("report.txt") + "] " + options +
			"\");");
	}

	@Test
	void reportNamesTheDeviceAndItsSpeed() throws IOException {
		check("device=cpu").value();
		final List<String> report = Files.readAllLines(folder.resolve("report.txt"));
		assertTrue(report.get(0).matches("Sfumato .*, ImageJ 1\\.54p, Java .*"), report.get(0));
		assertTrue(report.contains("Device:    CPU, 1 thread, PyTorch 2.7.1"), report::toString);
		assertTrue(report.stream().anyMatch(l -> l.startsWith("Self-test: a known value and its gradient come out; the loss of")),
			report::toString);
		assertTrue(report.stream().anyMatch(l -> l.matches("Speed:     [\\d.]+ images/s in prediction, [\\d.]+ images/s in" +
			" training .*")), report::toString);
		assertTrue(report.get(report.size() - 1).matches("All is well; .*|There is a GPU that is not used; .*"), report::toString);
		assertEquals(OutputMessages.exists(folder.resolve("report.txt")),
			check("").error());
	}

	@Test
	void refusesMissingDevices() {
		assertEquals(WrongValue.message("device", "quantum", "one of auto, cpu, gpu"), check("device=quantum").error());
		assertTrue(Files.notExists(folder.resolve("report.txt")));
	}
}
