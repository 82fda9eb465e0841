package sfumato.training.settings;

import java.util.ArrayList;
import java.util.List;

import sfumato.methods.MethodSpec;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * A label fusion with an optional label smoothing after a plus sign, as one text, e.g. {@code average} or
 * {@code majority+boundary(epsilon: 0.5)}.
 *
 * @param name the text as it was written
 * @param labels what it means
 */
public record LabelMode(String name, TrainingConfiguration.Labels labels) {

	/**
	 * The label mode that a text describes.
	 *
	 * @throws UserException in a sentence: not of that form, an unknown method, or soft labels to be smoothed
	 */
	public static LabelMode parse(final String text) {
		final List<MethodSpec.Term> terms = MethodSpec.parseSum(text);
		if (terms.size() > 2 || terms.stream().anyMatch(t -> t.weight() != 1)) throw new
			UserException(SettingsMessages.noLabelMode(text.strip()));
		return new LabelMode(text.strip(), new TrainingConfiguration.Labels(terms.get(0).method().toString(), terms.size() == 1
			? "none" : terms.get(1).method().toString()));
	}

	/**
	 * The label modes of a comma-separated list; commas inside brackets do not separate.
	 *
	 * @throws UserException as {@link #parse}, or if two of them mean the same
	 */
	public static List<LabelMode> parseList(final String text) {
		final List<LabelMode> modes = new ArrayList<>();
		for (final String part : MethodSpec.splitList(text)) {
			final LabelMode mode = parse(part);
			for (final LabelMode other : modes)
				if (other.labels().equals(mode.labels())) throw new
					UserException(SettingsMessages.sameLabelMode(Excerpt.of(other.name()), mode.name()));
			modes.add(mode);
		}
		return modes;
	}
}
