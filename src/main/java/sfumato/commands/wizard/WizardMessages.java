package sfumato.commands.wizard;

import java.nio.file.Path;

import sfumato.text.Excerpt;

/** Messages about the wizard. */
public final class WizardMessages {

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

	static String nothingDrawn() {
		return "Nothing is drawn yet. Draw around an object in the image with a selection tool, and press B to add it.";
	}

	static String noKey(final String key) {
		return "\"" + Excerpt.of(key) + "\" is no key of an option.";
	}

	static String noFormat(final String format) {
		return "\"" + Excerpt.of(format) + "\" is no format of an image; it must be Tiff or PNG.";
	}

	static String noPath(final String text) {
		return "\"" + Excerpt.of(text) + "\" is no path.";
	}

	static String otherFormat(final Path file, final int format, final int known) {
		return file + " has the format " + format + ", but this version reads " + known + ".";
	}

	static String noRun(final Path folder) {
		return folder + " is not a folder of the wizard's results: it has no " + SavedRun.FILE + ".";
	}

	static String imageGone(final Path file) {
		return "The image " + file + " cannot be opened.";
	}

	static String numbers() {
		return "Epochs and threads must be whole numbers, and minutes a number.";
	}

	static String notWritten(final String file) {
		return "\"" + file + "\" cannot be written.";
	}

	static String trainedOn(final String device, final String precision) {
		return "This ran on " + device + ", with the precision " + precision + ".";
	}

	static String endedEarly(final int done, final int epochs, final String reason) {
		return "NOT THE SAME MODEL: the training ended after " + done + " of " + epochs + " epochs, because " + reason + ". This line trains " +
			"for all epochs, and all that is made with the model is different, too.";
	}

	static String noHalves() {
		return "The calibration set is of one patient, so there are no other cases to compare before and after with. The next pages " +
			"use the recalibrated model, unless you choose the trained one.";
	}

	static String unexpected(final Throwable error) {
		return "Unexpected error (" + error + "); the log has the details. Nothing is running; you can try again.";
	}

	static String folderUnreadable(final Throwable error) {
		return "The folder cannot be read (" + error + "); the log has the details.";
	}

	static String tooFewParts(final int least, final int parts) {
		return "There must be at least " + least + " parts (to train, to recalibrate and to test), but there are " + parts + ".";
	}

	static String tooFewCases(final int n, final int patients, final int least) {
		return "The " + n + " cases are of " + patients + (patients == 1 ? " patient" : " patients") + ", but at least " + least +
			" are needed: to train, to recalibrate and to test.";
	}

	public static String agreement(final String dice) {
		return "The inter-rater agreement is Dice " + dice + ".";
	}

	public static String macroWritten(final Object file) {
		return "The macro is in " + file + ".";
	}

	public static String reading() {
		return "Reading the folder …";
	}

	public static String choicesChanged() {
		return "The choices have changed since; the results shown are of the earlier choices.";
	}

	public static String outdated() {
		return "The results shown are outdated: an earlier step was run again.";
	}

	public static String check() {
		return "\"Check\" looks for suspicious label maps; its report is the first file in the folder of results.";
	}

	public static String done(final Object output) {
		return "Done; results are in " + output + ".";
	}

	public static String needsImages() {
		return "Choose the folder with your images first.";
	}

	public static String needsOutput() {
		return "Choose a folder for the results first.";
	}

	public static String splitChanged() {
		return "The split of the cases has changed since the training; train again, or restore the split.";
	}

	public static String needsTraining() {
		return "Train a network first.";
	}

	public static String unreadableFolder(final Object error) {
		return "The folder cannot be read (" + error + "); the log has the details.";
	}

	public static String unexpected(final Object error) {
		return "Unexpected error (" + error + "); the log has the details.";
	}

	public static String sets(final int train, final int calibrate) {
		return train + " cases are the training set; the network is validated on the " + calibrate + " cases of the " +
			"calibration set.";
	}

	public static String noCurvesYet() {
		return "Curves and a preview appear here when the training starts.";
	}

	public static String askToResume() {
		return "There is an unfinished training in this folder. Resume it, or delete it and start again?";
	}

	public static String askToReplaceResults(final Object results) {
		return "There are results already: " + results + ".\nKeep both, or replace them?";
	}

	public static String askToCancel() {
		return "Stop the training without a model? \"Finish now\" saves the current model.";
	}

	public static String askToReplaceFile(final Object fileName) {
		return "\"" + fileName + "\" exists already. Replace it?";
	}

	public static String askToClose(final String step) {
		return "\"" + step + "\" is still running. Stop it and close the window?";
	}

	public static String changedSince() {
		return "the choices have changed since";
	}

	public static String outdatedStep() {
		return "outdated: an earlier step was run again";
	}

	public static String percentages() {
		return "All in percent. Dice: overlap with the majority of the raters. BDice: agreement with the soft label at all " +
			"thresholds.";
	}

	public static String calibrationErrors() {
		return "ECE: expected calibration error; ECE_raw: before recalibration. human_Dice: inter-rater agreement (human " +
			"ceiling).";
	}

	public static String cancelled() {
		return "Cancelled.";
	}

	static String aboutDrawing() {
		return "Draw on a few slices, train, and look at the prediction on the image. Where it is wrong, draw more and train on. One " +
			"image cannot tell how good the model is on others: there is no recalibration and no test here.";
	}

	static String openAnImage() {
		return "Open an image in ImageJ first, or choose one of the open images.";
	}

	static String modelIsIn(final Object model) {
		return "The model is in " + model + ". To use it later: Plugins > Sfumato > Predict > Predict Segmentation...";
	}

	static String whatDoYouHave() {
		return "What do you have?";
	}

	static String aboutFolders() {
		return "Images and the label maps or outlines of one or several raters: compare the raters, train, recalibrate, test, predict.";
	}

	static String aboutOpenImage() {
		return "Draw on some slices with ImageJ's selection tools, train, and see the prediction on the image.";
	}
}
