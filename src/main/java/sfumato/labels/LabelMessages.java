package sfumato.labels;

import sfumato.text.Excerpt;

/** Messages about label maps, probability maps and raters. */
public final class LabelMessages {

	private LabelMessages() {}

	static String unequalClasses() {
		return "Images with different numbers of classes cannot be pooled; save their maps with the same classes.";
	}

	static String nothingLabelled() {
		return "Nobody has labelled any pixel of the reference; nothing can be compared.";
	}

	static String pixelSizes(final int n, final int axes) {
		return "There are " + n + " pixel sizes for an image of " + axes + " axes.";
	}

	public static String regionSize(final String region, final String prediction) {
		return "The region is " + region + " but the prediction is " + prediction + "; they must show the same pixels.";
	}

	public static String emptyRegion() {
		return "The region that counts is empty; nothing can be compared.";
	}

	public static String unlabelledRegion() {
		return "No pixel of the region is labelled; nothing can be compared.";
	}

	static String labelsLength(final int n, final int classes, final int width, final int height, final long wanted) {
		return "The labels have " + n + " values, but " + classes + " classes of " + width + " x " + height + " pixels make " +
			wanted + ".";
	}

	static String maskLength(final int n, final int width, final int height) {
		return "The mask has " + n + " values, but there are " + width + " x " + height + " pixels.";
	}

	public static String softAt(final int classNumber, final int x, final int y, final float probability) {
		return "Class " + classNumber + " at (" + x + ", " + y + ") has probability " + probability + "; only hard labels " +
			"can be smoothed, so fuse by majority or random-rater.";
	}

	static String noClassAt(final int x, final int y) {
		return "No class has probability 1 at (" + x + ", " + y + "); only hard labels can be smoothed, so fuse by " +
			"majority or random-rater.";
	}

	public static String noRaters() {
		return "There are no raters; at least one label map is needed.";
	}

	public static String namesAndRaters(final int names, final int raters) {
		return "There are " + names + " names for " + raters + " raters.";
	}

	static String classCount(final int numClasses, final int most) {
		return "The number of classes is " + numClasses + " but must be between 2 (background is one) and " + most + ".";
	}

	static String raterSize(final String rater, final String size, final String otherRater, final String otherSize) {
		return "Rater " + rater + " is " + size + " but rater " + otherRater + " is " + otherSize + "; all raters must label " +
			"the same image.";
	}

	static String foregroundIsMissing(final int value) {
		return "The value " + value + " cannot mean both foreground and a missing label.";
	}

	public static String allMissing(final Object value) {
		return "All pixels of all raters have the value " + value + " of missing labels; no rater has labelled anything.";
	}

	static String labelsAreNaN(final long n) {
		return n + (n == 1 ? " label is" : " labels are") + " NaN: these pixels are unlabelled.";
	}

	static String emptySlicesOfFlat() {
		return "Empty slices cannot be missing in a flat image; nothing is.";
	}

	public static String emptySlices(final String rater, final int slices) {
		return "Rater " + rater + " drew nothing in " + slices + (slices == 1 ? " slice" : " slices") + " that others " +
			"labelled; these slices count as unlabelled.";
	}

	static String thirdValue(final Object value, final int foreground) {
		return "The masks hold the value " + value + " beside 0 and the foreground value " + foreground + "; a binary mask has " +
			"two values only.";
	}

	static String foregroundOfClasses(final int foreground, final int numClasses) {
		return "A foreground value (" + foreground + ") is for binary masks, but there are " + numClasses + " classes.";
	}

	static String manyValues(final Object value, final int n) {
		return "The masks hold 255 and also " + value + " (" + n + " different values); a binary mask has two values only. " +
			"Were they saved as JPEG or interpolated?";
	}

	static String readAsMask(final int value) {
		return "Values 0 and " + value + " are read as a binary mask (" + value + " = class 1).";
	}

	public static String notAClass(final String rater, final double value, final String position, final int most) {
		return "Rater " + rater + " has the value " + value + " at " + position + "; a label map holds whole numbers from 0 to " +
			most + "." + (value > 0 && value < 1 ? " Is this a probability map?" : "");
	}

	static String classRange(final int numClasses, final int least, final int most) {
		return "The number of classes is " + numClasses + " but must be between " + least + " and " + most + ".";
	}

	static String namesAndClasses(final int names, final int numClasses) {
		return names + " classes are named, but there are " + numClasses + ".";
	}

	static String labelsCount(final int n, final int width, final int height) {
		return "There are " + n + " labels for " + width + " x " + height + " pixels.";
	}

	static String classWithoutName() {
		return "A class needs a name.";
	}

	static String tooFewClasses(final int n) {
		return "A segmentation has at least 2 classes (background is one), but " + n + " were asked for.";
	}

	static String planeTooLarge(final String size, final int numClasses) {
		return "A plane of " + size + " pixels with " + numClasses + " classes is too large to be smoothed; cut the image into " +
			"tiles.";
	}

