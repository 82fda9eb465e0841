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

/**
 * Libraries that several plugins bring in different versions, of which Java takes whatever comes first on the class path: those that
 * are too old for us, and those that are there more than once.
 */
public final class Libraries {

	/**
	 * A library that is known to clash.
	 *
	 * @param name for people
	 * @param type a class of it
	 * @param method one that it must have, and its only parameter's class or several
	 * @param consequence of an old one
	 */
	private record Known(String name, String type, String method, List<String> parameters, String consequence) {}

	private static final List<Known> KNOWN = List.of( //
		new Known("gson", "com.google.gson.JsonParser", "parseString", List.of("java.lang.String"),
			"Models, data sets and settings cannot be read with it"), //
		new Known("jna", "com.sun.jna.Native", "load", List.of("java.lang.String", "java.lang.Class"),
			"With it no GPU is found"));

	private static final String ADVICE = "Update Fiji (Help > Update...), and if that does not help, remove the jar, or the update" +
		" site that it came with.";

	private Libraries() {}

	/**
	 * What is wrong with the libraries that a class loader sees.
	 *
	 * @return one line each, naming jars and versions, and what to do; empty if nothing is wrong
	 */
	public static List<String> conflicts(final ClassLoader loader) {
		final List<String> lines = new ArrayList<>();
		for (final Known known : KNOWN) {
			final List<Path> jars = jars(loader, known.type());
			if (jars.isEmpty()) continue;
			final String first = describe(jars.get(0));
			if (!has(loader, known)) lines.add("The " + known.name() + " in " + first + " is too old: " + known.consequence() + ". " +
				ADVICE);
			else if (jars.size() > 1) lines.add("There are " + jars.size() + " of " + known.name() + "; " + first +
				" is used, and not " + String.join(" or ", jars.stream().skip(1).map(Libraries::describe).toList()) + ".");
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

	/** The jars that hold a class, the one that is used first. */
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

	/** What the jar says of itself: in what Maven left, or in its manifest. */
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
