package sfumato.commands.train;

import java.io.IOException;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import sfumato.api.Training;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.training.TrainingKey;

/** A command that trains one network: what is there to choose about the time in which it learns. */
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

	/** Gives a training of the API all that was chosen. */
	final Training supervised(final Training training) throws IOException {
		return chosen(training).validation(validation).minutes(minutes).checkpoint(checkpoint).resume(resume);
	}
}
