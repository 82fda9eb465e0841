package sfumato.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sfumato.engine.InstalledEngine;
import sfumato.text.TextFile;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/** Finds the libraries of a Python PyTorch installation, or of an unpacked libtorch. */
final class PyTorchFolder {

	/** Folders of the libraries relative to the folder that a user may name: the libraries, torch, site-packages or a Python environment. */
	private static final List<String> PLACES = List.of("", "lib", "torch/lib", "libtorch/lib");
	private static final List<String> ENVIRONMENTS = List.of("lib/python3*/site-packages/torch/lib", "Lib/site-packages/torch/lib");

	/** Files beside the folder of the libraries that state the version, and the pattern of the version. */
	private static final Map<String, Pattern> VERSIONS = Map.of("version.py", Pattern.compile("__version__ = '([\\d.]+)"),
		"build-version", Pattern.compile("^([\\d.]+)"));

	private PyTorchFolder() {}

	/**
	 * Finds a PyTorch library.
	 *
	 * @param path the folder of the libraries, or one of its parents
	 * @throws UserException if there is no PyTorch, or one that cannot be used
	 */
	static InstalledEngine find(final Path path) throws IOException {
		if (!Files.isDirectory(path)) throw new UserException(TextMessages.noFolder(path));
		final Path libraries = candidates(path).stream().filter(p -> Files.exists(p.resolve(System.mapLibraryName("torch"))))
			.findFirst().orElseThrow(() -> new UserException(InstallationMessages.noLibraryBelow(System.mapLibraryName("torch"),
				path)));
		final String version = version(libraries);
		EnginePackages.requireVersion(version, "\"" + libraries + "\"");
		requireAlone(libraries);
		return new InstalledEngine(libraries, version, Files.exists(libraries.resolve(System.mapLibraryName("torch_cuda")))
			? "cu128" : "cpu", "PyTorch in " + libraries);
	}

	private static List<Path> candidates(final Path path) throws IOException {
		final List<Path> candidates = new ArrayList<>();
		PLACES.forEach(p -> candidates.add(path.resolve(p)));
		for (final String pattern : ENVIRONMENTS) {
			final PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
			try (Stream<Path> tree = Files.find(path, 5, (p, a) -> a.isDirectory() && matcher.matches(path.relativize(p)))) {
				tree.sorted().forEach(candidates::add);
			}
			catch (final UncheckedIOException e) {
				throw e.getCause();
			}
		}
		return candidates;
	}

	private static String version(final Path libraries) throws IOException {
		for (final Map.Entry<String, Pattern> v : VERSIONS.entrySet()) {
			final Path file = libraries.resolveSibling(v.getKey());
			if (!Files.exists(file)) continue;
			final Matcher matcher = v.getValue().matcher(TextFile.read(file));
			if (matcher.find()) return matcher.group(1);
		}
		throw new UserException(InstallationMessages.versionUnknown(libraries));
	}

	/** Refuses the libraries of a whole Python installation: DJL loads every library of the folder, and these conflict. */
	private static void requireAlone(final Path libraries) throws IOException {
		final Pattern library = EnginePackages.libraryPattern();
		try (Stream<Path> all = Files.list(libraries)) {
			final Optional<Path> python = all.filter(p -> library.matcher(p.getFileName().toString()).matches() && p.getFileName()
				.toString().matches("(lib)?python3.*")).findFirst();
			if (python.isPresent()) throw new UserException(InstallationMessages.notPyTorchAlone(libraries,
				python.get().getFileName()));
		}
	}
}
