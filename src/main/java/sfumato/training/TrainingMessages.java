package sfumato.training;

import java.util.List;
import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about trainings, their data and their checkpoints. */
public final class TrainingMessages {

	private TrainingMessages() {}

	public static String notResumable(final Object folder, final String progress, final List<String> differences) {
		return "The unfinished training in \"" + folder + "\" (" + progress + ") cannot be resumed: " + String.join("; ",
			differences.subList(0, Math.min(5, differences.size()))) + (differences.size() > 5 ? " and more" : "") +
			". Use the same settings, or start again with resume=false overwrite=true.";
	}

	static String noHistory(final Object file) {
		return "There is no history \"" + file + "\".";
	}

	static String historyLine(final Object file, final int line, final String text) {
		return "\"" + file + "\" has the line " + (line + 1) + ", \"" + text + "\", which is not epoch,split,name,value.";
	}

	static String noAverage() {
		return "The checkpoint has no averaged weights.";
	}

	static String listenerFailed(final Object reason) {
		return "The training listener has failed (" + reason + ") and gets no further events; the training continues.";
	}

	static String patience(final int patience) {
		return "patience is " + patience + ", but there are no validation cases that could show whether it gets better.";
	}

	static String smallerBatch(final int planes, final int used, final int batch) {
		return "There are " + planes + " planes to train on, so batches hold " + used + " of them instead of " + batch + ".";
	}

	static String smallerStep(final int planes, final int used, final int accumulate) {
		return "There are " + planes + " planes to train on, so a step has " + used + " batches instead of " + accumulate + ".";
	}

	static String resumes(final String progress, final Object folder) {
		return "Training resumes from " + progress + " in \"" + folder + "\".";
	}

	public static String endedEarly(final int done, final int epochs, final Object reason) {
		return "Training ended after " + done + " of " + epochs + " epochs because " + reason + ".";
	}

	static String hardLoss(final String losses) {
		return "The labels are soft, but the loss " + losses + " is for hard ones: it is not smallest where the network says " +
			"what the raters say; dice-semimetric and jaccard-metric are.";
	}

	static String batchStatistics(final int batch) {
		return "The network compares means over whole images, so it trains with batches of at least 2 patches, but batch is " +
			batch + ".";
	}

	static String patchMultiple(final int patch, final int multiple) {
		return "patch is " + patch + " but must be a multiple of " + multiple + " pixels for this network, or 0 to choose it.";
	}

	static String noCases() {
		return "There are no cases to train on.";
	}

	static String largeRate(final double rate, final String optimizer, final double largest) {
		return "The learning rate is " + rate + ", but trainings with " + optimizer + " rarely go well with more than " + largest + ".";
	}

	static String scalesWithoutOne(final String augmentation) {
		return "augmentation=" + augmentation + " never shows an image at its own scale, at which the network will predict.";
	}

	static String shownClasses(final int epoch, final String counts) {
		return "Patches of epoch " + epoch + " that show each class: " + counts + ".";
	}

	static String neverShown(final int epoch, final int patches, final String classes, final double oversample) {
		return "None of the " + patches + " patches of epoch " + epoch + " shows " + classes + ", which the network cannot learn so. " +
			(oversample > 0 ? "No training image shows it." : "Set oversample=0.33, which places a third of the patches on objects.");
	}

	public static String nothingLabelled(final String caseName) {
		return "There is no labelled pixel in case " + caseName + ", so that nothing can be learned.";
	}

	static String channelsDiffer(final String caseName, final int channels, final String otherCase, final int otherChannels) {
		return "Case " + caseName + " has " + channels + " channels but case " + otherCase + " has " + otherChannels +
			"; a network takes one number of channels.";
	}

	static String classesDiffer(final String caseName, final int classes, final String otherCase, final int otherClasses) {
		return "Case " + caseName + " has " + classes + " classes but case " + otherCase + " has " + otherClasses + ".";
	}

