package sfumato.installation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Detects conflicting libraries on the class path: versions too old for Sfumato, and libraries that are present more than once. */
public final class Libraries {

	/**
	 * A library whose old versions are known to cause conflicts.
	 *
	 * @param name the name for messages
	 * @param type a class of the library
	 * @param method a method of recent versions, with its parameter classes
	 * @param consequence the effect of an old version
	 * @param elsewhere the effect of an old version in a process that computes nothing
	 */
	private record Known(String name, String type, String method, List<String> parameters, String consequence,
		String elsewhere)
	{}

	private static final String UNREADABLE = InstallationMessages.unreadableWithIt();
	private static final List<Known> KNOWN = List.of( //
		new Known("gson", "com.google.gson.Gson", "getAdapter", List.of("java.lang.Class"),
			UNREADABLE, UNREADABLE), //
		new Known("jna", "com.sun.jna.Native", "load", List.of("java.lang.String", "java.lang.Class"),
			InstallationMessages.noGpuWithIt(), InstallationMessages.laterForOthers()));

	private Libraries() {}

	/**
	 * Lists libraries on the class path that are too old.
	 *
	 * @param computes whether the process computes with tensors
	 * @return one line per library with its jar and version, the consequence and what to do
	 */
	public static List<String> tooOld(final ClassLoader loader, final boolean computes) {
		final List<String> lines = new ArrayList<>();
		for (final Known known : KNOWN) {
			final List<Path> jars = jars(loader, known.type());
			if (!jars.isEmpty() && !has(loader, known)) lines.add(InstallationMessages.tooOld(known.name(),
				describe(jars.get(0)), computes ? known.consequence() : known.elsewhere()));
		}
		return lines;
	}

	/**
	 * Lists libraries that are on the class path more than once.
	 *
	 * @return one line per library with its jars and versions
	 */
	public static List<String> severalTimes(final ClassLoader loader) {
		final List<String> lines = new ArrayList<>();
		for (final Known known : KNOWN) {
			final List<Path> jars = jars(loader, known.type());
			if (jars.size() > 1) lines.add(InstallationMessages.severalJars(jars.size(), known.name(), describe(jars.get(0)),
				String.join(" or ", jars.stream().skip(1).map(Libraries::describe).toList())));
		}
		return lines;
	}

	private static boolean has(final ClassLoader loader, final Known known) {
		try {
			final Class<?> type = Class.forName(known.type(), false, loader);
			final Class<?>[] parameters = new Class<?>[known.parameters().size()];
			for (int i = 0; i < parameters.length; i++)
				parameters[i] = Class.forName(known.parameters().get(i), false, loader);
			type.getMethod(known.method(), parameters);
			return true;
		}
		catch (final ReflectiveOperationException | LinkageError e) {
			return false;
		}
	}

	/** Returns the jars that hold a class. The JVM uses the first. */
	private static List<Path> jars(final ClassLoader loader, final String type) {
		final List<Path> jars = new ArrayList<>();
		try {
			for (final URL url : Collections.list(loader.getResources(type.replace('.', '/') + ".class"))) {
				final String text = url.toString();
				if (!text.startsWith("jar:file:")) continue;
				final Path jar = Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))));
				if (!jars.contains(jar)) jars.add(jar);
			}
		}
		catch (final IOException e) {
			// then there is nothing to tell
		}
		return jars;
	}

	private static String describe(final Path jar) {
		return "\"" + jar + "\"" + version(jar).map(v -> " (version " + v + ")").orElse("");
	}

	/** Reads the version of a jar from its Maven properties or its manifest. */
	static Optional<String> version(final Path jar) {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			final Optional<? extends ZipEntry> maven = zip.stream().filter(e -> e.getName().matches(
				"META-INF/maven/.*/pom\\.properties")).findFirst();
			if (maven.isPresent()) try (InputStream in = zip.getInputStream(maven.get())) {
				final Properties p = new Properties();
				p.load(in);
				if (p.containsKey("version")) return Optional.of(p.getProperty("version"));
			}
			final ZipEntry manifest = zip.getEntry("META-INF/MANIFEST.MF");
			if (manifest == null) return Optional.empty();
			final Attributes main = new Manifest(zip.getInputStream(manifest)).getMainAttributes();
			return Optional.ofNullable(main.getValue("Implementation-Version")).or(() -> Optional.ofNullable(main.getValue(
				"Bundle-Version")));
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}
}
