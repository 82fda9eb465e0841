package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Whether probabilities are put right by what a model has learnt of them. */
public final class RecalibrateInput {

	@Parameter(label = "Recalibrate", persist = false, required = false,
		description = "apply the model's recalibration, if it has one")
	private Boolean recalibrate = true;

	/** Whether predictions are recalibrated. */
	public boolean wanted() {
		return recalibrate;
	}
}
