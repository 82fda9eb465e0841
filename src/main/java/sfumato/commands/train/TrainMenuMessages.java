package sfumato.commands.train;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Messages about the commands of the menu Train. */
public final class TrainMenuMessages {

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

	static String labelSize(final String name, final int width, final int height, final String title, final int wantedWidth, final
		int wantedHeight)
	{
		return name + " are " + width + " x " + height + " pixels but the images \"" + title + "\" are " + wantedWidth + " x " +
			wantedHeight + "; they must show the same pixels.";
	}

	static String colourLabels(final String name) {
		return name + " are a colour image; a label map holds class numbers. Convert it to 8-bit first.";
	}

	static String ratersPerPlane(final Object axis, final String name, final int planes, final String title, final int
		imagePlanes)
	{
		return "With one rater per " + axis + ", " + name + " have " + count(planes, "plane") + " of each, but the images \"" +
			title + "\" have " + count(imagePlanes, "plane") + "; every plane needs its labels.";
	}

	static String whichAxis(final String name, final int slices, final int frames) {
		return name + " have " + slices + " slices and " + frames + " frames; say which of them are the raters: axis=slice or " +
			"axis=frame.";
	}

	static String labelPlanes(final String name, final int slices, final int frames, final String title, final int imageSlices,
		final int imageFrames, final int imageChannels)
	{
		return name + " have " + count(slices, "slice") + (frames > 1 ? " and " + frames + " frames" : "") + " but the " +
			"images \"" + title + "\" have " + count(imageSlices, "slice") + (imageFrames > 1 ? " and " + imageFrames +
			" frames" : "") + "; every plane needs its labels." + (imageSlices * imageFrames == 1 && imageChannels > 1 ?
			" If its " + imageChannels + " channels are images, make slices of them (Image>Hyperstacks>Re-order Hyperstack)." :
			"");
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

	public static String outlines(final Collection<String> raters, final String source) {
		return "Outlines of " + (raters.size() == 1 ? "one rater" : raters.size() + " raters (" + String.join(", ", raters) +
			")") + " in " + source + ".";
	}

	public static String outlinesOfAllPlanes(final String rater, final int planes) {
		return "The outlines" + of(rater) + " name no plane; they are in all " + planes + ".";
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
		return "No training has run since ImageJ was started. Plot Training... shows the curves of a model folder.";
	}

	public static String classNumbersBesideNaN(final String name, final int most) {
		return name + " hold class numbers up to " + most + " beside NaN; make them 8-bit with a value for pixels that are " +
			"ignored, and name it (ignore=255).";
	}

	public static String noProbabilities(final String name, final float most) {
		return name + " hold values up to " + most + ", but probabilities are between 0 and 1" + (most <= 255 ?
			"; divide them by 255 (Process>Math>Divide)." : ".");
	}

	public static String probabilities(final String title, final int classes) {
		return "\"" + title + "\": probabilities of " + classes + " classes, one per channel.";
	}

	public static String planesWithoutOutlines(final int planes, final String rater, final boolean background) {
		return (planes == 1 ? "A plane without outlines" : planes + " planes without outlines") + of(rater) + (background
			? " count as background." : " count as unlabelled.");
	}

	public static String images(final String title, final int planes, final String axis, final int channels) {
		return "\"" + title + "\": " + (planes == 1 ? "one image" : planes + " images, one per " + axis) + ", of " + channels +
			(channels == 1 ? " channel." : " channels.");
	}

	public static String noResult() {
		return "Ended without a result; see the log.";
	}

	public static String writingModel(final String ending) {
		return ending + " Writing the model ...";
	}

	public static String ended(final int epochs, final Object reason, final int kept) {
		return "Ended after " + epochs + " epochs because " + reason + "; the weights are those of epoch " + kept + ".";
	}

	public static String noScores() {
		return "Without validation cases there are no scores and no preview.";
	}

	public static String step(final int epoch, final int epochs, final long step, final long steps, final double loss, final
		double rate, final double imagesPerSecond)
	{
		return String.format(Locale.ROOT, "Epoch %d of %d, step %d of %d, loss %.4f, rate %.2g, %.1f images/s", epoch, epochs,
			step, steps, loss, rate, imagesPerSecond);
	}

	public static String askToCancel() {
		return "Stop without a model? \"Finish now\" saves the current model. The last checkpoint, if there is one, stays.";
	}

	public static String askToStop() {
		return "Stop? Completed parts and the last checkpoint stay.";
	}

	static String raters(final String title, final int raters, final Object axis, final boolean soft, final int classes) {
		final String what = !soft ? "label maps" : classes > 1 ? "probabilities of " + classes + " classes" : "probabilities of the foreground";
		return "\"" + title + "\": " + what + (raters == 1 ? " of one rater." : " of " + raters + " raters, one per " + axis + ".");
	}

	private static String count(final int n, final String what) {
		return n + " " + what + (n == 1 ? "" : "s");
	}

	public static String overlay(final String title) {
		return "the overlay of \"" + title + "\"";
	}

	public static String manager() {
		return "the ROI Manager";
	}

	public static String labelsAlone() {
		return "labels are given without the images that they belong to; name these, too (images=…).";
	}

	public static String outlinesAlone() {
		return "outlines are given without the images that they belong to; name these, too (images=…).";
	}

	public static String notValidated() {
		return "Not validated yet.";
	}

	public static String preset(final String label, final Object preset, final String purpose) {
		return label + ": preset " + preset + ", " + purpose + ".";
	}

	public static String changedPreset(final String label, final Object preset, final String purpose, final String changes) {
		return label + ": preset " + preset + ", " + purpose + "; but " + changes + ".";
	}

	private static String of(final String rater) {
		return rater.isEmpty() ? "" : " of rater " + rater;
	}

	public static String cancelled() {
		return "Cancelled.";
	}

	static String summary(final String title, final long done, final int epochs) {
		return epochs == 0 ? title + " (about to begin)" : title + " (" + done + " of " + epochs + " epochs done)";
	}

	static String quit(final List<String> running) {
		final boolean one = running.size() == 1;
		return (one ? "A training is running:\n" : "Trainings are running:\n") + String.join("\n", running) + "\n\nQuitting stops " +
			(one ? "it without a model. The last checkpoint stays:" : "them without a model. Their last checkpoints stay:") +
			"\nthe same command with \"Resume training\" (resume=true)\ncontinues from there.";
	}

	static String recentModels() {
		return "No training is running. Recent models:";
	}

	static String ignoreOfOutlines(final String ignore) {
		return "ignore=" + ignore + " is for label maps; of outlines, unmarked says what slices without any are.";
	}
}
