package sfumato.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its generated blocks, links, headings and macro lines. */
final class MarkdownPage {

	private static final Pattern BLOCK = Pattern.compile("(?s)<!-- generated: (.+?) -->\n(.*?)<!-- end -->");
	private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
	private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
	private static final Pattern RUN = Pattern.compile("run\\(\"([^\"]+)\", \"([^\"]*)\"\\)");

	/** One line {@code run("Fuse Raters...", "method=average")}. */
	record MacroLine(String command, String options) {}

	/**
	 * A row of a table that leads to a page.
	 *
	 * @param heading of the section, for its first row, else null
	 */
	record Entry(String heading, String title, String link, String description) {}

	private static final Pattern ENTRY = Pattern.compile("(?m)^## (.+)$|^\\| \\[([^]]+)]\\(([^)]+)\\) \\| (.+) \\|$");

	private final Path file;
	private final String text;

	private MarkdownPage(final Path file, final String text) {
		this.file = file;
		this.text = text;
	}

	static MarkdownPage read(final Path file) {
		try {
			return new MarkdownPage(file, Files.readString(file));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The documentation: everything under docs and the pages of the project's root, from its directory. */
	static List<Path> all() {
		try (Stream<Path> root = Files.list(Path.of("")); Stream<Path> docs = Files.walk(Path.of("docs"))) {
			return Stream.concat(root, docs).filter(f -> f.toString().endsWith(".md")).sorted().toList();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	void write() {
		try {
			Files.writeString(file, text);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	String text() {
		return text;
	}

	/** What the generated blocks are of. */
	Set<String> blocks() {
		final Set<String> blocks = new LinkedHashSet<>();
		for (final Matcher m = BLOCK.matcher(text); m.find();)
			blocks.add(m.group(1));
		return blocks;
	}

	/** The same page with the blocks as a generator writes them. */
	MarkdownPage renewed(final UnaryOperator<String> generator) {
		return new MarkdownPage(file, BLOCK.matcher(text).replaceAll(m -> Matcher.quoteReplacement("<!-- generated: " + m.group(1) +
			" -->\n" + generator.apply(m.group(1)) + "<!-- end -->")));
	}

	/** The rows of tables that begin with a link to a page, under their headings. */
	List<Entry> entries() {
		final List<Entry> entries = new ArrayList<>();
		String heading = null;
		for (final Matcher m = ENTRY.matcher(text); m.find();)
			if (m.group(1) != null) heading = m.group(1);
			else {
				entries.add(new Entry(heading, m.group(2), m.group(3), m.group(4)));
				heading = null;
			}
		return entries;
	}

	/** The names in code in the first cells of the tables below a heading of the second level, until the next one; with repetitions. */
	List<String> namesUnder(final String heading) {
		final List<String> names = new ArrayList<>();
		boolean under = false;
		for (final String line : text.split("\n"))
			if (line.startsWith("## ")) under = line.substring(3).equals(heading);
			else if (under && line.startsWith("| `")) for (final Matcher m = CODE.matcher(line.substring(2, line.indexOf(" |", 2))); m
				.find();)
				names.add(m.group().replace("`", ""));
		return names;
	}

	List<MacroLine> macroLines() {
		final List<MacroLine> lines = new ArrayList<>();
		for (final Matcher m = RUN.matcher(text); m.find();)
			lines.add(new MacroLine(m.group(1), m.group(2)));
		return lines;
	}

	/** Links to files and headings of the project that are not there. */
	List<String> brokenLinks() {
		final List<String> broken = new ArrayList<>();
		final String prose = CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
		for (final Matcher m = LINK.matcher(prose); m.find();)
			if (!m.group(1).matches("[a-z]+:.*") && !leadsSomewhere(m.group(1))) broken.add(file + ": " + m.group(1));
		return broken;
	}

	private boolean leadsSomewhere(final String link) {
		final int hash = link.indexOf('#');
		final String path = hash < 0 ? link : link.substring(0, hash);
		final Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
		if (!Files.exists(target)) return false;
		return hash < 0 || read(target).anchors().contains(link.substring(hash + 1));
	}

	/** The names under which GitHub makes headings reachable. */
	private Set<String> anchors() {
		final Set<String> anchors = new LinkedHashSet<>();
		final Map<String, Integer> seen = new HashMap<>();
		for (final Matcher m = HEADING.matcher(FENCE.matcher(text).replaceAll("")); m.find();) {
			final String anchor = m.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
			final int before = seen.merge(anchor, 1, Integer::sum) - 1;
			anchors.add(before == 0 ? anchor : anchor + "-" + before);
		}
		return anchors;
	}
}
