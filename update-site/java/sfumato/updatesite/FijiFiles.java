package sfumato.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.scijava.util.FileUtils;

/**
 * What Fiji ships, and the check that no file of ours takes the place of one of its.
 * <p>
 * There are two ways to do so. The updater knows files by their names without version, so that {@code jars/api-0.36.0.jar}
 * of one site replaces {@code jars/api-0.14.0.jar} of another. And Java takes a class from whichever jar comes first; so
 * what we put where Fiji looks for classes may hold no packages but our own.
 */
final class FijiFiles {

	/** Where Fiji looks for classes: these folders, and the folders in them. */
	private static final Set<String> CLASS_PATH = Set.of("jars", "plugins");
	/**
	 * Ours; one class lies in a package of DJL's, whose package-private methods it calls, and has a name that DJL has not. And
	 * commonmark, which shows the documentation, TwelveMonkeys and aircompressor, which read TIFFs: no jar of Fiji's is known to hold
	 * them.
	 */
	private static final Pattern OWN = Pattern.compile("sfumato/.*|ai/djl/pytorch/jni/(ModuleMethods.*|package-info)\\.class|" +
		"org/commonmark/.*|com/twelvemonkeys/.*|io/airlift/compress/.*|module-info\\.class|META-INF/versions/\\d+/module-info\\.class");

	private final Map<String, String> sources;

	private FijiFiles(final Map<String, String> sources) {
		this.sources = sources;
	}

	/**
	 * @param list one line for each jar: its name without version and extension, a tab, and where that is known from; lines
	 *          that begin with # are comments
	 */
	static FijiFiles read(final Path list) throws IOException {
		final Map<String, String> sources = new TreeMap<>();
		for (final String line : Files.readAllLines(list)) {
			if (line.isBlank() || line.startsWith("#")) continue;
			final String[] columns = line.split("\t");
			if (columns.length != 2) throw new IOException("\"" + line + "\" in " + list + " must be a name, a tab and a source.");
			if (sources.put(columns[0], columns[1]) != null) throw new IOException(columns[0] + " is twice in " + list + ".");
		}
		return new FijiFiles(sources);
	}

	/** Whether Fiji has a jar of this name, which is without version and extension. */
	boolean ships(final String name) {
		return sources.containsKey(name);
	}

	/**
	 * Whether a file replaces or hides one of Fiji's.
	 *
	 * @param path where it will be in a Fiji
	 * @return what is wrong, one sentence each; empty if nothing is
	 */
	List<String> shadowedBy(final String path, final Path file) throws IOException {
		final List<String> wrong = new ArrayList<>();
		if (!isOnClassPath(path)) return wrong;
		final String name = jarName(path);
		if (ships(name)) wrong.add(path + " would replace Fiji's " + name + ".jar (" + sources.get(name) +
			"); rename it, or leave it to Fiji.");
		try (ZipFile jar = new ZipFile(file.toFile())) {
			jar.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".class") && !OWN.matcher(n).matches()).findFirst()
				.ifPresent(n -> wrong.add(path + " holds " + n + ", which could hide a class of Fiji's; it belongs in lib/sfumato," +
					" off Fiji's class path."));
		}
		return wrong;
	}

	/** Whether Fiji looks for classes there. */
	static boolean isOnClassPath(final String path) {
		return CLASS_PATH.contains(path.split("/")[0]) && path.endsWith(".jar");
	}

	/** {@code imglib2} of {@code lib/sfumato/imglib2-8.0.0.jar}. */
	static String jarName(final String path) {
		final String file = path.substring(path.lastIndexOf('/') + 1);
		return FileUtils.stripFilenameVersion(file).replaceFirst("\\.jar$", "");
	}
}
