package sfumato.training.distillation;

/** Messages about the training of a student with a teacher. */
public final class DistillationMessages {

	private DistillationMessages() {}

	static String nothingToLearn(final String terms, final String loss) {
		return "terms=" + terms + " and loss=" + loss + " have nothing in common, so nothing would be learned; kl are the " +
			"loss's means over pixels, such as cross-entropy, and dml those of regions, such as dice-semimetric.";
	}

	static String termOptions(final String method) {
		return "\"" + method + "\" in terms has options, but only has a weight before it; options of losses belong to loss.";
	}

	static String noTerm(final String method, final String known) {
		return "terms has \"" + method + "\", which is none. Known: " + known + ".";
	}

	static String termTwice(final Object kind) {
		return "terms has " + kind + " twice; give it one weight.";
	}

	static String samplingMissing() {
		return "sampling is missing; say BALANCED or PROPORTIONAL.";
	}

	static String otherNormalization(final String teacher, final String normalization, final String wanted) {
		return "The teacher \"" + teacher + "\" was trained on images with normalization=" + normalization +
			", but normalization is " + wanted + "; both networks see the same crops.";
	}

	static String patchMultiple(final int patch, final int multiple, final String teacher) {
		return "patch is " + patch + " but must be a multiple of " + multiple + " pixels for the teacher \"" + teacher +
			"\", or 0 to choose it.";
	}

	static String hardLoss(final String losses) {
		return "The teacher's predictions are soft, but the loss " + losses + " is for hard ones: it is not smallest where the " +
			"student says what the teacher says.";
	}

	static String recalibrationLeftOut(final String teacher) {
		return "The recalibration of the teacher \"" + teacher + "\" is left out: the student learns the network's own " +
			"probabilities.";
	}

	static String teacherShape(final String teacher, final int channels, final int classes, final int wantedChannels, final int
		wantedClasses)
	{
		return "The teacher \"" + teacher + "\" takes " + channels + " channel(s) and knows " + classes + " classes, but the " +
			"dataset has " + wantedChannels + " and " + wantedClasses + ".";
	}
}
