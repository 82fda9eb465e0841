package sfumato.recalibration;

import sfumato.text.Excerpt;

/** Messages about recalibrators and what they are fitted to. */
public final class RecalibrationMessages {

	private RecalibrationMessages() {}

	static String noCases() {
		return "There are no calibration cases; recalibration learns from at least one.";
	}

	static String caseClasses(final int i, final int n, final int wanted) {
		return "Calibration case " + (i + 1) + " has " + n + " classes but case 1 has " + wanted + ".";
	}

	static String noTensor(final String name, final Object known) {
		return "Tensor \"" + Excerpt.of(name) + "\" of the recalibration is missing; there are only " + known + ".";
	}

	static String tensorShape(final String name, final String shape, final String wanted) {
		return "Tensor \"" + Excerpt.of(name) + "\" of the recalibration is " + shape + " but " + wanted +
			" is expected; fit it again.";
	}

	static String tooFewClasses(final int n) {
		return "A segmentation has at least 2 classes, not " + n + ".";
	}

	static String keysLength(final int keys, final int classes, final long wanted, final int probabilities, final int targets) {
		return "A recalibration of " + keys + " keys and " + classes + " classes has " + wanted + " probabilities and targets " +
			"(at least one key), not " + probabilities + " and " + targets + ".";
	}

	static String weight(final float weight) {
		return "A weight of the recalibration is " + weight + "; fit it again.";
	}

	static String noProbability(final String name, final float value) {
		return "Tensor \"" + Excerpt.of(name) + "\" of the recalibration holds " + value + ", which is not a probability; fit " +
			"it again.";
	}

	public static String mapClasses(final int learned, final int found) {
		return "The recalibration was learned with " + learned + " classes but the probability map has " + found + ".";
	}

	static String pixelClasses(final int learned, final int found) {
		return "The recalibration was learned with " + learned + " classes but the pixel has " + found + ".";
	}

	static String samplingMissing() {
		return "sampling is missing; say PROPORTIONAL, BALANCED or SPREAD.";
	}

	static String confidence(final int i, final float confidence) {
		return "The prediction of calibration case " + (i + 1) + " holds the value " + confidence + "; probabilities are " +
			"between 0 and 1.";
	}

	public static String oneClass(final int classNumber, final String className) {
		return "All pixels of the calibration cases are class " + classNumber + " (" + className + "); recalibration needs " +
			"pixels of at least two classes.";
	}

	static String shapeLength(final String shape, final int n) {
		return "Shape " + shape + " does not hold " + n + " values.";
	}

	public static String unlabelled() {
		return "All pixels of the calibration cases are unlabelled; recalibration needs pixels of at least two classes.";
	}
}
