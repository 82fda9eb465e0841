package sfumato.commands.wizard;

/** The steps of the {@link SegmentationWizard}, in order. */
enum WizardStep {

	DATA("Images and raters", "Check", """
		Choose the folder with your images and with what the raters drew of them. It is only read, never changed; all results \
		go to a folder of their own."""),

	AGREEMENT("Agreement", "Compare the raters", """
		How far do the people who drew the outlines agree? A network cannot be better than that. Dice is 100 % where two \
		outlines cover the same pixels and 0 % where they have none in common."""),

	FUSION("Fusion", "Show this case", """
		The outlines of all raters become one soft label: bright where all agree, dim where they doubt. The network learns \
		from these. Look at some cases and choose how the raters become one."""),

	SPLIT("Cases", "", """
		Most cases are to train with. Some are kept aside to put the probabilities right, and others for an honest test at \
		the end. All cases of a patient stay together."""),

	TRAINING("Training", "Train", """
		The network learns now. The curves show how it gets on; "Finish now" keeps what it has learnt so far. A quick training \
		takes minutes on a processor, a standard one hours, or minutes on a GPU."""),

	RECALIBRATION("Recalibration", "Recalibrate", """
		Networks are too sure of themselves. From the cases that were kept aside the model learns what its probabilities are \
		worth; the diagrams show the test cases before and after."""),

	SCORES("Test", "Score the model", """
		How good is the model on cases that it has never seen? Beside its scores is the raters' own Dice with their majority: \
		a model that comes near it is as good as one of them."""),

	PREDICTION("Prediction", "Segment", """
		Your model is ready. Try it on a test case or on a new image; later, use Plugins > Sfumato > Predict > Predict \
		Segmentation... with the model folder.""");

	private final String title, action, explanation;

	WizardStep(final String title, final String action, final String explanation) {
		this.title = title;
		this.action = action;
		this.explanation = explanation;
	}

	String title() {
		return title;
	}

	/** What the button that runs it says; empty if there is nothing to run. */
	String action() {
		return action;
	}

	/** Two or three sentences for somebody who does this for the first time. */
	String explanation() {
		return explanation;
	}

	boolean runs() {
		return !action.isEmpty();
	}

	/** The step whose result this one works with, or null. */
	WizardStep needs() {
		return switch (this) {
			case RECALIBRATION -> TRAINING;
			case SCORES, PREDICTION -> RECALIBRATION;
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
