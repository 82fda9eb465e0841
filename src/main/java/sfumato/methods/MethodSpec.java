package sfumato.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * The parsed text form of one method: a name and the given options, in the given order. Nothing is known here about which names and
 * options exist; that is {@link Methods}' part.
 *
 * @param name the name as written, without surrounding blanks
 * @param options keys and values as written; a value may be the text form of another method
 */
public record MethodSpec(String name, Map<String, String> options) {

	/** Maximum length of a text and maximum depth of its brackets. */
	private static final int LONGEST = 10_000, DEEPEST = 20;

	public MethodSpec {
		options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
	}

	/** A method of a weighted sum with its weight. */
	public record Term(double weight, MethodSpec method) {
		@Override
		public String toString() {
			return weight == 1 ? method.toString() : number(weight) + "*" + method;
		}
	}

	/**
	 * Parses the text of one method.
	 *
	 * @throws UserException if the text is not of the form {@code name(key: value, …)}
	 */
	public static MethodSpec parse(final String text) {
		if (text == null || text.isBlank()) throw new UserException(MethodMessages.empty());
		final String s = text.strip();
		final int open = s.indexOf('(');
		if (open < 0) return new MethodSpec(name(s, text), Map.of());
		if (!s.endsWith(")")) throw new UserException(MethodMessages.notClosed(text));
		final String inside = s.substring(open + 1, s.length() - 1);
		final Map<String, String> options = new LinkedHashMap<>();
		final Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		if (!inside.isBlank()) for (final String option : split(inside, ',', text)) {
			final int colon = option.indexOf(':');
			if (colon < 0) throw new UserException(option.contains("=") ? MethodMessages.optionWithEquals(option.strip(), text)
				: MethodMessages.noOption(option.strip(), text));
			final String key = option.substring(0, colon).strip();
			if (!keys.add(key)) throw new UserException(MethodMessages.optionTwice(Excerpt.of(key), text));
			options.put(key, option.substring(colon + 1).strip());
		}
		return new MethodSpec(name(s.substring(0, open), text), options);
	}

	/**
	 * Parses a weighted sum of methods, e.g. {@code 0.25*cross-entropy + 0.75*dice-semimetric}.
	 *
	 * @throws UserException if a weight is not a finite positive number or a method is malformed
	 */
	public static List<Term> parseSum(final String text) {
		if (text == null || text.isBlank()) throw new UserException(MethodMessages.empty());
		final List<Term> terms = new ArrayList<>();
		for (final String term : split(text, '+', text)) {
			final int star = term.indexOf('*');
			final int open = term.indexOf('(');
			if (star < 0 || open >= 0 && star > open) terms.add(new Term(1, parse(term)));
			else terms.add(new Term(weight(term.substring(0, star).strip(), text), parse(term.substring(star + 1))));
		}
		return terms;
	}

	/** Splits a list of methods or sums at its commas. Commas inside brackets do not separate. */
	public static List<String> splitList(final String text) {
		return split(text, ',', text).stream().map(String::strip).toList();
	}

	/** Returns the text form: {@code name} or {@code name(key: value, …)}. */
	@Override
	public String toString() {
		return options.isEmpty() ? name : options.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
			.collect(Collectors.joining(", ", name + "(", ")"));
	}

	/** Formats a number without needless decimals: 3 rather than 3.0. */
	static String number(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}

	private static String name(final String name, final String text) {
		final String n = name.strip();
		if (!n.matches("[A-Za-z][A-Za-z0-9_-]*")) throw new UserException(MethodMessages.noName(Excerpt.of(text.strip())));
		return n;
	}

	private static double weight(final String number, final String text) {
		try {
			final double w = Double.parseDouble(number);
			if (w > 0 && w < Double.POSITIVE_INFINITY) return w;
		}
		catch (final NumberFormatException e) {
			// told below
		}
		throw new UserException(MethodMessages.noWeight(number, Excerpt.of(text.strip())));
	}

	private static List<String> split(final String s, final char separator, final String whole) {
		if (whole.length() > LONGEST) throw new UserException(MethodMessages.tooLong(whole, whole.length(), LONGEST));
		final List<String> parts = new ArrayList<>();
		int depth = 0, start = 0;
		for (int i = 0; i < s.length(); i++) {
			final char c = s.charAt(i);
			if (c == '(' && ++depth > DEEPEST) throw new UserException(MethodMessages.tooDeep(whole, DEEPEST));
			if (c == ')' && --depth < 0) throw new UserException(MethodMessages.notOpened(whole));
			else if (c == separator && depth == 0 && !isInNumber(s, i)) {
				parts.add(s.substring(start, i));
				start = i + 1;
			}
		}
		if (depth > 0) throw new UserException(MethodMessages.lacksBracket(whole));
		parts.add(s.substring(start));
		return parts;
	}

	/** Whether the plus at position i is part of a number like 1e+3, and not of a sum like m1e+3*b. */
	private static boolean isInNumber(final String s, final int i) {
		if (s.charAt(i) != '+' || i < 2 || Character.toLowerCase(s.charAt(i - 1)) != 'e' || i + 1 == s.length() || !Character.isDigit(
			s.charAt(i + 1))) return false;
		int start = i - 1;
		while (start > 0 && (isDigit(s.charAt(start - 1)) || s.charAt(start - 1) == '.'))
			start--;
		return start < i - 1 && (start == 0 || !isPartOfName(s.charAt(start - 1)));
	}

	private static boolean isDigit(final char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isPartOfName(final char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '-';
	}
}
