package sfumato.jobs.cases;

/** Messages about the cases that a job reads. */
public final class CaseMessages {

	private CaseMessages() {}

	static String noLabelMapsOf(final Object dataset, final String names) {
		return "Images of " + dataset + ", without label maps: " + names;
	}

	public static String trainedAndValidated(final String names) {
		return "The cases " + names + " are both to be trained and validated on; a network knows what it was trained on.";
	}

	public static String nothingLeftToTrain(final String names) {
		return "All cases are for validation (" + names + "), so that none is left to train on.";
	}

	public static String ratersClasses(final int classes, final String model, final int wanted) {
		return "The raters use " + classes + " classes but the model \"" + model + "\" knows " + wanted + ".";
	}

	public static String caseChannels(final String caseName, final int channels, final String model, final int wanted) {
		return "The image of case " + caseName + " has " + channels + (channels == 1 ? " channel" : " channels") +
			" but the model \"" + model + "\" takes " + wanted + ".";
	}

	static String nothingLabelled(final String names) {
		return "No pixel is labelled in " + names + "; left out.";
	}

	static String noLabels(final String title, final String names) {
		return "Images of \"" + title + "\", without labels: " + names;
	}

	public static String cases(final Object dataset, final String names) {
		return "Cases of " + dataset + ": " + names;
	}
}
