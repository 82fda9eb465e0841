package sfumato.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sfumato.Layers;

/** What {@code docs/architecture.md} says of packages: their layers and dependencies as compiled, and the first sentence of their pages. */
final class PackageDiagram {

	private static final Path SOURCES = Path.of("src/main/java/sfumato");
	private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?[.])(?:\\s|$)");
	private static final Pattern TAG = Pattern.compile("\\{@(code|link|linkplain) ([^}]*)}");

	private PackageDiagram() {}

	/** A row per package and sub-package, the topmost layer first. */
	static String table() {
		final StringBuilder table = new StringBuilder("| package | holds |\n|---|---|\n");
		for (final List<String> layer : Layers.fromTheTop())
			for (final String name : layer) {
				table.append(row(SOURCES.resolve(name), "`" + name + "`"));
				try (Stream<Path> below = Files.list(SOURCES.resolve(name))) {
					for (final Path sub : below.filter(Files::isDirectory).sorted().toList())
						table.append(row(sub, "&nbsp;&nbsp;`" + name + "." + sub.getFileName() + "`"));
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			}
		return table.toString();
	}

	private static String row(final Path folder, final String name) {
		try {
			return "| " + name + " | " + sentence(Files.readString(folder.resolve("package-info.java"))).replace("|", "\\|") + " |\n";
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The first sentence of a page, as Markdown. */
	private static String sentence(final String page) {
		final Matcher m = SENTENCE.matcher(page);
		if (!m.find()) throw new IllegalStateException("A page of a package has no sentence: " + page);
		final String text = m.group(1).replaceAll("\\s*\\n \\*\\s*", " ").strip();
		return TAG.matcher(text).replaceAll(t -> Matcher.quoteReplacement("`" + t.group(2).replaceFirst("^sfumato\\.(?:[a-z]+\\.)*(?=[A-Z])", "") +
			"`"));
	}

	/** The layers as a Mermaid diagram. An arrow is a use; uses that follow from others are left out. */
	static String diagram() {
		final Map<String, Set<String>> uses = Layers.uses();
		final StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
		for (final List<String> layer : Layers.fromTheTop())
			for (final String from : layer)
				for (final String to : uses.getOrDefault(from, Set.of()))
					if (uses.get(from).stream().noneMatch(over -> !over.equals(to) && reachable(over, uses).contains(to))) text.append("    ").append(
						from).append(" --> ").append(to).append('\n');
		return text.append("```\n").toString();
	}

	private static Set<String> reachable(final String from, final Map<String, Set<String>> uses) {
		final Set<String> all = new TreeSet<>(uses.getOrDefault(from, Set.of()));
		all.addAll(all.stream().flatMap(p -> reachable(p, uses).stream()).collect(Collectors.toSet()));
		return all;
	}
}
