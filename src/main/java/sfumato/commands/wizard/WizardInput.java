package sfumato.commands.wizard;

import sfumato.training.settings.TrainingKey;

/**
 * What there is to choose in the {@link SegmentationWizard}, as texts that the options of macros can have;
 * beside it the keys of {@link TrainingKey#inWizard}.
 */
enum WizardInput {

	/** The folder of results. */
	OUTPUT(""),
	/** The case of the preview. */
	CASE(""),
	FUSION(TrainingKey.FUSION.standard().toString()),
	/** A regular expression whose match is the patient; empty: each case is one of its own. */
	GROUP(""),
	/** In how many parts the cases are dealt: one to recalibrate with, one to test, the rest to train with. */
	PARTS("5"),
	/** Of the split and of the training. */
	SEED(TrainingKey.SEED.standard().toString()),
	PRESET("quick"),
	/** After which training ends; 0: no limit. */
	MINUTES("0"),
	DEVICE("auto"),
	THREADS("0"),
	METHOD("kde(bandwidth: 0.01)"),
	TARGET("majority"),
	/** The case, or the path of the image, that is segmented at the end. */
	IMAGE("");

	private final String standard;

	WizardInput(final String standard) {
		this.standard = standard;
	}

	/** What it is unless something else is chosen. */
	String standard() {
		return standard;
	}
}
