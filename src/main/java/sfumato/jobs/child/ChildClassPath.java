package sfumato.jobs.child;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import sfumato.security.Trust;

/**
 * Finds the class path that a child process needs to run jobs. The jars of the tensor engine are in a folder {@code lib/sfumato} of
 * ImageJ's, where ImageJ does not look for classes, so that they meet no other plugin's, and the library for the system in
 * {@code lib/linux64/sfumato} or alike. Sfumato's own jar comes first, then these, then one by one the jars of the few libraries that
 * it uses, from wherever this process has them, for what the folders lack. Where there is no such folder but the engine on the class
 * path of this process, as in tests and in the standalone runner, that class path is taken as it is.
 */
public final class ChildClassPath {

	/** System property: the folder with the jars of the tensor engine. */
	public static final String FOLDER = "sfumato.jobs.lib";

	private static final String ENGINE = "ai/djl/ndarray/NDManager.class";
	/** A class of each jar that jobs need, beside the engine's. */
	private static final List<String> NEEDED = List.of("org/scijava/Context.class", "org/scijava/parsington/Operator.class",
		"net/imglib2/img/Img.class", "ij/IJ.class", "com/google/gson/Gson.class",
		"org/apache/commons/math3/util/FastMath.class", "com/twelvemonkeys/imageio/plugins/tiff/TIFFImageReader.class",
		"com/twelvemonkeys/imageio/ImageReaderBase.class", "com/twelvemonkeys/imageio/metadata/Entry.class",
		"com/twelvemonkeys/lang/Validate.class", "com/twelvemonkeys/io/FastByteArrayOutputStream.class",
		"com/twelvemonkeys/image/ImageUtil.class", "io/airlift/compress/zstd/ZstdInputStream.class");

	private ChildClassPath() {}

	/**
	 * Whether jobs are to run in a child: where the engine is installed in a folder, or is not on the class path of this process. It
	 * may be on it, too, from another plugin, in whatever version.
	 *
	 * @param imagej ImageJ's folder, if it is known
	 */
	public static boolean isForChild(final Optional<Path> imagej) throws IOException {
		return !holdsEngine() || folders(imagej).stream().anyMatch(Files::isDirectory);
	}

	/** Whether the tensor engine is on the class path of this process. */
	public static boolean holdsEngine() {
		return loader().getResource(ENGINE) != null;
	}

	private static ClassLoader loader() {
		return ChildClassPath.class.getClassLoader();
	}

	/**
	 * The jars and folders that a child needs.
	 *
	 * @param imagej ImageJ's folder, if it is known
	 * @throws IOException if the tensor engine is not there
	 */
	public static List<Path> find(final Optional<Path> imagej) throws IOException {
		final List<Path> folders = folders(imagej);
		for (final Path folder : folders)
			if (Files.isDirectory(folder)) return trusted(with(folder, suite()), suite());
		if (holdsEngine()) return own();
		throw new IOException(ChildMessages.noEngineFolder(folders.get(0)));
	}

	/** Where the engine may be. */
	private static List<Path> folders(final Optional<Path> imagej) throws IOException {
		final String asked = System.getProperty(FOLDER);
		if (asked != null) return List.of(Path.of(asked));
		final List<Path> folders = new ArrayList<>();
		imagej.ifPresent(i -> folders.add(i.resolve("lib").resolve("sfumato")));
		// the suite's jar is in Fiji's jars or plugins
		final Path holder = suite().toAbsolutePath().getParent();
		if (holder != null) folders.add(holder.resolveSibling("lib").resolve("sfumato"));
		return folders;
	}

	/**
	 * Refuses folders that other users can write to, because their content would be executed. A Fiji that several people share is as it
	 * is: its jars with this class have been loaded already.
	 */
	private static List<Path> trusted(final List<Path> classPath, final Path suite) throws IOException {
		final Trust trust = Trust.ofSystem();
		for (final Path entry : classPath)
			if (!entry.equals(suite)) trust.requireLike(entry, suite);
		return classPath;
	}

	private static Path suite() throws IOException {
		return location(ChildClassPath.class.getName().replace('.', '/') + ".class");
	}

	private static List<Path> with(final Path folder, final Path suite) throws IOException {
		final Set<Path> found = new LinkedHashSet<>();
		found.add(suite);
		addJars(folder, found);
		final Path system = folder.resolveSibling(platform()).resolve(folder.getFileName());
		if (Files.isDirectory(system)) addJars(system, found);
		if (found.size() == 1) throw new IOException(ChildMessages.noEngineJars(folder));
		for (final String name : NEEDED)
			found.add(location(name));
		return List.copyOf(found);
	}

	private static void addJars(final Path folder, final Set<Path> found) throws IOException {
		try (Stream<Path> jars = Files.list(folder)) {
			jars.filter(p -> p.getFileName().toString().endsWith(".jar")).sorted().forEach(found::add);
		}
	}

	/** The name of this system in Fiji's updater. */
	private static String platform() {
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT), arch = System.getProperty("os.arch");
		return (os.startsWith("windows") ? "win" : os.startsWith("mac") ? "macos" : "linux") + (arch.equals("aarch64") ? "-arm64"
			: "64");
	}

	/** The jar or folder that a class is in; found by its name, since classes that were patched do not know where they came from. */
	private static Path location(final String resource) throws IOException {
		final URL url = loader().getResource(resource);
		if (url == null) throw new IOException(ChildMessages.noClassInImageJ(resource.replace('/', '.').replaceAll("\\.class$",
			"")));
		try {
			final URLConnection connection = url.openConnection();
			if (connection instanceof final JarURLConnection jar) return Path.of(jar.getJarFileURL().toURI());
			Path folder = Path.of(url.toURI());
			for (int i = 0; i < resource.split("/").length; i++)
				folder = folder.getParent();
			return folder;
		}
		catch (final URISyntaxException e) {
			throw new IOException(ChildMessages.noFile(url), e);
		}
	}

	/** The class path of this process. Maven runs programs in its own, and tells the class loader only. */
	private static List<Path> own() throws IOException {
		final Set<Path> found = new LinkedHashSet<>();
		for (ClassLoader l = loader(); l != null; l = l.getParent())
			if (l instanceof final URLClassLoader urls) for (final URL url : urls.getURLs())
				try {
					found.add(Path.of(url.toURI()));
				}
				catch (final URISyntaxException e) {
					throw new IOException(ChildMessages.noFile(url), e);
				}
		for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator))
			if (!entry.isEmpty()) found.add(Path.of(entry));
		return List.copyOf(found);
	}
}
