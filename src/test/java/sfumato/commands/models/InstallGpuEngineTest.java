package sfumato.commands.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;
import sfumato.engine.InstalledEngine;
import sfumato.text.WrongValue;

class InstallGpuEngineTest {

	private static final String CACHE = "DJL_CACHE_DIR";

	@TempDir
	private Path folder;

	private String before;

	@BeforeEach
	void ownCache() {
		before = System.getProperty(CACHE);
		System.setProperty(CACHE, folder.resolve("cache").toString());
	}

	@AfterEach
	void restore() {
		if (before == null) System.clearProperty(CACHE);
		else System.setProperty(CACHE, before);
	}

	private MacroRunner.Outcome install(final String options) {
		return MacroRunner.run("run(\"Install GPU Engine...\", \"" + options + "\");");
	}

	@Test
	void onlyShowsThePlanWithoutInstall() {
		install("").value();
		assertTrue(Files.notExists(folder.resolve("cache")));
	}

	@Test
	void refusesArchivesWithoutPyTorch() throws IOException {
		final Path file = folder.resolve("torch.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry("a.txt"));
		}
		assertTrue(install("source=file path=[" + file + "] install=true").error().startsWith("There is no " + System
			.mapLibraryName("torch") + " in torch.zip"));
		assertEquals(ModelsMenuMessages.sourceNeedsPath("pytorch"), install("source=pytorch").error());
		assertEquals(WrongValue.message("flavor", "cu65", "one of cu128, cpu"), install("flavor=cu65").error());
		assertTrue(Files.notExists(folder.resolve("cache")));
	}

	@Test
	void returnsToTheProcessorEngine() throws IOException {
		new InstalledEngine(folder, "2.7.1", "cpu", "a test").choose();
		install("source=processor").value();
		assertTrue(InstalledEngine.chosen().isEmpty());
	}
}
