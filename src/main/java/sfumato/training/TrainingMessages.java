package sfumato.training;

/** Messages to people, for the classes of this package and for tests. */
public final class TrainingMessages {

	private TrainingMessages() {}

	public static String notResumable(final Object folder, final String progress, final String differences, final String more) {
		return "The unfinished training in \"" + folder + "\" (" + progress + ") cannot be resumed: " + differences + more +
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

	static String nothingLabelled(final String names) {
		return "There is no labelled pixel in " + names + ", so that nothing can be learned.";
	}

	static String channelsDiffer(final String caseName, final int channels, final String otherCase, final int otherChannels) {
		return "Case " + caseName + " has " + channels + " channels but case " + otherCase + " has " + otherChannels +
			"; a network takes one number of channels.";
	}

	static String classesDiffer(final String caseName, final int classes, final String otherCase, final int otherClasses) {
		return "Case " + caseName + " has " + classes + " classes but case " + otherCase + " has " + otherClasses + ".";
	}

	static String lossIsNaN(final double loss, final int epoch, final String cases, final String more, final double rate, final
		String caution, final String progress)
	{
		return "The loss became " + loss + " in epoch " + epoch + ", on " + cases + more + ". Try a smaller rate than " + rate + "."
			+ caution + progress;
	}

	static String weightIsNaN(final String weight, final float value, final double rate) {
		return "The weight \"" + weight + "\" became " + value + " in the last step. Try a smaller rate than " + rate + ".";
	}

	static String noCheckpoint(final long epoch, final String reason) {
		return "The checkpoint of epoch " + epoch + " could not be written, and training continues without it: " + reason;
	}
}
