package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;

import sfumato.data.Dataset;
import sfumato.data.Polarity;
import sfumato.labels.MissingLabels;

/** The data set that the keys {@code dataset}, {@code task}, {@code polarity}, {@code missing}, {@code numbers} and {@code geometry} mean. */
public final class DatasetInput {

	/** As the data set itself says. */
	private static final String DEFAULT = "default";

	private DatasetInput() {}

	public static Dataset open(final File folder, final String task, final String polarity, final String numbers, final String geometry)
		throws IOException
	{
		final Dataset dataset = open(folder, task, numbers, geometry);
		return polarity.equals(DEFAULT) ? dataset : dataset.withPolarity(Polarity.of(polarity));
	}

	public static Dataset open(final File folder, final String task, final String numbers, final String geometry) throws IOException {
		final Dataset dataset = Dataset.open(folder.toPath(), task);
		final Dataset meant = NumbersInput.of(numbers).map(dataset::withNumbers).orElse(dataset);
		return GeometryInput.of(geometry).map(meant::withGeometry).orElse(meant);
	}

	public static Dataset open(final File folder, final String task, final String polarity, final String missing, final String numbers,
		final String geometry) throws IOException
	{
		final Dataset dataset = open(folder, task, polarity, numbers, geometry);
		return missing.equals(DEFAULT) ? dataset : dataset.withMissing(MissingLabels.parse(missing));
	}
}
