package sfumato.commands.wizard;

import sfumato.training.settings.TrainingKey;

/**
 * What there is to choose in the {@link SegmentationWizard}, as texts that the options of macros can have;
 * beside it the keys of {@link TrainingKey#inWizard}.
 */
enum WizardInput {

	/** Folder of results. */
	OUTPUT(""),
	/** Case of the preview. */
	CASE(""),
	FUSION(TrainingKey.FUSION.standard().toString()),
	/** Regular expression whose match is the patient; empty if every case is a patient of its own. */
	GROUP(""),
	/** Number of parts of the split: one for recalibration, one for tests, all others for training. */
	PARTS("5"),
	/** Random seed of the split and of the training. */
	SEED(TrainingKey.SEED.standard().toString()),
	PRESET("quick"),
	/** Time limit of the training in minutes; 0 for none. */
	MINUTES("0"),
	DEVICE("auto"),
	THREADS("0"),
	METHOD("kde(bandwidth: 0.01)"),
	TARGET("majority"),
	/** The model that is tested and predicts: recalibrated, once there is such a model, or trained. */
	MODEL("recalibrated"),
	/** Case, or path of an image, that the last step segments. */
	IMAGE("");

	private final String standard;

	WizardInput(final String standard) {
		this.standard = standard;
	}

	/** Returns the default value. */
	String standard() {
		return standard;
	}
}
