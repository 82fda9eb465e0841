package sfumato.api;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about the builders of the API. */
final class ApiMessages {

	private ApiMessages() {}

	static String axesNumber(final String axes, final int n, final String sizes, final String known) {
		return "The axes are \"" + Excerpt.of(axes) + "\", but the image has " + n + " axes (" + sizes + "); name each with one of "
			+ known + ".";
	}

	static String axesTwice(final String axes, final String known) {
		return "The axes are \"" + Excerpt.of( axes) + "\", but each must be another one of " + known + ".";
	}

	static String axesLackPlane(final String axes) {
		return "The axes are \"" + Excerpt.of( axes) + "\", but X and Y are missing.";
	}

	static String noDatasetFolder(final Object folder) {
		return "There is no folder \"" + folder + "\" with a dataset.";
	}

	static String datasetInMemory(final String action) {
		return action + " needs a dataset in a folder, but these images are in memory; see Dataset.open.";
	}

	static String noScore(final String name, final String metrics, final String errors) {
		return "There is no score named \"" + Excerpt.of(name) + "\". Known metrics: " + metrics + "; calibration errors: " + errors
			+ ".";
	}

	static String regionInFile() {
		return "The region of open images is an open image, too; name an ImagePlus.";
	}

	static String noMethods() {
		return "metrics and errors are empty; name at least one, e.g. dice.";
	}

	static String equalWidthBins() {
		return "The diagram has bins of equal width, as one case is read after the other.";
	}

	static String comparing(final String metric) {
		return "Comparing " + metric;
	}

	static String keyOfMethods(final String key) {
		return key + " is what is compared; name it in methods, e.g. methods(\"majority, average\").";
	}

	static String noMethod(final String name, final String known) {
		return "There is no method \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}

	static String needsDataset(final String key) {
		return key + " is for a dataset in a folder; images in memory are already as they are.";
	}

	static String noRater(final String name, final String known) {
		return "There is no rater \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}

	static String noErrors() {
		return "errors is empty, so that there is no reliability diagram; name a calibration error, e.g. ece(bins: 10).";
	}

	static String hardReference(final String score, final String reference) {
		return score + " is left out: " + reference + " has hard labels, and it compares levels of doubt.";
	}

	static String undefinedScore(final String score, final String title) {
		return score + " of \"" + title + "\" cannot be computed (NaN): of a mask that is empty there is nothing to measure.";
	}

	static String regionChannels(final long channels) {
		return "The region has " + channels + " channels; it needs one, which is 0 where pixels do not count.";
	}

	static String unlabelledPixels() {
		return "Pixels that nobody has labelled are NaN.";
	}

	static String axesMissing(final int n) {
		return "The image has " + n + " axes; say what they are, e.g. Image.of(pixels, \"" + (n == 4 ? "XYZC" : "XYC") + "\")" + (n
			== 3 ? " or \"XYZ\"." : ".");
	}

	static String imageIsNull() {
		return "There is no image (null). If IJ.openImage gave it, there is no such file, or no image in it.";
	}

	static String pixelSize(final String edges) {
		return "The size of a pixel is two or three numbers greater than 0, but is " + edges + ".";
	}

	static String noModel() {
		return "There is no model; name at least one.";
	}

	static String twoFilesAtOnce() {
		return "show=both makes two files; call to(…) once for probabilities and once for labels.";
	}

	static String regionOfResult() {
		return "region(…) is for into(…); of a result in memory or in a file, cut the image before, e.g. by Views.interval.";
	}

	static String raterAxesMissing(final int n) {
		return "The raters' images have " + n + " axes; say what they are, e.g. Raters.of(images, \"XYZ\").";
	}

	static String raterAxisMissing(final String axes) {
		return "The axes are \"" + Excerpt.of(axes) + "\", but one of them must be R, along which the raters lie.";
	}

	static String softRaterOptions() {
		return "The raters gave probabilities; classes, foreground and missing are for label maps. Pixels that a rater has not " +
			"looked at are NaN.";
	}

	static String noCaseScore(final String name, final String known) {
		return "There is no score \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}

	static String noJobService() {
		return "The context has no service that runs jobs; use Sfumato.create().";
	}

	static String noClass(final int number, final int last) {
		return "There is no class " + number + "; there are 0 to " + last + ".";
	}

	static String needsTeacher(final String key) {
		return key + " is for a training with a teacher; see Sfumato.distil.";
	}

	static String reliability(final double error, final double from, final double to, final int resamples, final String units) {
		return String.format(Locale.ROOT, "ECE of the diagram %.2f %% (95 %% interval %.2f to %.2f, %d draws of %s).", error, from, to,
			resamples, units);
	}
}