	public static String lossIsNaN(final double loss, final int epoch, final String patches, final double rate, final String
		caution, final String checkpoint)
	{
		return "The loss became " + loss + " in epoch " + epoch + ", on " + patches + ". Try a smaller rate than " + rate +
			"." + (caution.isEmpty() ? "" : " " + caution) + (checkpoint.isEmpty() ? "" : " " + checkpoint);
	}

	static String weightIsNaN(final String weight, final float value, final double rate) {
		return "The weight \"" + weight + "\" became " + value + " in the last step. Try a smaller rate than " + rate + ".";
	}

	static String noCheckpoint(final long epoch, final String reason) {
		return "The checkpoint of epoch " + epoch + " could not be written, and training continues without it: " + reason;
	}

	public static String otherVersion() {
		return "it was written by another version of Sfumato";
	}

	public static String isNew(final String setting) {
		return Excerpt.of(setting) + " is new";
	}

	public static String isMissing(final String setting) {
		return Excerpt.of(setting) + " is missing now";
	}

	public static String hasChanged(final String setting) {
		return Excerpt.of(setting) + " has changed";
	}

	public static String differs(final String setting, final String before, final String now) {
		return Excerpt.of(setting) + " was " + Excerpt.of(before) + " and is " + Excerpt.of(now);
	}

	public static String stepTime(final double seconds, final long stepsLeft, final String timeLeft) {
		return String.format(Locale.ROOT, "A step takes %.2g s: the %,d that are left will take about %s, and validations " +
			"come on top.", seconds, stepsLeft, timeLeft);
	}

	public static String begins(final Object network, final long weights, final int planes, final int channels, final int
		classes, final int patch, final Object loss)
	{
		return String.format(Locale.ROOT, "Training %s (%,d weights) on %d planes, %d channel(s), %d classes; patches of " +
			"%d x %d; loss %s", network, weights, planes, channels, classes, patch, patch, loss);
	}

	public static String notEnoughMemory(final int batch, final int patch, final String numbers, final int accumulate, final int
		smallerPatch)
	{
		final String patchHint = smallerPatch > 0 ? "patch=" + smallerPatch : "a smaller network";
		return "There is not enough memory for batches of " + batch + " patches of " + patch + " x " + patch + " pixels: " + numbers +
			". Try " + (batch > 1 ? "batch=" + batch / 2 + " accumulate=" + 2 * accumulate + ", which makes steps of as many patches, or " +
				patchHint : patchHint) + ".";
	}

	public static String fewValues(final int batch, final int patch, final long values, final boolean largerPatchHelps) {
		return "Batches of " + batch + " patches of " + patch + " x " + patch + " pixels leave batch normalization " + values +
			" value(s) per channel where the network is coarsest; training is safer with a larger batch" + (largerPatchHelps
			? " or patch." : ".");
	}

	public static String waited(final double percent) {
		return String.format(Locale.ROOT, "Training waited %.1f %% of the time for patches.", percent);
	}

	public static String memory(final double gigabytes, final int batch) {
		return String.format(Locale.ROOT, "That takes about %.1f GB of memory, beside the images, Java and the tensor " +
			"library, with batches of %d patches.", gigabytes, batch);
	}

	public static String patchOfCase(final String caseName) {
		return "a patch of case " + caseName;
	}

	public static String patchesOfCases(final String caseNames) {
		return "patches of the cases " + caseNames;
	}

	public static String lastGoodWeights(final String progress, final Object folder) {
		return "The last good weights, of " + progress + ", are in \"" + folder + "\".";
	}

	public static String nothingLabelled(final int cases) {
		return "There is no labelled pixel in any of the " + cases + " cases, so that nothing can be learned.";
	}

	public static String epoch(final int epoch, final int epochs, final double loss, final String speed) {
		return String.format(Locale.ROOT, "Epoch %d/%d, loss %.4f, %s", epoch, epochs, loss, speed);
	}

	public static String paused() {
		return "Paused";
	}

	public static String speed(final double images, final String device, final double steps, final String timeLeft) {
		return String.format(Locale.ROOT, "%.1f images/s on %s, %.1f steps/s, %s left", images, device, steps, timeLeft);
	}
}
