package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Whether probabilities are put right by what a model has learnt of them. */
public final class RecalibrateInput {

	@Parameter(label = "Recalibrate", persist = false, required = false,
		description = "whether the model's recalibration, if it has one, is applied")
	private Boolean recalibrate = true;

	/** Whether they are. */
	public boolean wanted() {
		return recalibrate;
	}
}
