package sfumato.dialogs;

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

	/** What may stand behind a key that begins a sentence. */
	private static final String VERBS = "is|are|has|have|would|must|needs";
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
		String result = message;
		for (final ModuleItem<?> input : command.inputs())
			if (isInput(input)) result = labelled(result, input.getName(), label(input));
		return result;
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
			.replaceAll("^" + Pattern.quote(key) + "(?= (?:" + VERBS + ") )", Matcher.quoteReplacement(label));
	}

	/** The input that a message names first by its key, or null. */
	static ModuleItem<?> named(final ModuleInfo command, final String message) {
		ModuleItem<?> first = null;
		int at = Integer.MAX_VALUE;
		for (final ModuleItem<?> input : command.inputs()) {
			if (!isInput(input)) continue;
			final Matcher m = Pattern.compile("(?<![\\w.=-])" + Pattern.quote(input.getName()) + "=|^" + Pattern.quote(input.getName()) +
				" (?:" + VERBS + ") ").matcher(message);
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
