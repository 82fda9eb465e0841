package sfumato.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about jobs: training, cross-validation, prediction, import and export. */
public final class JobMessages {

	private JobMessages() {}

	static String title(final String what, final Path of) {
		final Path name = of.getFileName();
		return what + " of " + "\"" + Excerpt.of(name == null ? of : name) + "\"";
	}

	static String waitsForTurn(final List<String> running) {
		return "Waits for " + either(running) + " to end, and for a job that came before.";
	}

	public static String waitsForPlace(final List<String> running, final int places) {
		return "Waits for " + either(running) + " to end, as " + (places == 1 ? "one job runs at a time in this process."
			: "at most " + places + " jobs run at a time.");
	}

	static String waitsForGpu(final String running) {
		return "Waits for " + running + " to end, as it computes on the GPU; a job with device=cpu runs beside it.";
	}

	static String waitsForDevice(final String running) {
		return "Waits until it is known whether " + running + " computes on the GPU.";
	}

	public static String waitsForMemory(final List<String> running, final long needed, final long free) {
		return "Waits for " + either(running) + " to end, as " + (needed >> 20) + " MB of memory are needed and " + (free >> 20) +
			" are free.";
	}

	public static String runsBeside(final List<String> running, final int threads) {
		return "Runs beside " + String.join(" and ", running) + ", with " + threads + (threads == 1 ? " thread." : " threads.");
	}

	private static String either(final List<String> running) {
		return running.isEmpty() ? "another job" : String.join(" or ", running);
	}

	static String noShard(final int shard, final int of, final int most, final int mostShard, final int mostOf) {
		return "shard=" + shard + "/" + of + " is none; write 1/" + most + " to " + mostShard + "/" + mostOf + ".";
	}

	static String overwriteOfShards() {
		return "overwrite=true would throw away what other shards have made. Choose another output.";
	}

	static String noMethods() {
		return "There is no method to be cross-validated; give one at least.";
	}

	static String methodsOfOneName(final String name) {
		return "Two methods are called \"" + name + "\".";
	}

	static String foldText(final String text, final int count) {
		return "fold=" + text + " is no selection of the folds 1 to " + count + "; it is written like 1-2 or 1+3.";
	}

	static String patientInTwoFolds(final String patient, final int fold, final int otherFold, final String group) {
		return "Patient " + patient + " has cases in fold " + (fold + 1) + " and in fold " + (otherFold + 1) + " and cannot be " +
			"pooled. Give group=[" + group + "], so that patients stay together, or leave pool empty.";
	}

	static String partsMissing(final Object folder, final int n, final int all, final String names) {
		return "\"" + folder + "\" lacks " + n + " of " + all + " parts: " + names + ". Run them first.";
	}

	static String nothingToCompare(final Object scores) {
		return "There is nothing to compare with one method or one case; the scores are in " + scores + ".";
	}

	static String dependentCases(final String group, final Object scores) {
		return "Cases of one group are not independent, so that p of the table is too small; Compare Methods... with group=[" +
			group + "] compares the groups of " + scores + ".";
	}

	static String noCrossValidation(final Object folder, final String file) {
		return "There is no cross-validation in \"" + folder + "\"; it holds no " + file + ".";
	}

	static String otherCrossValidation(final Object folder, final String settings, final String wanted) {
		return "\"" + folder + "\" holds a cross-validation with " + Excerpt.of(settings) + " and not " + Excerpt.of(wanted) +
			". Choose another output, or set overwrite=true.";
	}

	public static String noExportFolder(final Object folder) {
		return "\"" + folder + "\" is a folder with other files than an export's, which overwrite=true does not replace. " +
			"Choose another output.";
	}

	static String onProcessor(final String method) {
		return method + " of these raters has no tensor implementation; it runs on the CPU.";
	}

	public static String tensorsMatched(final String network, final int n, final Object fileName) {
		return "Encoder of " + network + ": " + n + " tensors of " + fileName + " matched by name";
	}

	public static String classificationOnly(final String names) {
		return "Left out, for classification only: " + names;
	}

	public static String countersLeftOut(final int n) {
		return "Left out: counters num_batches_tracked (" + n + ")";
	}

	static String noModel() {
		return "There is no model; name at least one model folder.";
	}

	static String noFormat() {
		return "There is no format; choose tiff, nifti, png or rois.";
	}

	static String notPredicted(final String image, final String reason) {
		return image + " was not predicted: " + reason;
	}

	static String nonePredicted(final int n, final String first) {
		return "None of the " + n + " images could be predicted. The first: " + first;
	}

	public static String otherResults(final Object folder, final String settings) {
		return "\"" + folder + "\" holds results that were made with " + settings + ". Choose another output, or set " +
			"overwrite=true.";
	}

	public static String resultsOfOthers(final Object folder, final String example) {
		return "\"" + folder + "\" holds results of other images that were made in another way, e.g. " + example +
			", and cases=... would overwrite only some. Leave cases out, or choose another output.";
	}

