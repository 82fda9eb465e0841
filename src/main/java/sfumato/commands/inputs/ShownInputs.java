package sfumato.commands.inputs;

import java.util.Set;

import org.scijava.plugin.Parameter;

import sfumato.api.FolderPrediction;
import sfumato.prediction.PredictionOutput;

/** What there is to see of a prediction. */
public final class ShownInputs {

	@Parameter(label = "Show", choices = { "probabilities", "labels", "both" }, persist = false, required = false,
		description = "probability map, label map (most probable class), or both")
	private String show = "probabilities";

	@Parameter(label = "Show uncertainty", persist = false, required = false,
		description = "show the entropy: 0 where a class is certain, 1 where all classes are equally probable")
	private Boolean uncertainty = false;

	/** Sets the results of the prediction of a folder. */
	public FolderPrediction of(final FolderPrediction prediction) {
		return prediction.show(show).uncertainty(uncertainty);
	}

	/** Returns the chosen results. */
	public Set<PredictionOutput> products() {
		return PredictionOutput.of(show, uncertainty);
	}
}
