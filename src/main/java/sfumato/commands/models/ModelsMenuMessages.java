package sfumato.commands.models;

import java.util.Locale;

/** Messages about the commands of the menu Models. */
public final class ModelsMenuMessages {

	private ModelsMenuMessages() {}

	static String onlyShown() {
		return "Nothing has been installed. To install it, set install=true.";
	}

	static String sourceNeedsPath(final String source) {
		return "source=" + source + " needs a file or folder to install (path=…).";
	}

	static String noTrainingRecord(final String label) {
		return label + ": how the model was trained cannot be read; \"training.json\" is missing, or another version wrote it.";
	}

	static String show(final String show) {
		return "show is \"" + show + "\", but must be page or plots.";
	}

	public static String ownEngine(final boolean atOnce) {
		return "Sfumato computes with what came with it, " + when(atOnce) + ".";
	}

	public static String installed(final String version, final Object folder, final boolean atOnce) {
		return "PyTorch " + version + " is installed in " + folder + " and is used " + when(atOnce) + "; Check Sfumato... " +
			"says what it computes on.";
	}

	public static String reproduced(final double difference, final long otherLabels, final long pixels) {
		return "this machine reproduces it: " + numbers(difference, otherLabels, pixels);
	}

	public static String notReproduced(final double difference, final long otherLabels, final long pixels) {
		return "this machine DOES NOT reproduce it: " + numbers(difference, otherLabels, pixels) + ". The folder was " +
			"changed, or this machine computes something else; do not trust its predictions";
	}

	private static String when(final boolean atOnce) {
		return atOnce ? "from now on" : "after a restart";
	}

	private static String numbers(final double difference, final long otherLabels, final long pixels) {
		return String.format(Locale.ROOT, "the largest difference of two probabilities is %.1e, and %d of %d pixels have another " +
			"label", difference, otherLabels, pixels);
	}
}
