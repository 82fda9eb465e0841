package sfumato.commands.models;

/** Messages to people, for the classes of this package and for tests. */
final class ModelsMenuMessages {

	private ModelsMenuMessages() {}

	static String sourceNeedsPath(final String source) {
		return "source=" + source + " needs a path: what is to be installed.";
	}

	static String noTrainingRecord(final String label) {
		return label + ": how the model was trained cannot be read; \"training.json\" is missing, or another version wrote it.";
	}

	static String show(final String show) {
		return "show is \"" + show + "\", but must be page or plots.";
	}
}
