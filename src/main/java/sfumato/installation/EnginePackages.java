package sfumato.installation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import sfumato.engine.InstalledEngine;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Files that together contain a PyTorch library: jars of DJL or Bytedeco, Python wheels, libtorch as a zip. Only the shared libraries
 * in them are looked at, wherever they lie.
 */
final class EnginePackages {

	private static final Pattern PACKAGE = Pattern.compile(".*\\.(jar|whl|zip)");

	/** Names of bindings of other libraries and of parts of CUDA that libtorch does not use. DJL would load them all. */
	private static final Pattern UNUSED = Pattern.compile(
		"(lib)?(jni|npp|nvcomp|nvjpeg|nvblas|cufile_rdma|cufftw|torch_python|torchbind_test|jitbackend_test|backend_with_compiler).*");

	/** Files of packages that state the version of PyTorch, and the pattern of the version. */
	private static final Map<String, Pattern> VERSIONS = Map.of( //
		"native/lib/pytorch\\.properties", Pattern.compile("(?m)^version=([\\d.]+)"), //
		"libtorch/build-version", Pattern.compile("^([\\d.]+)"), //
		"torch/version\\.py", Pattern.compile("__version__ = '([\\d.]+)"), //
		"META-INF/maven/org\\.bytedeco/pytorch.*/pom\\.properties", Pattern.compile("(?m)^version=([\\d.]+)"));

	private final List<Path> files;
	/** The packages that hold the libraries, by the name of the library. */
	private final Map<String, Path> libraries = new LinkedHashMap<>();
	private final String version;
	private long bytes;

	private EnginePackages(final List<Path> files) throws IOException {
		this.files = files;
		Optional<String> found = Optional.empty();
		for (final Path file : files)
			try (ZipFile zip = open(file)) {
				for (final ZipEntry entry : libraries(zip))
					if (libraries.putIfAbsent(name(entry), file) == null) bytes += Math.max(0, entry.getSize());
				if (found.isEmpty()) found = version(zip);
			}
		if (!libraries.containsKey(System.mapLibraryName("torch"))) throw new
			UserException(InstallationMessages.noLibrary(System.mapLibraryName("torch"), names(), System.getProperty("os.name")));
		version = found.orElseThrow(() -> new UserException(InstallationMessages.noVersion(names())));
		requireVersion(version, names());
	}

	/** Whether a file may be a package. */
	static boolean isPackage(final Path file) {
		return PACKAGE.matcher(file.getFileName().toString()).matches();
	}

	/**
	 * Finds the libraries of packages.
	 *
	 * @param path a package, or a folder with several that belong together
	 * @throws UserException if there is no PyTorch library for this system, or one that cannot be used
	 */
	static EnginePackages in(final Path path) throws IOException {
		if (!Files.exists(path)) throw new UserException(InstallationMessages.noFile(path));
		if (!Files.isDirectory(path)) return new EnginePackages(List.of(path));
		try (Stream<Path> all = Files.list(path)) {
			final List<Path> packages = all.filter(EnginePackages::isPackage).sorted().toList();
			if (packages.isEmpty()) throw new UserException(InstallationMessages.noArchives(path));
			return new EnginePackages(packages);
		}
	}

	static void requireVersion(final String version, final String where) {
		if (!version.equals(InstalledEngine.VERSION)) throw new UserException(InstallationMessages.otherVersion(where, version,
			InstalledEngine.VERSION));
	}

	private static ZipFile open(final Path file) throws IOException {
		try {
			return new ZipFile(file.toFile());
		}
		catch (final IOException e) {
			throw new IOException(InstallationMessages.unreadable(file, e.getMessage()), e);
		}
	}

	private static List<? extends ZipEntry> libraries(final ZipFile zip) {
		final Pattern library = libraryPattern();
		return zip.stream().filter(e -> !e.isDirectory() && library.matcher(name(e)).matches() && !UNUSED.matcher(name(e))
			.matches()).toList();
	}

	/** Returns a pattern for names of shared libraries on this system. */
	static Pattern libraryPattern() {
		final String plain = System.mapLibraryName("");
		return Pattern.compile(".+" + Pattern.quote(plain.substring(plain.lastIndexOf('.'))) + "(\\.\\d+)*");
	}

	/** Returns the name of an entry without folders, so that no entry is written elsewhere. */
	private static String name(final ZipEntry entry) {
		return entry.getName().substring(Math.max(entry.getName().lastIndexOf('/'), entry.getName().lastIndexOf('\\')) + 1);
	}

	private static Optional<String> version(final ZipFile zip) throws IOException {
		for (final Map.Entry<String, Pattern> v : VERSIONS.entrySet()) {
			final Optional<? extends ZipEntry> entry = zip.stream().filter(e -> e.getName().matches(v.getKey())).findFirst();
			if (entry.isEmpty()) continue;
			try (InputStream in = zip.getInputStream(entry.get())) {
				final Matcher matcher = v.getValue().matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
				if (matcher.find()) return Optional.of(matcher.group(1));
			}
		}
		return Optional.empty();
	}

	List<Path> files() {
		return files;
	}

	String names() {
		return String.join(", ", files.stream().map(f -> f.getFileName().toString()).toList());
	}

	String version() {
		return version;
	}

	/** Returns the flavor of DJL's bindings for these libraries, e.g. {@code cu128} or {@code cpu}. */
	String flavor() {
		return libraries.containsKey(System.mapLibraryName("torch_cuda")) ? "cu128" : "cpu";
	}

	int size() {
		return libraries.size();
	}

	/** Returns the unpacked size in bytes. */
	long bytes() {
		return bytes;
	}

	/** Unpacks the libraries into a folder. */
	void unpack(final Path folder, final Progress progress) throws IOException {
		final Function<Path, Integer> index = files::indexOf;
		int done = 0;
		for (final Path file : files)
			try (ZipFile zip = open(file)) {
				for (final ZipEntry entry : libraries(zip)) {
					if (!file.equals(libraries.get(name(entry))) || Files.exists(folder.resolve(name(entry)))) continue;
					progress.checkCanceled();
					progress.update((double) done++ / size(), InstallationMessages.unpacking(name(entry), index.apply(file) +
						1, files.size()));
					try (InputStream in = zip.getInputStream(entry)) {
						Files.copy(in, folder.resolve(name(entry)));
					}
				}
			}
	}
}
