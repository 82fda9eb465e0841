package sfumato.commands.train;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.jobs.TrainJob;
import sfumato.training.TrainingKey;

/** A command that trains one network: inputs for validation, early stopping and checkpoints. */
abstract class SupervisedTrainingCommand extends OpenImagesCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headmeanwhile = "While it learns";

	@Parameter(label = "Validation cases", persist = false, required = false,
		description = "cases that the network is tried on meanwhile, e.g. 23-29; not trained on; empty for none")
	private String validation = "";

	@Inputs
	private final TrainingInputs decisions = new TrainingInputs(TrainingKey.Section.MEANWHILE);

	@Parameter(label = "Minutes (0 = no limit)", min = "0", persist = false, required = false,
		description = "after which training ends and keeps what it has")
	private Double minutes = 0.0;

	@Parameter(label = "Checkpoint every ... epochs (0 = never)", min = "0", persist = false, required = false,
		description = "what is needed to go on after an interruption is written beside the model folder")
	private Integer checkpoint = 10;

	@Parameter(label = "Go on with an unfinished training", persist = false, required = false,
		description = "from its last checkpoint, if there is one")
	private Boolean resume = false;

	/** What is done meanwhile. */
	final TrainJob.Supervision supervision() {
		return new TrainJob.Supervision(validation, checkpoint, resume, minutes);
	}
}