	static String nameOfPlane(final long plane, final String image, final String name) {
		return "Plane " + (plane + 1) + " of \"" + image + "\" would be written as \"" + Excerpt.of(name) + "\", as another " +
			"image of the folder would be. Rename one of them.";
	}

	static String tableIsOpen(final Object table, final long rows) {
		return "\"" + table + "\" lacks " + rows + " rows, as another program has it open. Close it there and run this again, " +
			"which predicts the images without a row again.";
	}

	public static String noSample(final Object model, final Object file) {
		return "The model \"" + model + "\" has no sample to be checked with: \"" + file + "\" is missing.";
	}

	static String otherSampleSize(final Object model, final String answer, final String wanted) {
		return "The sample of \"" + model + "\" does not fit the model: its answer is " + answer + " but the model gives " + wanted
			+ ".";
	}

	static String shardRange(final int shard, final int of) {
		return "shard is " + shard + "/" + of + " but must be one of 1/" + of + " … " + of + "/" + of + ".";
	}

	static String noLabelMaps(final String title, final String terms, final String kde) {
		return "There are no label maps in " + title + ", so nothing but the teacher can be learned from: terms=" + terms +
			" must be kl and dml, or one of them, and kde=" + kde + " must be none.";
	}

	static String teacher(final String model, final String network, final String terms, final String kde, final double temperature)
	{
		return "The teacher is " + model + ", " + network + "; terms " + terms + ", kde " + kde + ", temperature " + temperature;
	}

	static String startsFrom(final Object model) {
		return "Training starts from the weights of " + model;
	}

	static String resumable(final Object folder) {
		return "With resume=true overwrite=true training resumes from there; \"" + folder + "\" is not needed for anything else.";
	}

	static String cancelled(final String progress, final Object folder) {
		return "Training was cancelled. Its checkpoint of " + progress + " stays in \"" + folder + "\"; resume=true resumes it.";
	}

	static String unfinished(final Object folder, final String progress) {
		return "There is an unfinished training in \"" + folder + "\" (" + progress + "). Set resume=true to resume it, or " +
			"overwrite=true to delete it and start again.";
	}

	static String otherNetwork(final Object start, final String network, final String wanted) {
		return "The model \"" + start + "\" to start from is " + network + ", but network is " + wanted + ".";
	}

	public static String startShape(final Object start, final int channels, final int classes, final int wantedChannels, final int
		wantedClasses)
	{
		return "The model \"" + start + "\" to start from takes " + channels + " channel(s) and knows " + classes +
			" classes, but the dataset has " + wantedChannels + " and " + wantedClasses + ".";
	}

	static String validationClasses(final int classes, final int wanted) {
		return "The validation cases show " + classes + " classes, but those to train on " + wanted + ".";
	}

	static String validationChannels(final int channels, final int wanted) {
		return "The validation images have " + channels + " channel(s), but those to train on " + wanted + ".";
	}

	public static String partsDone(final int done, final int all, final String timeLeft) {
		return String.format(Locale.ROOT, "%d of %d parts are there; the others will take about %s if each takes as long " +
			"as these.", done, all, timeLeft);
	}

	public static String scores(final String part, final double dice, final double bdice, final double ece, final int cases) {
		return String.format(Locale.ROOT, "%s: Dice %.2f, BDice %.2f, ECE %.2f (mean over %d cases)", part, dice, bdice, ece,
			cases);
	}

	public static String writingModel() {
		return "Writing the model";
	}

	public static String wroteModel(final Object model) {
		return "Wrote the model " + model;
	}

	public static String validating(final String caseName) {
		return "Validating on case " + caseName;
	}

	public static String predicted(final long planes, final double seconds, final String device, final double imagesPerSecond) {
		return String.format(Locale.ROOT, "Predicted %d %s in %.1f s on %s, %.2f images/s", planes, planes == 1 ? "plane"
			: "planes", seconds, device, imagesPerSecond);
	}

	public static String adapted(final int channels, final String weights) {
		return "Adapted to " + channels + (channels == 1 ? " channel: " : " channels: ") + weights;
	}

	public static String partExists(final String part) {
		return part + ": exists already";
	}

	public static String crossValidated(final int parts) {
		return "Cross-validated " + parts + " parts";
	}

	public static String evaluating(final String caseName) {
		return "Evaluating case " + caseName;
	}

	public static String evaluated(final int cases) {
		return "Evaluated " + cases + " cases";
	}

	public static String exported(final Object output) {
		return "Exported to " + output;
	}

	public static String computingOn(final Object device, final String djl) {
		return JobRunner.COMPUTING_ON + device + ", DJL " + djl;
	}

	public static String predictedImages(final int images) {
		return "Predicted " + images + " images";
	}

	public static String fitting(final Object method) {
		return "Fitting " + method;
	}

	public static String recalibrated(final Object model) {
		return "Recalibrated " + model;
	}

	public static String validationCases() {
		return "Validation cases:";
	}

	public static String modelBefore() {
		return "the model as it was before it changed";
	}
}
