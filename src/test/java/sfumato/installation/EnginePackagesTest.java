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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.progress.Progress;

class EnginePackagesTest {

	@TempDir
	private Path folder;

	private Set<String> unpacked(final EnginePackages packages) throws IOException {
		final Path target = Files.createDirectory(folder.resolve("target"));
		packages.unpack(target, Progress.none());
		try (Stream<Path> all = Files.walk(target)) {
			return all.filter(Files::isRegularFile).map(p -> target.relativize(p).toString()).collect(Collectors.toSet());
		}
	}

	private String refused(final Path path) {
		return assertThrows(IllegalArgumentException.class, () -> EnginePackages.in(path)).getMessage();
	}

	@Test
	void combinesAWheelWithItsDependencies() throws IOException {
		final Path packages = Files.createDirectory(folder.resolve("wheels"));
		final String runtime = System.mapLibraryName("cudart");
		Zips.write(packages.resolve("torch-2.7.1-cp311.whl"), "torch/version.py", "__version__ = '2.7.1+cu126'\n", "torch/lib/" +
			TORCH, "a", "torch/lib/" + CUDA, "bc", "torch/lib/" + System.mapLibraryName("torch_python"), "d");
		Zips.write(packages.resolve("nvidia_cuda_runtime.whl"), "nvidia/cuda_runtime/lib/" + runtime, "def", "nvidia/LICENSE", "");
		final EnginePackages both = EnginePackages.in(packages);
		assertEquals("2.7.1", both.version());
		assertEquals("cu128", both.flavor());
		assertEquals(6, both.bytes());
		assertEquals(Set.of(TORCH, CUDA, runtime), unpacked(both));
	}

	@Test
	void readsVersionsOfJarsAndZips() throws IOException {
		assertEquals("2.7.1", EnginePackages.in(Zips.write(folder.resolve("djl.jar"), "native/lib/pytorch.properties",
			"classifier=cpu-linux-x86_64\nversion=2.7.1-20250812\n", "pytorch/cpu/linux-x86_64/" + TORCH, "a")).version());
		assertEquals("2.7.1", EnginePackages.in(Zips.write(folder.resolve("b.jar"),
			"META-INF/maven/org.bytedeco/pytorch/pom.properties", "artifactId=pytorch\nversion=2.7.1-1.5.12\n",
			"org/bytedeco/pytorch/linux-x86_64-gpu/" + TORCH, "a")).version());
		final EnginePackages zip = EnginePackages.in(Zips.write(folder.resolve("l.zip"), "libtorch/build-version", "2.7.1+cpu\n",
			"libtorch/lib/" + TORCH, "a"));
		assertEquals("2.7.1 cpu", zip.version() + " " + zip.flavor());
	}

	@Test
	void skipsBindingsOfOtherLibraries() throws IOException {
		assertEquals(Set.of(TORCH), unpacked(EnginePackages.in(Zips.write(folder.resolve("b.jar"), "libtorch/build-version", "2.7.1",
			"x/" + TORCH, "a", "x/" + System.mapLibraryName("jnitorch"), "b", "x/" + System.mapLibraryName("nppial"), "c"))));
	}

	@Test
	void writesEntriesIntoTheFolderOnly() throws IOException {
		final String evil = System.mapLibraryName("evil");
		unpacked(EnginePackages.in(Zips.write(folder.resolve("e.zip"), "libtorch/build-version", "2.7.1", "lib/" + TORCH, "a",
			"../../" + evil, "b")));
		assertTrue(Files.exists(folder.resolve("target").resolve(evil)));
		assertTrue(Files.notExists(folder.resolveSibling(evil)));
	}

	@Test
	void refusesOtherVersions() throws IOException {
		assertEquals(InstallationMessages.otherVersion("torch.whl", "2.6.0", "2.7.1"), refused(Zips.wheel(
			folder.resolve("torch.whl"), "2.6.0+cu124")));
	}

	@Test
	void refusesFilesWithoutPyTorch() throws IOException {
		assertTrue(refused(Zips.write(folder.resolve("other.jar"), "a.txt", "")).startsWith("There is no " + TORCH +
			" in other.jar"));
		assertEquals(InstallationMessages.noVersion("silent.zip"), refused(Zips.write(folder.resolve("silent.zip"),
			"x/" + TORCH, "a")));
		assertEquals(InstallationMessages.noFile(folder.resolve("nothing")), refused(folder.resolve("nothing")));
		assertSays(InstallationMessages.noArchives(Says.ANY), refused(Files.createDirectory(folder.resolve("empty"))));
		final Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
		assertSays(InstallationMessages.unreadable(text, Says.ANY), assertThrows(IOException.class, () ->
			EnginePackages.in(text)).getMessage());
	}
}
