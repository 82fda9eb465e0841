package sfumato.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the update site and checks it: {@code Main files=FOLDER provided=FOLDER fiji=LIST main=PATH site=FOLDER
 * [previous=FOLDER] [timestamp=20261126201500] description=… link=… author=…}. The provided jars are those that we leave to Fiji.
 */
public final class Main {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

	private Main() {}

	public static void main(final String[] args) throws IOException {
		final Map<String, String> options = new TreeMap<>();
		for (final String arg : args) {
			final int equals = arg.indexOf('=');
			if (equals < 0) throw new IllegalArgumentException("\"" + arg + "\" is no key=value.");
			options.put(arg.substring(0, equals), arg.substring(equals + 1));
		}
		final List<SiteFile> made = make(options);
		final Path site = Path.of(options.get("site"));
		for (final SiteFile f : made)
			System.out.printf("%12s  %s%n", f.current().map(v -> Long.toString(v.size())).orElse("removed"), f.path());
		System.out.println("The update site is in " + site + ".");
	}

	static List<SiteFile> make(final Map<String, String> options) throws IOException {
		final Path files = Path.of(required(options, "files"));
		final FijiFiles fiji = FijiFiles.read(Path.of(required(options, "fiji")));
		final String main = required(options, "main");
		ImageReaders.keepPrivate(files.resolve("jars"));
		final Set<String> needed = check(files, Path.of(required(options, "provided")), main, fiji);
		final Optional<Path> previous = given(options, "previous").map(Path::of);
		final long timestamp = Long.parseLong(given(options, "timestamp").orElseGet(() -> LocalDateTime.now().format(TIMESTAMP)));
		return new UpdateSite(files, previous, timestamp).write(Path.of(required(options, "site")), main, own -> {
			final List<Index.Dependency> dependencies = new ArrayList<>(own);
			needed.stream().filter(fiji::ships).forEach(n -> dependencies.add(new Index.Dependency("jars/" + n + ".jar", Optional
				.empty())));
			return new Index.Details(required(options, "description"), required(options, "link"), List.of(required(options,
				"author")), dependencies);
		});
	}

	/**
	 * @return the jars that the main one refers to
	 * @throws IOException if a file takes the place of one of Fiji's, or Fiji lacks what the main jar needs
	 */
	private static Set<String> check(final Path files, final Path provided, final String main, final FijiFiles fiji)
		throws IOException
	{
		final List<Path> shipped = in(files), left = in(provided);
		final List<String> wrong = new ArrayList<>();
		for (final Path file : shipped)
			wrong.addAll(fiji.shadowedBy(files.relativize(file).toString().replace('\\', '/'), file));
		final Path mainJar = files.resolve(main);
		final Set<String> needed = Needs.of(mainJar, Stream.concat(shipped.stream(), left.stream()).filter(p -> p.toString()
			.endsWith(".jar") && !p.equals(mainJar)).toList());
		final Set<String> required = new TreeSet<>(needed);
		left.forEach(p -> required.add(FijiFiles.jarName(p.getFileName().toString())));
		// what we put on its class path ourselves
		shipped.stream().map(p -> files.relativize(p).toString().replace('\\', '/')).filter(FijiFiles::isOnClassPath).forEach(
			p -> required.remove(FijiFiles.jarName(p)));
		for (final String name : Needs.missingInFiji(required, fiji))
			wrong.add(main + " needs " + name + ".jar, which Fiji is not known to ship.");
		if (!wrong.isEmpty()) throw new IOException(String.join("\n", wrong));
		return needed;
	}

	private static List<Path> in(final Path folder) throws IOException {
		try (Stream<Path> tree = Files.walk(folder)) {
			return tree.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static Optional<String> given(final Map<String, String> options, final String key) {
		return Optional.ofNullable(options.get(key)).filter(v -> !v.isBlank());
	}

	private static String required(final Map<String, String> options, final String key) {
		return given(options, key).orElseThrow(() -> new IllegalArgumentException(key + "=… is missing."));
	}
}
