package sfumato.commands.macro;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.text.UserException;

/** Parses and writes the option text of a macro's {@code run}: {@code key=value key=[value with blanks] key='value' flag}. */
public final class OptionText {

	private final String text;
	private int at;

	private OptionText(final String text) {
		this.text = text;
	}

	/**
	 * Parses options in their order. A key without a value gives null.
	 *
	 * @throws UserException if a bracket or quote is not closed, or an option is given twice
	 */
	public static Map<String, String> parse(final String text) {
		return new OptionText(text).all();
	}

	/** Writes options so that {@link #parse} reads them back; no value may be null. */
	public static String write(final Map<String, String> options) {
		return options.entrySet().stream().map(o -> o.getKey() + "=" + nearlyQuoted(o.getValue())).collect(Collectors.joining(
			" "));
	}

	/**
	 * Quotes a value after {@code key=} so that {@link #parse} reads the same value back.
	 *
	 * @throws UserException if the value has unbalanced brackets and an apostrophe, which no form can represent
	 */
	public static String quoted(final String value) {
		if (!bracketsMatch(value) && value.indexOf('\'') >= 0) throw new UserException(MacroMessages.notWritable(value));
		return nearlyQuoted(value);
	}

	/** Approximates a value that no form can represent by a readable one. */
	private static String nearlyQuoted(final String value) {
		if (value.matches("[\\w./:,+*-]+")) return value;
		return bracketsMatch(value) || value.indexOf('\'') >= 0 ? "[" + value + "]" : "'" + value + "'";
	}

	private static boolean bracketsMatch(final String value) {
		int depth = 0;
		for (int i = 0; i < value.length() && depth >= 0; i++)
			depth += value.charAt(i) == '[' ? 1 : value.charAt(i) == ']' ? -1 : 0;
		return depth == 0;
	}

	private Map<String, String> all() {
		final Map<String, String> options = new LinkedHashMap<>();
		for (skipBlanks(); at < text.length(); skipBlanks()) {
			final int start = at;
			while (at < text.length() && !isBlank() && text.charAt(at) != '=')
				at++;
			final String key = text.substring(start, at);
			final String value = at < text.length() && text.charAt(at) == '=' ? value(key) : null;
			if (options.containsKey(key)) throw new UserException(MacroMessages.givenTwice(key));
			options.put(key, value);
		}
		return options;
	}

	/** Reads a value. Brackets nest, as in ImageJ. */
	private String value(final String key) {
		final int start = ++at;
		if (at == text.length() || isBlank()) return "";
		final char first = text.charAt(at);
		if (first == '\'') return upTo(text.indexOf('\'', start + 1), key, "quote");
		if (first != '[') {
			while (at < text.length() && !isBlank())
				at++;
			return text.substring(start, at);
		}
		int depth = 0, end = start;
		do {
			if (text.charAt(end) == '[') depth++;
			else if (text.charAt(end) == ']') depth--;
			end++;
		}
		while (depth > 0 && end < text.length());
		return upTo(depth > 0 ? -1 : end - 1, key, "bracket");
	}

	private String upTo(final int end, final String key, final String what) {
		if (end < 0) throw new UserException(MacroMessages.notClosed(key, what));
		final String value = text.substring(at + 1, end);
		at = end + 1;
		return value;
	}

	private void skipBlanks() {
		while (at < text.length() && isBlank())
			at++;
	}

	private boolean isBlank() {
		return Character.isWhitespace(text.charAt(at));
	}
}
