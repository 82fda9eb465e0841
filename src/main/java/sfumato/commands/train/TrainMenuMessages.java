package sfumato.commands.train;

/** Messages to people, for the classes of this package and for tests. */
final class TrainMenuMessages {

	private TrainMenuMessages() {}

	static String mergeAndShard() {
		return "merge=true puts the parts of all shards together; leave shard out.";
	}

	static String mergeAndOverwrite() {
		return "overwrite=true would throw away what merge=true is to put together; leave one of them out.";
	}

	static String partsMade(final String label, final int made, final int skipped) {
		return label + ": " + made + " parts made, " + skipped + " were there already.";
	}

	static String mergeLater(final String label) {
		return label + ": when all shards have run, merge=true puts their scores together.";
	}

	static String presetOfTeacher(final String label, final Object preset, final Object studentPreset) {
		return label + ": preset " + preset + " is the training of a teacher, with its network and smoothed labels; that of " +
			"its students is preset=" + studentPreset + ".";
	}

	static String noImagesOfLabels(final String given) {
		return given + " given without the images that they belong to; name these, too (images=…).";
	}

	static String nothingToTrainOn() {
		return "There is nothing to train on; name a folder (dataset=…) or an open stack (images=…).";
	}

	static String datasetAndImages() {
		return "Both a dataset and open images are given; choose one of them.";
	}

	static String taskOfImages(final String task) {
		return "task=" + task + " chooses from a dataset, but open images are given (images).";
	}

	static String labelsAndOutlines(final String outlines) {
		return "Both labels and outlines=" + outlines + " are given; choose one of them.";
	}

	static String ignoreOfOutlines(final String ignore) {
		return "ignore=" + ignore + " is for label maps; of outlines, unmarked says what slices without any are.";
	}

	static String labelSize(final String name, final int width, final int height, final String title, final int wantedWidth, final
		int wantedHeight)
	{
		return name + " are " + width + " x " + height + " pixels but the images \"" + title + "\" are " + wantedWidth + " x " +
			wantedHeight + "; they must show the same pixels.";
	}

	static String colourLabels(final String name) {
		return name + " are a colour image; a label map holds class numbers. Convert it to 8-bit first.";
	}

	static String ratersPerPlane(final Object axis, final String name, final String n, final String title, final String wanted) {
		return "With one rater per " + axis + ", " + name + " have " + n + " of each, but the images \"" + title + "\" have " +
			wanted + "; every plane needs its labels.";
	}

	static String whichAxis(final String name, final int slices, final int frames) {
		return name + " have " + slices + " slices and " + frames + " frames; say which of them are the raters: axis=slice or " +
			"axis=frame.";
	}

	static String labelPlanes(final String name, final String n, final int axis, final String title, final String wanted, final
		String wantedAxis, final String hint)
	{
		return name + " have " + n + (axis > 1 ? " and " + axis + " frames" : "") + " but the images \"" + title + "\" have " +
			wanted + wantedAxis + "; every plane needs its labels." + hint;
	}

	static String channelsAreClasses(final String name, final int channels, final boolean scale) {
		return name + " have " + channels + " channels that sum to " + (scale ? 1 : 255) + " in every pixel, as classes do; " +
			"make them 32-bit" + (scale ? "" : " and divide them by 255") + ", or say axis=channel if each of them is a rater.";
	}

	static String channelsAreNoClasses(final String name, final int channels, final float least, final float most) {
		return name + " have " + channels + " channels that sum to " + least + " to " + most + "; probabilities of classes sum " +
			"to 1. If each channel is a rater's probability of the foreground, say axis=channel.";
	}

	static String ignoreOfProbabilities(final String name, final Object ignore) {
		return name + " hold probabilities, in which ignored pixels are NaN; ignore=" + ignore + " is for label maps.";
	}

	static String scaledProbabilities(final String name, final int different, final int most) {
		return name + " hold " + different + " different whole numbers up to " + most + ", as probabilities times 255 do, and " +
			"not class numbers; make them 32-bit and divide them by 255 (Process>Math>Divide).";
	}

	static String slicesAndFrames(final String title) {
		return "\"" + title + "\" has slices and frames; outlines are read of stacks that have one of them.";
	}

	static String noOverlay(final String source) {
		return "There are no outlines in " + source + "; add selections to it with the key B, or say outlines=manager.";
	}

	static String noManagerOutlines() {
		return "There are no outlines in the ROI Manager; add selections to it with the key T, or say outlines=overlay.";
	}

	static String ratersOfFiles(final String raters) {
		return "raters=" + raters + " tells the raters of an overlay or the ROI Manager apart; of files, each is one rater.";
	}

	static String filesOfOneName(final String name) {
		return "Two files of outlines are called \"" + name + "\"; raters have different names.";
	}

	static String noOutlineFiles(final Object folder) {
		return "There are no files of outlines (.zip, .roi) in " + folder + ".";
	}

	static String whoseRoi(final String roi, final String source) {
		return "The ROI \"" + roi + "\" of " + source + " does not say whose it is; call it like Eva: class1, or say " +
			"raters=group or raters=one.";
	}

	static String outlines(final String raters, final String source) {
		return "Outlines of " + raters + " in " + source + ".";
	}

	static String outlinesOfAllPlanes(final String who, final int planes) {
		return "The outlines" + who + " name no plane; they are in all " + planes + ".";
	}

	static String noDataset(final String label) {
		return "The option \"dataset\" of " + label + " is missing (folder with one folder per case, each with an image and " +
			"label maps like task01_seg01.png).";
	}

	static String trainingContinues(final String title) {
		return title + " continues; Plugins>Sfumato>Train>Watch Training... shows it again.";
	}

	static String noScreen() {
		return "There is no screen to open a window on; the log has a line for each epoch of a training.";
	}

	static String noTrainingYet() {
		return "No training has run since ImageJ was started.";
	}
}
