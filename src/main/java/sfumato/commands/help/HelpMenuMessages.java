package sfumato.commands.help;

/** Messages to people, for the classes of this package and for tests. */
final class HelpMenuMessages {

	private HelpMenuMessages() {}

	static String noModelNamed(final String label) {
		return label + ": no model is named and no image is open that Sfumato made, so this is about Sfumato alone.";
	}

	static String modelIsGone(final String label, final Object folder) {
		return label + ": the model \"" + folder + "\" of the image is not there any more.";
	}

	static String modelHasChanged(final String label, final Object folder) {
		return label + ": the model \"" + folder + "\" has changed since it made the image, so nothing is said of it.";
	}
}
