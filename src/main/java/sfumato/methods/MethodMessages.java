package sfumato.methods;

import sfumato.text.Excerpt;

/** Messages about methods and their options as text. */
public final class MethodMessages {

	private MethodMessages() {}

	public static String givenTwice(final Object method) {
		return "\"" + method + "\" is given twice; once is enough.";
	}

	public static String empty() {
		return "A method is missing; the text is empty.";
	}

	static String notClosed(final String text) {
		return "\"" + Excerpt.of(text) + "\" lacks its closing bracket.";
	}

	public static String noOption(final String option, final String text) {
		return "\"" + Excerpt.of(option) + "\" in \"" + Excerpt.of(text) + "\" is not an option; options are written key: " +
			"value.";
	}

	static String optionTwice(final String key, final String text) {
		return "Option \"" + key + "\" is given twice in \"" + Excerpt.of(text) + "\".";
	}

	static String noName(final String text) {
		return "\"" + text + "\" does not start with the name of a method.";
	}

	static String noWeight(final String number, final String text) {
		return "\"" + Excerpt.of(number) + "\" in \"" + text + "\" is not a weight; weights are positive numbers.";
	}

	static String tooLong(final String text, final int n, final int most) {
		return "\"" + Excerpt.of(text) + "\" has " + n + " letters; methods are written in " + most + " at most.";
	}

	static String tooDeep(final String text, final int most) {
		return "\"" + Excerpt.of(text) + "\" has more than " + most + " brackets in each other.";
	}

	static String notOpened(final String text) {
		return "\"" + Excerpt.of(text) + "\" has a closing bracket without an opening one.";
	}

	static String lacksBracket(final String text) {
		return "\"" + Excerpt.of(text) + "\" lacks a closing bracket.";
	}

	public static String unknown(final String kind, final String name, final String names) {
		return "There is no " + kind + " named \"" + Excerpt.of(name) + "\". Known: " + names + ".";
	}

	static String hasNoOptions(final String option, final String method) {
		return "Unknown option \"" + option + "\": " + method + " has no options.";
	}

	public static String unknownOption(final String option, final String method, final String known) {
		return "Unknown option \"" + Excerpt.of(option) + "\" of " + method + ". Known: " + known + ".";
	}

	public static String optionWithEquals(final String option, final String text) {
		return "\"" + Excerpt.of(option) + "\" in \"" + Excerpt.of(text) + "\" is not an option; options are written key: " +
			"value (a colon, not =).";
	}
}
