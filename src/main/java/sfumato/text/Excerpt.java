package sfumato.text;

/**
 * Shortens values for messages. A value that came out of a file may have millions of letters, or lines of its own; what a person needs
 * is how it begins and how it ends.
 */
public final class Excerpt {

	/** Maximum length of a value in a message, in characters. */
	public static final int VALUE = 80;
	/** Maximum length of a message of another library, in characters. */
	public static final int SENTENCE = 300;

	private Excerpt() {}

	/** Abbreviates a value to one line of at most {@value #VALUE} characters. Short values stay unchanged. */
	public static String of(final Object value) {
		return shorten(String.valueOf(value), VALUE);
	}

	/** Abbreviates a message to one line of at most {@value #SENTENCE} characters, to quote it in another message. */
	public static String sentence(final Object message) {
		return shorten(String.valueOf(message), SENTENCE);
	}

	/**
	 * Escapes a text for HTML. Every name of a file or class that a label shows must be escaped, because a tag in a name could load a picture
	 * from the internet.
	 */
	public static String html(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** Abbreviates a text in its middle to one line of at most the given number of characters. */
	public static String shorten(final String text, final int most) {
		if (text.length() <= most && text.chars().noneMatch(Excerpt::isInvisible)) return text;
		// a letter that cannot be seen becomes up to six that can
		if (text.length() <= most) return cut(visible(text), most);
		return cut(visible(text.substring(0, most)), most * 2 / 3) + "…" + end(visible(text.substring(text.length() - most)), most / 3 -
			1);
	}

	private static String cut(final String text, final int most) {
		if (text.length() <= most) return text;
		final int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
		return text.substring(0, end);
	}

	private static String end(final String text, final int most) {
		final int start = Math.max(0, text.length() - most);
		return text.substring(start < text.length() && Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
	}

	private static boolean isInvisible(final int c) {
		return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
	}

	private static String visible(final String text) {
		final StringBuilder out = new StringBuilder();
		text.chars().forEach(c -> {
			if (c == '\n') out.append("\\n");
			else if (c == '\r') out.append("\\r");
			else if (c == '\t') out.append("\\t");
			else if (isInvisible(c)) out.append(String.format("\\u%04x", c));
			else out.append((char) c);
		});
		return out.toString();
	}
}
