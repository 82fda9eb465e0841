package sfumato.commands.wizard;

/** Messages to people, for the classes of this package and for tests. */
final class WizardMessages {

	private WizardMessages() {}

	static String needsScreen(final String label) {
		return label + " needs a screen and a user. Run the macro that its button \"Save macro...\" has written, or " +
			"macros/Quickstart.ijm, or the commands themselves: Rater Agreement..., Fuse Raters..., Train Network..., " +
			"Recalibrate Model..., Evaluate Model... and Predict Segmentation...";
	}

	static String noUsableCase(final String problems) {
		return "No case of the folder can be used. " + problems;
	}

	static String nothingChosen() {
		return "Choose a case or an image to segment.";
	}

	static String notWritten(final String file) {
		return "\"" + file + "\" cannot be written.";
	}

	static String tooFewParts(final int least, final int parts) {
		return "There must be at least " + least + " parts (to train, to recalibrate and to test), but there are " + parts + ".";
	}

	static String tooFewCases(final int n, final int patients, final int least) {
		return "The " + n + " cases are of " + patients + (patients == 1 ? " patient" : " patients") + ", but at least " + least +
			" are needed: to train, to recalibrate and to test.";
	}
}
