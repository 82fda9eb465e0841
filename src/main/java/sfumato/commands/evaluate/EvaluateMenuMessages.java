package sfumato.commands.evaluate;

import java.util.Locale;

/** Messages about the commands of the menu Evaluate. */
public final class EvaluateMenuMessages {

	private EvaluateMenuMessages() {}

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

	static String noMetrics() {
		return "metrics is empty; name at least one, e.g. dice.";
	}

	static String objectsOfFolders() {
		return "objects=true is for open images, but folders are given; open a case to see its objects.";
	}

	static String imageAndFolders() {
		return "Both an open image (reference) and folders are given; choose one of them.";
	}

	static String regionOfFolders() {
		return "A region is an open image, but folders are given; leave it out.";
	}

	public static String noReference(final String label) {
		return label + " has no reference; choose an open image (Reference, in macros reference=…), or two folders (predictions and " +
			"references).";
	}

	static String noPrediction(final String label) {
		return label + " has no prediction; choose an open image (Prediction, in macros prediction=…), or two folders (predictions and " +
			"references).";
	}

	public static String folderOptions() {
		return "task, cases, averaging, worst and pool are for folders (predictions and references), but open images are given.";
	}

	static String ratersAndDataset() {
		return "Both raters and a dataset are given; choose one of them.";
	}

	static String noRaters() {
		return "No raters are given; choose an open stack (Raters, in macros raters=…) or a folder (Dataset, dataset=…).";
	}

	static String missingOfDataset() {
		return "missing says how to read an open stack, but a dataset is given; say it in its dataset.json.";
	}

	static String nothingToCompare() {
		return "No raters are given to compare; choose an open stack of label maps (Raters, in macros raters=…) or a folder (Dataset," +
			" dataset=…).";
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

	public static String savings(final double error, final double second, final int raters, final double last) {
		return String.format(Locale.ROOT, "the soft error of one rater is %.2f %%; the second takes off %.2f, the last of " +
			"%d %.2f.", error, second, raters, last);
	}

	public static String raters(final String label, final String raters) {
		return label + ": " + raters;
	}

	public static String softRaters(final String label, final String raters) {
		return label + ": " + raters + " The most probable class counts.";
	}

	public static String majorityDice(final double dice, final int raters) {
		return String.format(Locale.ROOT, "Dice of the raters with their majority %.2f %%, mean over %d raters.", dice, raters);
	}

	public static String pooled(final String expression, final int patients, final String averaged) {
		return "pool=[" + expression + "]: a row is that of all pixels of a patient together; there are " + patients +
			" patients." + (averaged.isEmpty() ? "" : " Of " + averaged + ", which are no sums over pixels, it is the mean " +
			"over the patient's cases.");
	}

	public static String majorityDice(final double dice, final double percent, final double low, final double high, final int
		cases)
	{
		return String.format(Locale.ROOT, "Dice of the raters with their majority %.2f %% (%.0f %% interval %.2f to %.2f), " +
			"mean over %d cases of the mean over raters.", dice, percent, low, high, cases);
	}

	public static String meanOverCases(final String units) {
		return "mean over " + units;
	}

	public static String meanOverClasses(final String units) {
		return "mean over classes of the mean over those of " + units + " that have the class";
	}

	public static String allPixels(final String units) {
		return "all pixels of " + units + " together";
	}

	public static String means(final String label, final Object means, final String scope, final boolean hasMetrics) {
		return label + ": " + means + "; " + scope + (hasMetrics ? ". Two empty masks agree perfectly; of one there is no " +
			"overlap." : ".");
	}

	public static String noPredictions() {
		return "references is given, but predictions is missing; name both folders.";
	}

	public static String noReferences() {
		return "predictions is given, but references is missing; name both folders.";
	}

	public static String resultsTable() {
		return "the Results table";
	}
}
