package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.Dataset;
import sfumato.data.Polarity;
import sfumato.labels.MissingLabels;

/** How the label maps of a dataset are read, where that is not left to the dataset. */
public final class LabelMapInputs {

	/** Choice that uses the setting of the dataset. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Mask polarity", choices = { DEFAULT, "normal", "inverted", "auto" }, persist = false, required = false,
		description = "value of the object in a mask: normal is above 0, inverted is 0, auto detects inverted masks; default follows" +
			" dataset.json, else normal")
	private String polarity = DEFAULT;

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "mark of unlabelled pixels of a rater: none, empty-slices (of a volume), or a value such as 254; default follows" +
			" dataset.json, else none")
	private String missing = DEFAULT;

	@Inputs
	private final NumbersInput numbers = new NumbersInput();

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	/** Returns the dataset with these options for label maps. */
	public Dataset of(final Dataset dataset) {
		Dataset meant = of(dataset, numbers, geometry);
		if (!polarity.equals(DEFAULT)) meant = meant.withPolarity(Polarity.of(polarity));
		return missing.equals(DEFAULT) ? meant : meant.withMissing(MissingLabels.parse(missing));
	}

	private static Dataset of(final Dataset dataset, final NumbersInput numbers, final GeometryInput geometry) {
		final Dataset meant = numbers.given().map(dataset::withNumbers).orElse(dataset);
		return geometry.given().map(meant::withGeometry).orElse(meant);
	}
}
