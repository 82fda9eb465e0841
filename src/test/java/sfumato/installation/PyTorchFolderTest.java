package sfumato.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.installation.Zips.CUDA;
import static sfumato.installation.Zips.TORCH;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.engine.InstalledEngine;

class PyTorchFolderTest {

	@TempDir
	private Path environment;

	private Path torch(final String version) throws IOException {
		final Path torch = environment.resolve("lib/python3.11/site-packages/torch");
		Files.createDirectories(torch.resolve("lib"));
		Files.writeString(torch.resolve("version.py"), "__version__ = '" + version + "'\n");
		Files.writeString(torch.resolve("lib").resolve(TORCH), "");
		return torch;
	}

	private String refused() {
		return assertThrows(IllegalArgumentException.class, () -> PyTorchFolder.find(environment)).getMessage();
	}

	@Test
	void findsPyTorchFromEveryParentFolder() throws IOException {
		final Path torch = torch("2.7.1+cu126");
		for (final Path p : List.of(environment, torch.getParent(), torch, torch.resolve("lib"))) {
			final InstalledEngine engine = PyTorchFolder.find(p);
			assertEquals(torch.resolve("lib"), engine.folder());
			assertEquals("2.7.1 cpu", engine.version() + " " + engine.flavor());
		}
	}

	@Test
	void detectsGpuLibraries() throws IOException {
		Files.writeString(torch("2.7.1").resolve("lib").resolve(CUDA), "");
		assertTrue(PyTorchFolder.find(environment).forGpu());
	}

	@Test
	void refusesUnusableFolders() throws IOException {
		assertSays(InstallationMessages.noLibraryBelow(TORCH, environment), refused());
		final Path torch = torch("2.8.0");
		assertSays(InstallationMessages.otherVersion(Says.ANY, "2.8.0", "2.7.1"), refused());
		Files.delete(torch.resolve("version.py"));
		assertTrue(refused().startsWith("Nothing beside"));
	}

	@Test
	void refusesLibrariesOfAPythonInstallation() throws IOException {
		Files.writeString(torch("2.7.1").resolve("lib").resolve(System.mapLibraryName("python3.11")), "");
		assertSays(InstallationMessages.notPyTorchAlone(Says.ANY, Says.ANY), refused());
	}
}
