package sfumato.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import sfumato.engine.InstalledEngine;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;

/**
 * Lets DJL download a PyTorch library to its own folder, from its developers' server: automatic in other programs, here only on
 * demand.
 */
final class DjlDownload {

	private DjlDownload() {}

	/** Describes the size of the download and of the files on disk. DJL does not report them in advance. */
	static String size(final String flavor) {
		return flavor.equals("cpu") ? InstallationMessages.sizeForProcessor() : InstallationMessages.sizeForGpu();
	}

	private static long bytes(final String flavor) {
		return flavor.equals("cpu") ? 400_000_000L : 4_000_000_000L;
	}

	static InstalledEngine run(final String flavor, final EngineProcess process, final Progress progress) throws IOException {
		final Path folder = InstalledEngine.cache().resolve("pytorch");
		removeRemains(folder, flavor);
		final EngineProcess.Answer answer = process.withoutBundled().run(Map.of("ai.djl.offline", "false", "PYTORCH_FLAVOR",
			flavor), progress, () -> progress.update(Math.min(0.99, (double) inProgress(folder) / bytes(
				flavor)), InstallationMessages.downloading("PyTorch " + InstalledEngine.VERSION, inProgress(folder) >> 20)));
		return new InstalledEngine(answer.folder(), answer.version(), flavor, "downloaded by DJL");
	}

	/**
	 * Deletes remains of an interrupted download. DJL stores its bindings in the same folder, and cannot rename a download to an existing
	 * folder.
	 */
	private static void removeRemains(final Path folder, final String flavor) throws IOException {
		if (!Files.isDirectory(folder)) return;
		try (Stream<Path> all = Files.list(folder)) {
			for (final Path p : all.filter(p -> p.getFileName().toString().startsWith(InstalledEngine.VERSION + "-" + flavor +
				"-")).toList())
				if (!Files.exists(p.resolve(System.mapLibraryName("torch")))) NewFolder.delete(p);
		}
	}

	/** Counts the bytes in the folder that DJL fills before it renames the folder. */
	private static long inProgress(final Path folder) {
		if (!Files.isDirectory(folder)) return 0;
		try (Stream<Path> tree = Files.walk(folder, 2)) {
			return tree.filter(p -> p.getParent().getFileName().toString().startsWith("tmp") && Files.isRegularFile(p)).mapToLong(
				p -> p.toFile().length()).sum();
		}
		catch (final IOException | UncheckedIOException e) {
			return 0; // it has just got its name
		}
	}
}
