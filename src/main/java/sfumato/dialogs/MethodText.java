package sfumato.dialogs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.methods.MethodSpec;
import sfumato.methods.Methods;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Analyses the text form of methods while it is typed: known methods, and the method at the cursor.
 *
 * @param separator the character between methods, {@code '+'} or {@code ','}; 0 if only one is allowed
 */
record MethodText(Methods<? extends SciJavaPlugin> methods, char separator) {

	/** A text that the user can choose, with its description. */
	record Choice(String text, String description) {}

	/**
	 * Finds the methods of a type.
	 *
	 * @param kind the class name of the type
	 * @param separator the character between methods; 0 if only one may be chosen
	 * @throws IllegalStateException if there is no such type
	 */
	static MethodText of(final String kind, final char separator) {
		try {
			return new MethodText(Methods.of(Class.forName(kind, false, MethodText.class.getClassLoader()).asSubclass(
				SciJavaPlugin.class)), separator);
		}
		catch (final ClassNotFoundException e) {
			throw new IllegalStateException("There is no kind of methods " + kind, e);
		}
	}

	/** Returns every method with all options and their defaults. A method that contains another method is listed once with each of those. */
	List<Choice> choices() {
		final List<Choice> choices = new ArrayList<>();
		for (final String name : methods.names()) {
			final List<Methods.Option> options = methods.options(name);
			final List<Methods.Option> inner = options.stream().filter(o -> SciJavaPlugin.class.isAssignableFrom(o.type()))
				.toList();
			for (final Methods.Option option : inner)
				for (final String other : names(option))
					choices.add(new Choice(name + "(" + option.name() + ": " + other + ")", methods.description(name)));
			if (inner.isEmpty()) choices.add(new Choice(methods.complete(name).toString(), methods.description(name)));
		}
		return choices;
	}

	/** Adds a choice to a text: it replaces a single method and extends a list or sum. */
	String add(final String text, final String choice) {
		if (separator == 0 || text.isBlank()) return choice;
		return text.stripTrailing() + (separator == ',' ? ", " : " " + separator + " ") + choice;
	}

	/**
	 * Describes the error in a text or, without an error, the method at the cursor.
	 *
	 * @param cursor the number of characters before the cursor
	 * @return HTML without its outermost tags
	 */
	String explain(final String text, final int cursor) {
		if (text.isBlank()) return "";
		try {
			complete(text);
			final String term = termAt(text, cursor).strip();
			return describe(separator == '+' ? MethodSpec.parseSum(term).get(0).method().name() : MethodSpec.parse(term).name());
		}
		catch (final UserException e) {
			return ErrorColor.html(Excerpt.html(e.getMessage()));
		}
	}

	/** What is wrong with a text, or null. */
	String problem(final String text) {
		try {
			complete(text);
			return null;
		}
		catch (final UserException e) {
			return e.getMessage();
		}
	}

	private void complete(final String text) {
		if (separator == '+') methods.completeSum(text);
		else if (separator == ',') MethodSpec.splitList(text).forEach(methods::complete);
		else methods.complete(text);
	}

	private String describe(final String name) {
		final String options = methods.options(name).stream().map(MethodText::describe).collect(Collectors.joining(", "));
		return Excerpt.html(methods.description(name)) + (options.isEmpty() ? "" : " <i>Options:</i> " + options);
	}

	private static String describe(final Methods.Option option) {
		final List<String> others = new ArrayList<>(option.type().isEnum() ? Arrays.stream(option.type().getEnumConstants()).map(
			String::valueOf).toList() : SciJavaPlugin.class.isAssignableFrom(option.type()) ? names(option) : List.of());
		others.remove(option.defaultValue());
		return Excerpt.html(option.name() + ": " + option.defaultValue() + (others.isEmpty() ? "" : " (or " + String.join(", ", others) +
			")"));
	}

	private static List<String> names(final Methods.Option option) {
		return Methods.of(option.type().asSubclass(SciJavaPlugin.class)).names();
	}

	/** Returns the method at the cursor, i.e. the part between separators outside of brackets. */
	private String termAt(final String text, final int cursor) {
		int start = 0, depth = 0;
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '(') depth++;
			else if (c == ')') depth--;
			else if (separator != 0 && c == separator && depth == 0) {
				if (cursor <= i) return text.substring(start, i);
				start = i + 1;
			}
		}
		return text.substring(start);
	}
}
