package sfumato;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

/** Compares what people read with the message that is meant, whose words tests need not repeat. */
public final class Says {

	/** For a text of a message that does not matter. */
	public static final String ANY = "\u2026any\u2026";

	/** For a number of a message that does not matter. */
	public static final int SOME = 77_777_777;

	private static final Pattern OPEN = Pattern.compile(ANY + "|" + SOME + "|" + Pattern.quote(Float.toString(SOME)) + "|" +
		Pattern.quote(Double.toString(SOME)));

	private Says() {}

	/** That the text holds the message, with anything in the place of {@link #ANY} and {@link #SOME}. */
	public static void assertSays(final String message, final String text) {
		assertNotNull(text, message);
		assertTrue(says(message, text), () -> "Meant: " + message + "\nFound: " + text);
	}

	/** Whether the text holds the message, with anything in the place of {@link #ANY} and {@link #SOME}. */
	public static boolean says(final String message, final String text) {
		final StringBuilder pattern = new StringBuilder();
		final String[] parts = OPEN.split(message, -1);
		for (int i = 0; i < parts.length; i++)
			pattern.append(i > 0 ? ".*?" : "").append(Pattern.quote(parts[i]));
		return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(text).find();
	}
}
