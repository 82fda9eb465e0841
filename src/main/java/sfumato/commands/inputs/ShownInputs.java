package sfumato.commands.inputs;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.scijava.plugin.Parameter;

import sfumato.prediction.PredictionOutput;
import sfumato.text.UserException;

/** What there is to see of a prediction. */
public final class ShownInputs {

	@Parameter(label = "Show", choices = { "probabilities", "labels", "both" }, persist = false, required = false,
		description = "probability map, label map (most probable class), or both")
	private String show = "probabilities";

	@Parameter(label = "Show uncertainty", persist = false, required = false,
		description = "show the entropy: 0 where a class is certain, 1 where all classes are equally probable")
	private Boolean uncertainty = false;

	/** What is asked for. */
	public Set<PredictionOutput> products() {
		final String what = show.toLowerCase(Locale.ROOT);
		if (!what.matches("probabilities|labels|both")) throw new UserException(
			"show must be probabilities, labels or both, but is \"" + show + "\".");
		final Set<PredictionOutput> products = EnumSet.noneOf(PredictionOutput.class);
		if (!what.equals("labels")) products.add(PredictionOutput.PROBABILITIES);
		if (!what.equals("probabilities")) products.add(PredictionOutput.LABELS);
		if (uncertainty) products.add(PredictionOutput.UNCERTAINTY);
		return products;
	}
}
