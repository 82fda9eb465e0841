package sfumato.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Reads the sources: a message that quotes a value shortens it, because a value of a file or a macro may have millions of letters. */
class QuotedValuesTest {

	/** A value between quotation marks of a message: {@code "… \"" + value + "\" …"}. */
	private static final Pattern QUOTED = Pattern.compile("\\\\\"\"\\s*\\+\\s*([a-z]\\w*(?:\\.\\w+\\(\\))*)\\s*\\+\\s*\"\\\\\"");
	/** The last word of an expression that is a path, which the user needs as a whole, or a constant. */
	private static final Pattern WHOLE = Pattern.compile("(?i).*(file|folder|path|output|dataset|url|get|javaName|java|csv)(\\(\\))?|g");

	/** The quoted values of a source that are texts, inside of an exception, and not shortened. */
	private static List<String> unshortened(final String source) {
		final List<String> found = new ArrayList<>();
		for (final Matcher m = QUOTED.matcher(source); m.find();) {
			final String value = m.group(1), variable = value.split("\\.")[0];
			final String statement = source.substring(Math.max(source.lastIndexOf(";\n", m.start()), source.lastIndexOf("{\n", m.start())) + 1, m
				.start());
			if (!statement.contains("Exception(") || WHOLE.matcher(value).matches()) continue;
			if (Pattern.compile("\\b(Path|File|int|long|double|char) " + variable + "\\b").matcher(source).find()) continue;
			found.add(value);
		}
		return found;
	}

	@Test
	void messagesShortenQuotedValues() throws IOException {
		final Path sources = Path.of(System.getProperty("basedir", ".")).resolve("src/main/java/sfumato");
		final List<String> found = new ArrayList<>();
		try (Stream<Path> files = Files.walk(sources)) {
			for (final Path f : files.filter(p -> p.toString().endsWith(".java")).sorted().toList())
				unshortened(Files.readString(f)).forEach(v -> found.add(sources.relativize(f) + ": Excerpt.of(" + v + ")"));
		}
		assertEquals(List.of(), found);
	}

	@Test
	void findsUnshortenedTextsButNotPaths() {
		assertEquals(List.of("text"), unshortened("final String text;\nthrow new UserException(\"mode is \\\"\" + text + \"\\\".\");\n"));
		assertEquals(List.of("imp.getTitle()"), unshortened("{\nthrow new UserException(\"\\\"\" + imp.getTitle() + \"\\\" is empty.\");\n"));
		assertEquals(List.of(), unshortened("{\nthrow new UserException(\"mode is \\\"\" + Excerpt.of(text) + \"\\\".\");\n"));
		assertEquals(List.of(), unshortened("final Path where;\nthrow new IOException(\"no \\\"\" + where + \"\\\".\");\n"));
	}
}
