package sfumato.training.settings;

import sfumato.text.Excerpt;

/** Messages about the settings of a training. */
public final class SettingsMessages {

	private SettingsMessages() {}

	static String noLabelMode(final String text) {
		return "\"" + text + "\" is no label mode; write a fusion, or a fusion+smoothing, e.g. majority+boundary(epsilon: 0.5).";
	}

	static String sameLabelMode(final String other, final String mode) {
		return "\"" + other + "\" and \"" + mode + "\" are the same label mode; each is given once.";
	}

	static String smoothingOfSoft(final String smoothing, final String fusion) {
		return "smoothing=" + smoothing + " is for hard labels, but fusion=" + fusion + " gives soft ones. Use fusion=majority " +
			"or fusion=random-rater, or smoothing=none.";
	}

	static String statistics(final int most, final int statistics) {
		return "statistics must be a number of batches from 1 to " + most + ", or 0 to keep the running statistics, but is " +
			statistics + ".";
	}

	public static String noKey(final String name, final String known) {
		return "A training has no choice \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}

	public static String noPreset(final String name, final String known) {
		return "There is no preset \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}
}
