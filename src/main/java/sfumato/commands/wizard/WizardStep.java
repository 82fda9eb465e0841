package sfumato.commands.wizard;

/** The steps of the {@link SegmentationWizard}, in order. */
enum WizardStep {

	DATA("Images and raters", "Check", """
		Choose the folder with your images and the raters' labels. The wizard only reads this folder; all results go to a \
		folder of their own."""),

	AGREEMENT("Agreement", "Compare the raters", """
		How well do the raters agree? Dice is 100 % where two outlines cover the same pixels and 0 % where they have none in common. \
		The inter-rater agreement is called the human ceiling: compare the scores of a model with it, not with 100 %."""),

	FUSION("Fusion", "Show this case", """
		The outlines of all raters are fused to one soft label: bright where all agree, dim where they disagree. The network learns \
		from soft labels. Look at some cases and choose a label fusion."""),

	SPLIT("Cases", "", """
		Most cases are the training set. The calibration set is held out to validate and to recalibrate the model, and the test set to \
		score it once, at the end. All cases of a patient stay together."""),

	TRAINING("Training", "Train", """
		The model has the weights of the epoch with the smallest validation loss, also after "Finish now". A quick training takes \
		minutes on a CPU; a standard one takes hours on a CPU, or minutes on a GPU."""),

	RECALIBRATION("Recalibration", "Recalibrate", """
		Networks are usually overconfident; recalibration corrects their probabilities. You can skip this step. The diagrams compare \
		before and after on one half of the calibration set, recalibrated with the other half; the test set stays unseen."""),

	SCORES("Test", "Score the model", """
		How good is the model on the test set, which nothing was chosen by? Beside its scores is the inter-rater agreement (human \
		ceiling): near it, the model agrees with the majority as well as a single rater does."""),

	PREDICTION("Prediction", "Segment", """
		Your model is ready. Try it on a test case or on a new image, on the active image in ImageJ or on a whole folder.""");

	private final String title, action, explanation;

	WizardStep(final String title, final String action, final String explanation) {
		this.title = title;
		this.action = action;
		this.explanation = explanation;
	}

	String title() {
		return title;
	}

	/** Returns the label of the button that runs the step; empty if there is nothing to run. */
	String action() {
		return action;
	}

	/** Returns two or three sentences for beginners. */
	String explanation() {
		return explanation;
	}

	boolean runs() {
		return !action.isEmpty();
	}

	/** Returns the step whose result this one needs; null if it needs none. */
	WizardStep needs() {
		return switch (this) {
			case RECALIBRATION, SCORES, PREDICTION -> TRAINING;
			default -> null;
		};
	}

	boolean isFirst() {
		return ordinal() == 0;
	}

	boolean isLast() {
		return ordinal() == values().length - 1;
	}

	WizardStep next() {
		return values()[ordinal() + 1];
	}

	WizardStep previous() {
		return values()[ordinal() - 1];
	}
}
