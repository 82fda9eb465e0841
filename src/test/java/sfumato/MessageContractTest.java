package sfumato;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Sentences for people stand in the message classes and nowhere else, so that better words change one line. */
class MessageContractTest {

	private static final Path MAIN = Path.of("src/main/java");

	private static final Path TESTS = Path.of("src/test/java");

	/** Packages that write documents and pictures, whose sentences stand where they are put together. */
	private static final List<String> DOCUMENTS = List.of("export", "plots", "reports");

	private static final Pattern EXCEPTION = Pattern.compile("new (?:User|IO|EOF|Zip|Macro)Exception\\(");

	/** What else people are told with: the log, the status bar, notes, a question, the reason of an error. */
	private static final Pattern TOLD = Pattern.compile("\\b(?:(?:progress|listener)\\.(?:log|update)|(?:notes|differences)\\.(?:add|" +
		"accept)|problems\\.put|(?:log|warn)\\.accept|cancel|fail|confirm|problem|unreadable|damaged|broken|new Refused|new Claimed|" +
		"JOptionPane\\.show\\w+)\\(");

	/**
	 * What takes words that are no message: descriptions of inputs, names and rules that {@link sfumato.text.WrongValue} makes its sentence
	 * of, and what developers are told.
	 */
	private static final Pattern OTHERS = Pattern.compile("@\\w+\\(|WrongValue\\.message\\(|new IllegalStateException\\(");

	private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*)\"");

	private static final Pattern BLOCK = Pattern.compile("(?s)\"\"\".*?\"\"\"");

	/** Two literals that a line break parts. */
	private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:\\*|/\\*|//).*$");

	private static final Pattern SENTENCE = Pattern.compile("[\\s\\w%\\\\,;:].*[.?]");

	/** Quotes of this many words in a row are of a message, and not chance. */
	private static final int WORDS = 5;

	@Test
	void exceptionsTakeTheirSentencesFromMessageClasses() throws IOException {
		assertEquals(List.of(), arguments(EXCEPTION, 3));
	}

	@Test
	void whatPeopleAreToldComesFromMessageClasses() throws IOException {
		assertEquals(List.of(), arguments(TOLD, 2));
	}

	@Test
	void noSentenceStandsOutsideOfMessageClasses() throws IOException {
		final List<String> found = new ArrayList<>();
		for (final Path file : sources(MAIN)) {
			if (isMessages(file) || DOCUMENTS.contains(file.getParent().getFileName().toString())) continue;
			literals(message(file)).stream().filter(l -> words(l) >= 4 && SENTENCE.matcher(l).matches()).forEach(l -> found.add(file
				.getFileName() + ": " + l));
		}
		assertEquals(List.of(), found);
	}

	@Test
	void testsDoNotQuoteMessages() throws IOException {
		final List<String> pieces = new ArrayList<>();
		for (final Path file : sources(MAIN))
			if (isMessages(file)) literals(code(file)).stream().filter(l -> words(l) >= WORDS).forEach(pieces::add);
		assertTrue(pieces.size() > 300, () -> "only " + pieces.size() + " pieces of messages");
		final List<String> found = new ArrayList<>();
		for (final Path file : sources(TESTS)) {
			if (file.endsWith("MessageContractTest.java")) continue;
			for (final String literal : literals(code(file)))
				if (words(literal) >= WORDS) pieces.stream().filter(p -> p.contains(literal.strip()) || literal.contains(p.strip()))
					.findFirst().ifPresent(p -> found.add(file.getFileName() + ": " + literal));
		}
		assertEquals(List.of(), found);
	}

	/** The literals of at least so many words in the arguments of calls, with their files. */
	private static List<String> arguments(final Pattern call, final int words) throws IOException {
		final List<String> found = new ArrayList<>();
		for (final Path file : sources(MAIN)) {
			if (isMessages(file)) continue;
			final String source = message(file);
			final Matcher m = call.matcher(source);
			while (m.find())
				literals(source.substring(m.end(), end(source, m.end()))).stream().filter(l -> words(l) >= words).forEach(l -> found.add(
					file.getFileName() + ": " + l));
		}
		return found;
	}

	/** Whether it is a message class; those of the child process's protocol are {@code Messages} of another kind. */
	private static boolean isMessages(final Path file) {
		return file.getFileName().toString().matches("\\w+Messages\\.java") || file.endsWith("WrongValue.java");
	}

	private static List<Path> sources(final Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
		}
	}

	/** The file without comments, with literals that a line break parts put together. */
	private static String code(final Path file) throws IOException {
		return SEAM.matcher(COMMENT.matcher(Files.readString(file)).replaceAll("")).replaceAll("");
	}

	/** The file without what is no message. */
	private static String message(final Path file) throws IOException {
		final String code = BLOCK.matcher(code(file)).replaceAll("");
		final StringBuilder left = new StringBuilder();
		final Matcher m = OTHERS.matcher(code);
		int at = 0;
		while (m.find(at)) {
			left.append(code, at, m.start());
			at = Math.min(end(code, m.end()) + 1, code.length());
		}
		return left.append(code.substring(at)).toString();
	}

	private static List<String> literals(final String code) {
		return LITERAL.matcher(code).results().map(r -> r.group(1)).toList();
	}

	private static long words(final String literal) {
		return Stream.of(literal.split("\\s+")).filter(w -> w.matches(".*[A-Za-z]{2}.*|a|A|I")).count();
	}

	/** Where the brackets that begin before this place end. */
	private static int end(final String code, final int from) {
		int depth = 1;
		boolean text = false;
		for (int i = from; i < code.length(); i++) {
			final char c = code.charAt(i);
			if (c == '\\' && text) i++;
			else if (c == '"') text = !text;
			else if (!text && c == '(') depth++;
			else if (!text && c == ')' && --depth == 0) return i;
		}
		return code.length();
	}
}
