package sfumato.commands.train;

import java.io.IOException;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import sfumato.api.Training;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.training.settings.TrainingKey;

/** A command that trains one network: inputs for validation, early stopping and checkpoints. */
abstract class SupervisedTrainingCommand extends OpenImagesCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headmeanwhile = "Validation, early stopping and checkpoints";

	@Parameter(label = "Validation cases", persist = false, required = false,
		description = "validation cases, not trained on, e.g. 23-29; empty for none")
	private String validation = "";

	@Inputs
	private final TrainingInputs decisions = new TrainingInputs(TrainingKey.Section.MEANWHILE);

	@Parameter(label = "Time limit (minutes, 0 = off)", min = "0", persist = false, required = false,
		description = "training stops after this time and saves the model")
	private Double minutes = 0.0;

	@Parameter(label = "Checkpoint every ... epochs (0 = off)", min = "0", persist = false, required = false,
		description = "interval of checkpoints, written beside the model folder, to resume an interrupted training")
	private Integer checkpoint = 10;

	@Parameter(label = "Resume training", persist = false, required = false,
		description = "resume an interrupted training from its last checkpoint, if there is one")
	private Boolean resume = false;

	/** Sets all choices of a training of the API. */
	final Training supervised(final Training training) throws IOException {
		return chosen(training).validation(validation).minutes(minutes).checkpoint(checkpoint).resume(resume);
	}
}
