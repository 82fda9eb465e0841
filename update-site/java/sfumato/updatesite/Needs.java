package sfumato.updatesite;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** What other jars a jar refers to, as the JDK's jdeps finds in its classes. */
final class Needs {

	/** What is referred to only by classes that the process with libtorch loads, and never Fiji's. */
	private static final Set<String> CHILD_ONLY = Set.of("djl-api", "pytorch-engine");

	/** {@code sfumato-0.1.0.jar -> lib/imglib2-8.0.0.jar} or {@code … -> java.base} or {@code … -> not found}. */
	private static final Pattern LINE = Pattern.compile("\\S+\\.jar -> (.*)");
	/** {@code sfumato.engine.Sgd -> ai.djl.ndarray.NDArray not found}. */
	private static final Pattern MISSING = Pattern.compile("-> (\\S+) +not found");

	private Needs() {}

	/**
	 * @param jar the one to look at
	 * @param libraries jars to find its references in
	 * @return names of jars, without version and extension
	 * @throws IOException if a class that it refers to is in none of them
	 */
	static Set<String> of(final Path jar, final List<Path> libraries) throws IOException {
		final Set<String> names = new TreeSet<>();
		for (final String target : references(LINE, jdeps("-summary", jar, libraries))) {
			if (target.equals("not found")) throw new IOException(jar.getFileName() +
				" refers to classes that are neither in the JDK nor in what it is shipped with: " + references(MISSING, jdeps(
					"-verbose", jar, libraries)) + ".");
			if (target.endsWith(".jar")) names.add(FijiFiles.jarName(target.replace('\\', '/')));
		}
		return names;
	}

	private static Set<String> references(final Pattern pattern, final String report) {
		return pattern.matcher(report).results().map(r -> r.group(1).strip()).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String jdeps(final String detail, final Path jar, final List<Path> libraries) throws IOException {
		final ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow(() -> new IOException(
			"This Java has no jdeps; run the build with a JDK."));
		final StringWriter out = new StringWriter();
		final int status = jdeps.run(new PrintWriter(out), new PrintWriter(out), detail, "--multi-release", "17", "-cp", libraries
			.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), jar.toString());
		if (status != 0) throw new IOException("jdeps cannot read " + jar + ": " + out);
		return out.toString();
	}

	/** Those of the needed jars that Fiji does not ship, although its process needs them. */
	static Set<String> missingInFiji(final Set<String> needed, final FijiFiles fiji) {
		final Set<String> missing = new TreeSet<>(needed);
		missing.removeIf(n -> fiji.ships(n) || CHILD_ONLY.contains(n));
		return missing;
	}
}
