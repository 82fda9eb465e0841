package sfumato.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.Says;

/** Files and names on Windows, for which other systems are asked to refuse what Windows refuses. */
class WindowsFilesTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "system", "changes", "outputs" })
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux says which files are open")
	void handlesFileAccessesThatWindowsRefuses(final String part) throws Exception {
		final WindowsProcess.Outcome outcome = WindowsProcess.run(folder, WindowsFiles.class, folder.toString(), part);
		assertEquals(0, outcome.status(), outcome::text);
	}

	private List<String> warnings(final boolean windows, final boolean ignoresCase, final Map<String, List<String>> files)
		throws IOException
	{
		final List<String> warnings = new ArrayList<>();
		OutputNames.requireFiles(folder, files, windows, ignoresCase, warnings::add);
		return warnings;
	}

	private static Map<String, List<String>> files(final String... namesAndFiles) {
		final Map<String, List<String>> files = new LinkedHashMap<>();
		for (int i = 0; i < namesAndFiles.length; i += 2)
			files.computeIfAbsent(namesAndFiles[i], n -> new ArrayList<>()).add(namesAndFiles[i + 1]);
		return files;
	}

	private String refusal(final boolean windows, final boolean ignoresCase, final Map<String, List<String>> files) {
		return assertThrows(IOException.class, () -> warnings(windows, ignoresCase, files)).getMessage();
	}

	@Test
	void refusesOrWarnsOfCasesWithEqualFileNames() throws IOException {
		assertEquals(List.of(), warnings(true, true, files("a", "a.tif", "a", "a.png", "b", "b.tif")));
		assertEquals(OutputMessages.casesOfOneName("a", "a-0001", "a-0001.png"), refusal(false, false,
			files("a", "a-0001.png", "a-0001", "a-0001.png")));
		final Map<String, List<String>> alike = files("Cell", "Cell.tif", "cell", "cell.tif", "X", "X.tif", "x", "x.tif");
		assertEquals(OutputMessages.sameIgnoringCase("Cell.tif", "cell.tif"), refusal(true, true, alike));
		assertEquals(List.of(OutputMessages.warnOfCase("\"Cell.tif\" and \"cell.tif\"", 1)), warnings(false, false,
			alike));
	}

	@Test
	void refusesForbiddenNamesOnWindowsAndWarnsElsewhere() throws IOException {
		final Map<String, List<String>> odd = files("12:30", "12:30.tif", "a", "a.tif");
		assertEquals(OutputMessages.windowsCase("12:30", "12:30.tif"),
			refusal(true, true, odd));
		assertEquals(List.of(OutputMessages.warnOfWindows("\"12:30.tif\"", 0)), warnings(false, false, odd));
	}

	@Test
	void refusesTooLongNamesAndPaths() throws IOException {
		final String name = "a".repeat(240) + ".tif";
		final String refused = refusal(false, false, files("a", name));
		assertSays(OutputMessages.nameTooLong(Says.ANY, Says.SOME), refused);
		final String path = refusal(true, true, files("a", "b".repeat(230 - folder.toString().length()) + ".tif"));
		assertSays(OutputMessages.pathTooLong(Says.ANY, 259 + Says.SOME, 259), path);
	}
}
