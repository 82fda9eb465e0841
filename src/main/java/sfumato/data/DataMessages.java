package sfumato.data;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about datasets, their cases and folds. */
public final class DataMessages {

	private DataMessages() {}

	static String emptyPart(final String selection, final String example) {
		return "The selection of cases \"" + Excerpt.of(selection) + "\" has an empty part; it is written like 1-5+8 or " + example
			+ ".";
	}

	public static String noRange(final String part, final int n, final String known) {
		return "\"" + Excerpt.of(part) + "\" is no range of cases; there are " + n + ", counted from 1: " + known + ".";
	}

	public static String noCase(final String name, final String known) {
		return "There is no case \"" + Excerpt.of(name) + "\". Known: " + known + ".";
	}

	static String tooManyPixels(final String size) {
		return "It has " + size + " pixels, too many to be checked.";
	}

	static String imageIsRead(final String caseName, final Object kind) {
		return "The image of case " + caseName + " is " + kind + ".";
	}

	static String planesAreChannels(final int planes, final Object fileName, final String caseName) {
		return "The " + planes + " planes of " + fileName + " of case " + caseName + " are read as channels, as its label maps " +
			"are flat.";
	}

	static String caseChannels(final String caseName, final int channels, final String otherCase, final int otherChannels) {
		return "The image of case " + caseName + " has " + channels + " channels but that of case " + otherCase + " has " +
			otherChannels + "; all images of a dataset have the same channels.";
	}

	static String twoLabelMaps(final String caseName, final String rater, final Object file, final Object otherFile) {
		return "Case " + caseName + " has two label maps of rater " + rater + ", " + file + " and " + otherFile + "; remove one.";
	}

	public static String noCasesIn(final Object folder) {
		return "There are no cases in " + folder + "; a case is a folder with a file image.tif (or .nii.gz, .nii, .png) " +
			"and label maps like task01_seg01.png. Images may also lie in a folder images, and label maps in a folder " +
			"raters/NAME per rater.";
	}

	static String severalTasks(final int n, final Object folder, final String tasks) {
		return "There are " + n + " tasks in " + folder + "; choose one of " + tasks + ".";
	}

	static String ambiguousTask(final String wanted, final String found, final Object folder) {
		return "Task " + wanted + " could be any of " + found + " in " + folder + "; write its whole name.";
	}

	static String oneTaskOnly(final String wanted, final Object folder, final String layout) {
		return "There is no task \"" + Excerpt.of(wanted) + "\" in " + folder + "; a folder with images and " + layout +
			" holds one task. Leave the task out.";
	}

	static String noTask(final String wanted, final Object folder, final String tasks) {
		return "There is no task \"" + Excerpt.of(wanted) + "\" in " + folder + ". Known: " + tasks + ".";
	}

	static String otherClasses(final String caseName, final int classes, final int otherClasses) {
		return "Case " + caseName + " has " + classes + " classes but the maps made before have " + otherClasses +
			"; set overwrite=true to write all maps again.";
	}

	static String unknownEntry(final Object file, final String key, final String polarity, final String missing, final String
		geometry, final String numbers, final String classes)
	{
		return file + " says something of \"" + key + "\"; known are " + polarity + ", " + missing + ", " + geometry + ", " +
			numbers + " and " + classes + ".";
	}

	static String wrongEntry(final Object file, final String polarity, final String missing, final String geometry, final String
		numbers, final String classes, final Object content)
	{
		return file + ": " + polarity + " is one of normal, inverted, auto, and " + missing + " a text or a number, and " + geometry
			+ " one of match, shifted, ignore, and " + numbers + " one of classes, instances, and " + classes + " a list like " +
			"[\"background\", \"liver\", {\"name\": \"tumour\", \"color\": \"#D55E00\"}], but they are " + Excerpt.of( content) +
			".";
	}

	static String tooFewClassNames(final int n) {
		return "there are at least 2 classes (background is one), but " + n + " are named.";
	}

	static String classesOfOneName(final Object list) {
		return "two classes have the same name in " + Excerpt.of(list) + ".";
	}

	static String classLacks(final String key, final Object entry) {
		return "a class lacks its " + key + ": " + Excerpt.of(entry) + ".";
	}

	static String colourText(final String color) {
		return "a colour is written like \"#D55E00\", but one is \"" + Excerpt.of(color) + "\".";
	}

	static String datasetSettings(final String problem) {
		return problem + " It is written like {\"polarity\": \"inverted\"}.";
	}

	static String caseFailed(final String caseName, final String done, final String reason) {
		return "Case " + caseName + " was not " + done + ": " + reason;
	}

