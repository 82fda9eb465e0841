package sfumato.docs;

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

/** Messages that the page quotes are what somebody will see: their words stand in the code. */
class TroubleshootingTest {

	private static final Path PAGE = Path.of("docs/troubleshooting.md");
	/** The first cell of a row, where it is a message. */
	private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)`");
	private static final Pattern VARIABLE = Pattern.compile("[…\"]+");
	private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

	@Test
	void quotesMessagesOfTheCode() throws IOException {
		final String code = code();
		final List<String> strange = new ArrayList<>();
		int messages = 0;
		for (final Matcher m = MESSAGE.matcher(Files.readString(PAGE)); m.find(); messages++)
			for (final String words : VARIABLE.split(m.group(1)))
				if (!code.contains(words)) strange.add(m.group(1) + ": \"" + words + "\"");
		assertEquals(List.of(), strange, "Words that no source has in a text; is the message another one now?");
		assertTrue(messages > 20, () -> PAGE + " is not read as it is written");
	}

	/** All sources, with texts in several pieces put together. */
	private static String code() throws IOException {
		final StringBuilder code = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList())
				code.append(CONCATENATION.matcher(Files.readString(file).replace("\\\"", "\u0000")).replaceAll("")).append('\n');
		}
		return code.toString();
	}
}
