package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.commands.WindowsCommands;
import sfumato.output.WindowsProcess;

/** Jobs and commands ask for nothing that Windows refuses: no file is deleted, renamed or replaced while anything has it open. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux says which files are open")
class WindowsJobsTest {

	@TempDir
	private Path folder;

	private void run(final Class<?> program, final String part) throws Exception {
		final WindowsProcess.Outcome outcome = WindowsProcess.run(folder, program, folder.toString(), part);
		assertEquals(0, outcome.status(), outcome::text);
		assertEquals(List.of(), outcome.refusals());
	}

	@Test
	void someJobsMakeNoRefusedFileAccess() throws Exception {
		run(WindowsJobs.class, "some jobs");
	}

	@Test
	@Tag("slow")
	void predictionContinuesWhileATableIsOpen() throws Exception {
		final WindowsProcess.Outcome outcome = WindowsProcess.run(folder, WindowsJobs.class, folder.toString(), "table");
		assertEquals(0, outcome.status(), outcome::text);
	}

	@ParameterizedTest
	@Tag("slow")
	@ValueSource(strings = { "jobs", "child" })
	void allJobsMakeNoRefusedFileAccess(final String part) throws Exception {
		run(WindowsJobs.class, part);
	}

	@Test
	@Tag("slow")
	void commandsMakeNoRefusedFileAccess() throws Exception {
		run(WindowsCommands.class, "");
	}
}
