package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.Dataset;
import sfumato.data.Polarity;
import sfumato.labels.MissingLabels;

/** How the label maps of a data set are read, where that is not left to the data set. */
public final class LabelMapInputs {

	/** As the data set itself says. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Polarity", choices = { DEFAULT, "normal", "inverted", "auto" }, persist = false, required = false,
		description = "which value of a mask is the object: inverted takes 0, auto takes 0 of masks that look so; default as" +
			" dataset.json says, else normal")
	private String polarity = DEFAULT;

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "what means that a rater has not looked: none, empty-slices (of a volume), or a value such as 254; default" +
			" as dataset.json says, else none")
	private String missing = DEFAULT;

	@Inputs
	private final NumbersInput numbers = new NumbersInput();

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	/** The data set, read in this way. */
	public Dataset of(final Dataset dataset) {
		Dataset meant = of(dataset, numbers, geometry);
		if (!polarity.equals(DEFAULT)) meant = meant.withPolarity(Polarity.of(polarity));
		return missing.equals(DEFAULT) ? meant : meant.withMissing(MissingLabels.parse(missing));
	}

	/** The data set, with these numbers and this geometry. */
	public static Dataset of(final Dataset dataset, final NumbersInput numbers, final GeometryInput geometry) {
		final Dataset meant = numbers.given().map(dataset::withNumbers).orElse(dataset);
		return geometry.given().map(meant::withGeometry).orElse(meant);
	}
}
