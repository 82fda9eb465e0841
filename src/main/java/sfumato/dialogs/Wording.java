package sfumato.dialogs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/**
 * Rewrites messages for people who look at a dialog. Messages name inputs by their keys ({@code overwrite=true}), as macros, scripts
 * and the log do. A dialog has labels.
 */
public final class Wording {

	/** Keys at the beginning of a sentence: {@code task, cases and size choose from a dataset}. */
	private static final Pattern SUBJECT = Pattern.compile("^([a-z]+(?:, [a-z]+)*(?: and [a-z]+)?) (?:is|are|has|have|would|must|needs|says?|" +
		"chooses?|compares?|tells?|takes?)\\b");
	/** Keys in parentheses: {@code two folders (predictions and references)}. */
	private static final Pattern PARENTHESIS = Pattern.compile("\\(([a-z]+(?:, [a-z]+)*(?: and [a-z]+)?)\\)");
	private static final Pattern KEY = Pattern.compile("[a-z]+");
	private static final Pattern HINT = Pattern.compile(" \\([^()]*\\)$");

	private Wording() {}

	/** The label of an input without the hint behind it: {@code Tile size} for {@code Tile size (pixels, 0 = auto)}. */
	public static String label(final ModuleItem<?> input) {
		final String label = input.getLabel() == null || input.getLabel().isBlank() ? input.getName() : input.getLabel();
		return HINT.matcher(label).replaceFirst("");
	}

	/**
	 * A message in which the keys of a command's inputs are their labels: {@code set overwrite=true} is {@code switch on "Overwrite"}, and
	 * {@code axis=slice} is {@code "Rater axis": slice}.
	 */
	public static String ofDialog(final ModuleInfo command, final String message) {
		final Map<String, String> labels = new HashMap<>();
		for (final ModuleItem<?> input : command.inputs())
			if (isInput(input)) labels.put(input.getName(), label(input));
		String result = lists(PARENTHESIS, lists(SUBJECT, message, labels, false), labels, true);
		for (final Map.Entry<String, String> input : labels.entrySet())
			result = labelled(result, input.getKey(), input.getValue());
		return result;
	}

	/** A message with labels in place of lists that have keys alone. */
	private static String lists(final Pattern pattern, final String message, final Map<String, String> labels, final boolean quoted) {
		final Matcher list = pattern.matcher(message);
		final StringBuilder out = new StringBuilder();
		int end = 0;
		while (list.find()) {
			final String[] keys = list.group(1).split(", | and ");
			if (!Arrays.stream(keys).allMatch(labels::containsKey)) continue;
			out.append(message, end, list.start(1));
			end = list.end(1);
			final boolean marks = quoted || keys.length > 1;
			out.append(KEY.matcher(list.group(1)).replaceAll(k -> labels.containsKey(k.group()) ? Matcher.quoteReplacement(marks ? "\"" +
				labels.get(k.group()) + "\"" : labels.get(k.group())) : k.group()));
		}
		return out.append(message.substring(end)).toString();
	}

	private static String labelled(final String message, final String key, final String label) {
		final String k = "(?<![\\w.=-])" + Pattern.quote(key), quoted = Matcher.quoteReplacement("\"" + label + "\"");
		return message
			.replaceAll("\\b(?:set|say|choose) " + k + "=true\\b", "switch on " + quoted)
			.replaceAll("\\b(?:set|say|choose) " + k + "=false\\b", "switch off " + quoted)
			.replaceAll("\\bSet " + k + "=true\\b", "Switch on " + quoted)
			.replaceAll("\\bSet " + k + "=false\\b", "Switch off " + quoted)
			.replaceAll(k + "=true\\b", quoted + " switched on")
			.replaceAll(k + "=false\\b", quoted + " switched off")
			.replaceAll("\\b([Ss]et|say|choose) " + k + "=(?=[^\\s….])", "$1 " + quoted + " to ")
			.replaceAll(k + "=…", quoted)
			.replaceAll(k + "=(?=\\S)", quoted + ": ")
			.replaceAll("The option \"" + Pattern.quote(key) + "\" of [^;()]*? is missing", quoted + " is missing")
			.replaceAll("\\bleave " + Pattern.quote(key) + " out\\b", "leave " + quoted + " out");
	}

	/** The input that a message names first by its key, or null. */
	static ModuleItem<?> named(final ModuleInfo command, final String message) {
		ModuleItem<?> first = null;
		int at = Integer.MAX_VALUE;
		for (final ModuleItem<?> input : command.inputs()) {
			if (!isInput(input)) continue;
			final Matcher m = Pattern.compile("(?<![\\w.=-])" + Pattern.quote(input.getName()) + "=|^" + Pattern.quote(input.getName()) +
				"\\b|The option \"" + Pattern.quote(input.getName()) + "\"").matcher(message);
			if (m.find() && m.start() < at) {
				at = m.start();
				first = input;
			}
		}
		return first;
	}

	private static boolean isInput(final ModuleItem<?> input) {
		return input.getVisibility() != ItemVisibility.MESSAGE && !Service.class.isAssignableFrom(input.getType());
	}
}
