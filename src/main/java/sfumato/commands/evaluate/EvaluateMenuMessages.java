package sfumato.commands.evaluate;

/** Messages to people, for the classes of this package and for tests. */
public final class EvaluateMenuMessages {

	private EvaluateMenuMessages() {}

	static String groupAndPool() {
		return "group compares means over the cases of a patient and pool scores of all their pixels together; leave one of " +
			"them out.";
	}

	static String comparisonEnding(final Object file) {
		return "output is \"" + file + "\" but its ending must say what is written: .csv, .md (Markdown) or .txt.";
	}

	static String outputIsTable(final Object table) {
		return "output would replace the scores in \"" + table + "\"; choose another one.";
	}

	static String planesDiffer(final String title, final long planes, final int plane) {
		return "\"" + title + "\" has " + planes + " planes but plane " + (plane + 1) + " of the image is shown; they must " +
			"show the same pixels.";
	}

	static String noErrors() {
		return "errors is empty; name at least one, e.g. ece.";
	}

	static String averagingOfErrors() {
		return "averaging must be image or dataset; errors of classes are columns of their own (sce, ace).";
	}

	static String mapOfFolders(final String map) {
		return "map=" + map + " is for open images, but folders are given; open a case to see where it is wrong.";
	}

	static String equalWidthBins() {
		return "The diagram has bins of equal width, as one case is read after the other.";
	}

	static String noMetrics() {
		return "metrics is empty; name at least one, e.g. dice.";
	}

	static String objectsOfFolders() {
		return "objects=true is for open images, but folders are given; open a case to see its objects.";
	}

	static String oneFolder(final String given, final String missing) {
		return given + " is given, but " + missing + " is missing; name both folders.";
	}

	static String imageAndFolders() {
		return "Both an open image (reference) and folders are given; choose one of them.";
	}

	static String regionOfFolders() {
		return "A region is an open image, but folders are given; leave it out.";
	}

	public static String noReference(final String label) {
		return "The option \"reference\" of " + label + " is missing; name an open image, or two folders (predictions and " +
			"references).";
	}

	static String noPrediction(final String label) {
		return "The option \"prediction\" of " + label + " is missing; open an image first, or name two folders (predictions " +
			"and references).";
	}

	public static String folderOptions() {
		return "task, cases, averaging, worst and pool are for folders (predictions and references), but open images are given.";
	}

	static String ratersAndDataset() {
		return "Both raters and a dataset are given; choose one of them.";
	}

	static String noRaters() {
		return "No raters are given; name an open stack (raters=…) or a folder (dataset=…).";
	}

	static String missingOfDataset() {
		return "missing says how to read an open stack, but a dataset is given; say it in its dataset.json.";
	}

	static String nothingToCompare() {
		return "Nothing to compare is given; name an open stack (raters=…) or a folder (dataset=…).";
	}

	static String datasetOptions() {
		return "task, cases and size choose from a dataset, but an open stack is given (raters).";
	}

	static String stackOptions() {
		return "axis, classes, foreground, missing and image say how to read and show an open stack, but a dataset is given.";
	}

	static String mostDisputedPlane(final int plane, final int planes) {
		return "The outlines are those of plane " + (plane + 1) + " of " + planes + ", about which the raters disagree most.";
	}

	static String imageAndRaters(final String title, final int planes, final int ratersPlanes) {
		return "\"" + title + "\" has " + planes + (planes == 1 ? " plane" : " planes") + " but the raters labelled " + ratersPlanes
			+ "; they must show the same pixels.";
	}

	static String noSums(final String score) {
		return score + " is not made of sums over pixels, so there is none of all pixels together; choose averaging=image.";
	}
}