	public static String casesFailed(final int failed, final int all, final String done, final String others, final String
		first, final String reason)
	{
		return failed + " of " + all + " cases were not " + done + "; the others are in " + others + ". The first, " + first +
			": " + reason;
	}

	static String groupAndRecordedFolds(final String group) {
		return "group=" + group + " says which cases stay together, but order=recorded takes the folds from a file; leave one " +
			"of them out.";
	}

	static String recordedFoldsOfFolder() {
		return "Recorded folds are those of a dataset's folder.";
	}

	public static String tooManyFolds(final int folds, final int cases) {
		return folds + " folds cannot be made of " + cases + (cases == 1 ? " case." : " cases.");
	}

	public static String damagedRecord(final Object file) {
		return file + " is damaged; choose a new folder.";
	}

	public static String otherSettings(final Object folder, final String setting, final String old, final String wanted) {
		return "\"" + folder + "\" holds maps with " + setting + " " + Excerpt.of(old) + " and not " + wanted +
			". Choose another output, or set overwrite=true.";
	}

	static String impossibleName(final Object file, final String name) {
		return file + " is damaged: it speaks of \"" + Excerpt.of(name) + "\", which can be nothing in this folder. Choose a " +
			"new folder.";
	}

	static String rewritten(final Object folder) {
		return "\"" + folder + "\" was rewritten with other settings by another run. Choose another output.";
	}

	static String twoImages(final Object caseName, final Object folder, final Object file, final Object otherFile) {
		return "Case " + caseName + " in " + folder + " has two images, " + file + " and " + otherFile + "; remove one.";
	}

	static String noImages(final Object folder) {
		return "There are no images in " + folder + "; they are files in it, in a folder images in it, or named image in a " +
			"folder per case.";
	}

	static String imagesOfOneName(final String name, final Object folder) {
		return "There are two images named " + name + " in " + folder + "; remove one.";
	}

	static String imageChannels(final String caseName, final int channels, final int wanted) {
		return "The image of case " + caseName + " has " + channels + " channel(s), but must have " + wanted + ".";
	}

	static String channelsOf(final int channels, final Object fileName) {
		return "The " + channels + " planes of " + fileName + " are read as channels.";
	}

	static String jpegLabels(final Object file) {
		return file + " is a JPEG image, whose values are not those that were drawn; save label maps as PNG or TIFF.";
	}

	static String greyAmongColours(final String file) {
		return "The label map of " + file + " is grey but others of the dataset are in colours, so that it is open which class " +
			"its values are; save all in the same way.";
	}

	static String tooManyColours(final String rater, final String caseName, final int n, final int most) {
		return "The label map of rater " + rater + " in case " + caseName + " has the " + n + "th colour of the dataset; one " +
			"colour per class is meant, at most " + most + ". Is it a photograph, or was it saved as JPEG or smoothed? If each " +
			"object has a colour of its own, say numbers=instances, or {\"numbers\": \"instances\"} in the dataset's " +
			"dataset.json.";
	}

	static String noMaskToInvert(final String rater, final String caseName, final String values) {
		return "The label map of rater " + rater + " in case " + caseName + " holds " + values + " and so is no mask of 0 and " +
			"one other value, which alone can be inverted.";
	}

	static String maskInverted(final String rater, final String caseName) {
		return "The mask of rater " + rater + " in case " + caseName + " is read inverted.";
	}

	static String tooManyVoxels(final String file, final long n, final int most) {
		return file + " has " + n + " voxels in another order than its image, but at most " + most + " can be put in order.";
	}

	static String unknownTumourLabel(final String file, final float label) {
		return file + " holds the label " + label + ", but known are 0 (background), 1 (organ) and 2 (tumour).";
	}

	static String planesAndNames(final long planes, final int names) {
		return "There are " + planes + " planes but " + names + " different names.";
	}

	static String labelsOfOtherSize(final String labels, final String size, final String images, final String wanted) {
		return "The labels \"" + labels + "\" are " + size + " but the images \"" + images + "\" are " + wanted + "; they must " +
			"show the same pixels.";
	}

	public static String noLabels(final String title) {
		return "There are no labels of the images \"" + title + "\"; name an open stack (labels=…) or where outlines are " +
			"(outlines=overlay).";
	}

	static String nothingLabelled(final String names, final String title) {
		return "There is no labelled pixel in " + names + " of \"" + title + "\", so that nothing can be learned.";
	}

	static String openImageChannels(final String title, final long channels, final int wanted) {
		return "The images \"" + title + "\" have " + channels + " channel(s), but must have " + wanted + ".";
	}