	static String digits(final String digits) {
		return "\"" + Excerpt.of(digits) + "\" must be digits, one for each pixel.";
	}

	static String mapAxes(final int n) {
		return "A probability map has axes (X, Y, class), but the image has " + n + " dimensions.";
	}

	static String lastAxis(final long length, final int numClasses) {
		return "The last axis of the image has length " + length + " but there are " + numClasses + " classes.";
	}

	static String oneClass(final long classes) {
		return "A probability map has at least 2 classes (background is one), but the last axis has length " + classes + ".";
	}

	public static String noProbability(final int classNumber, final String position, final float value) {
		return "The value of class " + classNumber + " at " + position + " is " + value + "; probabilities are between 0 " +
			"and 1." + (Float.isNaN(value) ? "" : " Are these logits, or 8-bit values?");
	}

	static String partlyNaN(final String position, final int missing, final int n) {
		return "The value at " + position + " is NaN in " + missing + " of " + n + " classes; an unlabelled pixel must be NaN " +
			"in all of them.";
	}

	static String sum(final String position, final float sum) {
		return "Class probabilities at " + position + " sum to " + sum + ". Are these logits, or 8-bit values?";
	}

	static String otherClassCount(final int numClasses, final int wanted) {
		return "The number of classes is " + numClasses + " but the map has " + wanted + ".";
	}

	static String classTooLarge(final long value, final int n, final int last) {
		return "The label map holds class " + value + ", but there are " + n + " classes (0 … " + last + "). Is it a 0/255 mask?";
	}

	public static String sizesDiffer(final String name, final String size, final String otherName, final String otherSize) {
		return "The " + name + " is " + size + " but the " + otherName + " is " + otherSize + "; they must show the same pixels.";
	}

	public static String classesDiffer(final String name, final int n, final String otherName, final int otherN) {
		return "The " + name + " has " + n + " classes but the " + otherName + " has " + otherN + ".";
	}

	public static String predictionIsNaN(final String prediction, final String position) {
		return "The " + prediction + " is NaN at " + position + "; only a reference may be NaN, at unlabelled pixels.";
	}

	static String notAMap(final long channels, final int bits) {
		return "it has " + channels + " channels of " + bits + " bits; a probability map has 32 bits, a label map one channel.";
	}

	static String noSegmentation(final String name, final String reason) {
		return "\"" + name + "\" cannot be read as a segmentation: " + reason;
	}

	static String valueOutOfRange(final long x, final long y, final float value) {
		return "the value at (" + x + ", " + y + ") is " + value + "; probabilities are between 0 and 1. Are these logits?";
	}

	static String noMaps() {
		return "There are no raters; at least one map is needed.";
	}

	public static String raterProbability(final String rater, final int classNumber, final String position, final float value) {
		return "Rater " + rater + " gives class " + classNumber + " at " + position + " the value " + value + "; probabilities " +
			"are between 0 and 1.";
	}

	static String raterPartlyNaN(final String rater, final String position, final int missing, final int n) {
		return "Rater " + rater + " has NaN at " + position + " in " + missing + " of " + n + " classes; an unlabelled pixel " +
			"must be NaN in all of them.";
	}

	static String raterSum(final String rater, final String position, final float sum) {
		return "The probabilities of rater " + rater + " at " + position + " sum to " + sum + " instead of 1.";
	}

	static String raterClasses(final int given, final int wanted) {
		return "The raters gave probabilities of " + given + " classes, but " + wanted + " are asked for.";
	}

	public static String labelOutside(final String rater, final int label, final int classes) {
		return "Rater " + rater + " uses label " + label + ", but there are " + classes + " classes (0 … " + (classes - 1) +
			")." + (classes == 2 ? " In a binary mask, say which value means foreground." : "");
	}

	public static String labelTooLarge(final String rater, final int label, final int most) {
		return "Rater " + rater + " uses label " + label + "; label maps hold classes 0 … " + most + ". Is this an image, " +
			"or a mask whose foreground value should be given?";
	}

	public static String tooManyClasses(final String rater, final int label, final int classes) {
		return "Rater " + rater + " uses label " + label + ", which would make " + classes + " classes; say how many " +
			"classes there are, or which value means foreground in a binary mask.";
	}

	public static String colour(final String className, final int rgb) {
		return "The colour of class \"" + Excerpt.of(className) + "\" is " + Integer.toHexString(rgb) + " but must be " +
			"0xRRGGBB.";
	}

	public static String instanceMap(final String rater, final int objects) {
		return rater + " looks like an instance map of " + objects + " objects, each of which has a number of its own, and " +
			"not like a map of classes. To read it as a mask, in which every object is class 1, say numbers=instances, or " +
			"{\"numbers\": \"instances\"} in the dataset's dataset.json; an open image becomes a mask by " +
			"Image>Adjust>Threshold.";
	}
}
