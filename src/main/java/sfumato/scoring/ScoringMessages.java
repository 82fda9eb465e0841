package sfumato.scoring;

/** Messages about the comparison of two folders. */
public final class ScoringMessages {

	private ScoringMessages() {}

	public static String patientClasses(final String patient, final String caseName, final int n, final String otherCase, final int otherN)
	{
		return "Patient " + patient + " cannot be pooled, as case " + caseName + " has " + n + " classes and case " + otherCase +
			" has " + otherN + ".";
	}

	static String noImages(final Object folder) {
		return "There are no images in \"" + folder + "\"; predictions are files like case01.tif (or .nii.gz, .nii, .png) in it.";
	}

	static String taskOfImages(final String task, final Object folder) {
		return "task=" + task + " is given, but \"" + folder + "\" holds images and is no dataset; leave task out.";
	}

	static String twoFiles(final Object folder, final Object file, final Object otherFile) {
		return "\"" + folder + "\" has both " + file + " and " + otherFile + "; remove one.";
	}

	static String noPrediction(final Object folder, final String caseName) {
		return "\"" + folder + "\" has no prediction of case " + caseName + ", which would be a file like " + caseName + ".tif or "
			+ caseName + "-probabilities.tif; or leave the case out.";
	}

	static String severalPredictions(final Object folder, final String caseName, final String files) {
		return "\"" + folder + "\" has several predictions of case " + caseName + ": " + files + ". Put them into folders of " +
			"their own.";
	}

	static String noCases() {
		return "There are no cases; at least one is needed.";
	}

	static String noSums(final Object file, final String column, final String expression) {
		return "\"" + file + "\" has no column \"" + column + "\", which Evaluate Model..., Evaluate Segmentation... and " +
			"Cross-Validate... write and pooling needs. Write it again, or use group=[" + expression + "], which compares means over " +
			"the cases of a patient.";
	}

	public static String meansOfPatients(final String columns) {
		return "Of " + columns + " there are no sums, so a patient's value is the mean over the cases.";
	}

	static String leftOut(final long lacking) {
		return lacking + (lacking == 1 ? " case is" : " cases are") + " left out, because not all methods have " + (lacking == 1 ?
			"it." : "them.");
	}

	public static String otherSums(final String column, final String name, final String method, final int n) {
		return "The column \"" + column + "\" does not say how " + name + " is made of sums (\"" + method + "\" of " + n +
			" numbers): it is not what Sfumato writes there.";
	}

	public static String damagedSums(final String column, final String part) {
		return "The column \"" + column + "\" holds \"" + part + "\", which is not what Sfumato writes there.";
	}

	public static String isFile(final Object file) {
		return "There is no folder \"" + file + "\"; it is a file.";
	}

	public static String scoring(final String caseName) {
		return "Scoring " + caseName;
	}

	public static String scored(final int cases) {
		return "Scored " + cases + " cases";
	}
}
