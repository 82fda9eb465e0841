package sfumato.models;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about model folders, their files and their fit to an image. */
public final class ModelMessages {

	private ModelMessages() {}

	static String lacksTensor(final String name, final Object shape, final String network, final String known) {
		return "The checkpoint lacks \"" + Excerpt.of(name) + "\" " + shape + ", which the encoder of " + network +
			" needs; it has " + known + ". Is it of another network?";
	}

	static String otherShape(final String name, final String shape, final String network, final Object wanted) {
		return "The checkpoint has \"" + Excerpt.of(name) + "\" with shape " + shape + ", but the encoder of " + network + " needs "
			+ wanted + ".";
	}

	static String unknownTensor(final String name, final String network) {
		return "The checkpoint has \"" + Excerpt.of(name) + "\", which the encoder of " + network + " does not know. Is it of " +
			"another network?";
	}

	static String recalibrationUnknown() {
		return "A model's description must say whether it has a recalibration.";
	}

	public static String untrained(final String model) {
		return "The model \"" + model + "\" is untrained: only its encoder has weights that were learned. Train it first, with " +
			"Train Network... and its folder as start.";
	}

	static String axes(final String axes) {
		return "axes are \"" + Excerpt.of(axes) + "\" but this version knows \"xyc\" only.";
	}

	static String noName() {
		return "A model needs a name.";
	}

	static String tooFewClasses(final int n) {
		return "A model has at least 2 classes, but there are " + n + ".";
	}

	public static String noFolder(final Object folder) {
		return "There is no model folder \"" + folder + "\".";
	}

	static String noModel(final Object folder, final String file) {
		return "\"" + folder + "\" is not a model: it holds no " + file + ".";
	}

	public static String format(final Object folder, final Object format, final int known) {
		return "The model \"" + folder + "\" has format " + Excerpt.of(format) + ", but this version of Sfumato reads format " +
			known + ". Update Sfumato, or save the model with the version you have.";
	}

	static String insideModel(final Object target, final Object model) {
		return "\"" + target + "\" lies in the model \"" + model + "\" itself. Choose another output.";
	}

	public static String notAModelFolder(final Object folder) {
		return "\"" + folder + "\" is a folder with other files than a model's, which overwrite=true does not replace. Choose " +
			"another output.";
	}

	static String brokenLink(final Object file) {
		return "\"" + file + "\" is a link that leads nowhere, so that the model cannot be copied. Delete the link.";
	}

	static String linkOutside(final Object file, final Object target) {
		return "\"" + file + "\" is a link to \"" + target + "\", which is no part of the model and is not copied. Replace the " +
			"link by the file, or delete it.";
	}

	static String lacksFile(final Object folder, final String name) {
		return "The model \"" + folder + "\" lacks its file " + name + ".";
	}

	public static String exportWithoutRecalibration() {
		return "The export gives the network's own probabilities, not the recalibrated ones.";
	}

	static String lacksKey(final String where, final String key) {
		return where + " lacks the key \"" + key + "\".";
	}

	static String unknownKey(final String where, final String key, final String known) {
		return where + " has the unknown key \"" + key + "\". Known: " + known + ".";
	}

	static String wrongKey(final String where, final String key, final Object json, final String expected) {
		return where + ": \"" + Excerpt.of(key) + "\" is " + Excerpt.of(json) + " but must be " + expected + ".";
	}

	public static String computingExample() {
		return "Computing an example";
	}

	public static String runningExport() {
		return "Running what was written";
	}

	public static String writingNetwork() {
		return "Writing the network";
	}

	public static String otherAnswer(final double difference, final double largest) {
		return String.format(Locale.ROOT, "The exported network answers otherwise than the model: %.3g where the model " +
			"says up to %.3g.", difference, largest);
	}

	public static String wholeTile(final String model, final int patch) {
		return "Each pixel that the model \"" + model + "\" predicts depends on the whole of a tile, and it was trained on " +
			"patches of " + patch + " pixels; tile=" + patch + " may segment better than larger tiles.";
	}

	public static String noPixelSize(final String model, final String trained, final String trainedUnit, final String image) {
		return "The model \"" + model + "\" was trained at " + trained + " " + trainedUnit + " per pixel, but \"" + image +
			"\" has no pixel size; set it in Image>Properties... if it is known.";
	}

	public static String otherPixelSize(final String model, final String trained, final String trainedUnit, final String image,
		final String size, final String unit, final String ratio)
	{
		return "The model \"" + model + "\" was trained at " + trained + " " + trainedUnit + " per pixel, but \"" + image +
			"\" has " + size + " " + unit + "; scaling the image by " + ratio + " (Image>Scale...) before would make them " +
			"alike.";
	}

	public static String isFile(final Object file) {
		return "There is no model folder \"" + file + "\"; it is a file.";
	}

	public static String linkToFolder(final Object file) {
		return "\"" + file + "\" is a link to a folder and cannot be copied with the model. Delete it.";
	}

	public static String noOrdinaryFile(final Object file) {
		return "\"" + file + "\" is no ordinary file and cannot be copied with the model. Delete it.";
	}

	public static String nullValue() {
		return "null cannot be written; use Optional";
	}

	public static String otherBits(final String model, final int bits, final String image, final int imageBits) {
		return "The model \"" + model + "\" was trained on " + bits + "-bit grey values, but \"" + image + "\" has " + imageBits
			+ "-bit ones; its normalization adapts to that.";
	}

	public static String otherBits(final String model, final int bits, final String image, final int imageBits, final String
		normalization)
	{
		return "The model \"" + model + "\" was trained on " + bits + "-bit grey values, but \"" + image + "\" has " + imageBits
			+ "-bit ones; its normalization (" + normalization + ") does not adapt, so check that they mean the same.";
	}

	public static String writingWeights() {
		return "Writing weights";
	}
}