	static String imageAndLabels(final String caseName, final String size, final String labelSize) {
		return "The image of case " + caseName + " is " + size + " but its label maps are " + labelSize + "; they must show " +
			"the same pixels.";
	}

	public static String caseNotLabelled(final String caseName) {
		return "Case " + caseName + " cannot be scored, because none of its pixels is labelled.";
	}

	static String noFoldOfCase(final Object file, final String caseName) {
		return file + " does not say in which fold case " + caseName + " is.";
	}

	static String foldOutOfRange(final Object file, final String caseName, final Object fold, final int count) {
		return file + " has case " + caseName + " in fold " + fold + ", but folds=" + count + ".";
	}

	public static String emptyFold(final Object file, final int fold, final int folds) {
		return file + " has none of the chosen cases in fold " + (fold + 1) + " of " + folds + ".";
	}

	static String noRecordedFolds(final Object file) {
		return "order=recorded takes the folds from " + file + ", which is not there; Prepare Dataset... writes it.";
	}

	static String foldsHeader(final Object file, final String header) {
		return file + " must begin with the line " + header + ".";
	}

	static String foldsLine(final Object file, final int line, final String text) {
		return file + " is damaged in line " + (line + 1) + ", \"" + Excerpt.of(text) + "\"; a line is a case, a comma and the " +
			"number of a fold.";
	}

	public static String strayValues(final String values, final int foreground) {
		return "The mask holds " + values + " beside 0 and " + foreground + ".";
	}

	public static String noLabel(final float value) {
		return "It holds the value " + value + "; a label map holds whole numbers from 0.";
	}

	public static String checking(final String caseName) {
		return "Checking " + caseName;
	}

	public static String missingRater(final String rater) {
		return "Rater " + rater + ", whom other cases have, has no label map here.";
	}

	public static String sizeOfImage(final String size, final String imageSize) {
		return "The label map is " + size + " but the image is " + imageSize + ".";
	}

	public static String sizeOfRater(final String size, final String otherRater, final String otherSize) {
		return "The label map is " + size + " but that of rater " + otherRater + " is " + otherSize + ".";
	}

	public static String nothingMarked() {
		return "Nothing is marked.";
	}

	public static String looksInverted(final double percent) {
		return String.format(Locale.ROOT, "%.1f %% of the pixels and the edges of the image are marked; are background and " +
			"foreground exchanged?", percent);
	}

	public static String samePixels() {
		return "Both marked the same pixels.";
	}

	public static String noMajority() {
		return "No pixel is marked by more than half of the raters.";
	}

	public static String outlier(final double dice, final double median) {
		return String.format(Locale.ROOT, "Dice with the majority is %.1f %%, of the other raters %.1f %% (median).", dice,
			median);
	}

	public static String datasetIsFile(final Object file) {
		return "There is no folder " + file + "; it is a file. A dataset is a folder with one folder per case.";
	}

	public static String datasetInside(final Object folder, final Object inner) {
		return "There are no cases in " + folder + ", but its folder " + inner + " looks like a dataset.";
	}

	public static String noRaterFolders(final Object folder) {
		return "There are no cases in " + folder + "; the folder raters needs a folder per rater with label maps named as " +
			"the images.";
	}

	public static String noImageOfCase(final String caseName, final Object folder, final String name) {
		return "Case " + caseName + " in " + folder + " has no image; it needs a file " + name + ".tif (or .nii.gz, .nii, " +
			".png).";
	}

	public static String noLabelMapsOfTask(final String caseName, final Object folder, final String task) {
		return "Case " + caseName + " in " + folder + " has no label maps of task " + task + "; it needs files like " + task +
			"_seg01.png, or must be left out of the cases.";
	}

	public static String noLabelMaps(final String caseName, final Object folder, final String file) {
		return "Case " + caseName + " in " + folder + " has no label maps; it needs files like " + file + ", or must be " +
			"left out of the cases.";
	}

	public static String allCasesFailed(final int all, final String done, final String first, final String reason) {
		return all + " of " + all + " cases were not " + done + ". The first, " + first + ": " + reason;
	}

	public static String coloursAreClasses(final String classes) {
		return "Colours are classes: " + classes + ".";
	}

	public static String reading(final Object name) {
		return "Reading " + name;
	}

	public static String looking(final String caseName) {
		return "Looking at " + caseName;
	}

	public static String tooManyFoldsOfGroups(final int folds, final int groups, final int cases) {
		return folds + " folds cannot be made of " + groups + " groups of" + (cases == 1 ? " case." : " cases.");
	}
}
