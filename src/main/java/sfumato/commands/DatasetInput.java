package sfumato.commands;

import java.io.File;
import java.io.IOException;

import sfumato.data.Dataset;
import sfumato.data.Polarity;

/** The data set that the keys {@code dataset}, {@code task} and {@code polarity} mean. */
final class DatasetInput {

	/** As the data set itself says. */
	private static final String DEFAULT = "default";

	private DatasetInput() {}

	static Dataset open(final File folder, final String task, final String polarity) throws IOException {
		final Dataset dataset = Dataset.open(folder.toPath(), task);
		return polarity.equals(DEFAULT) ? dataset : dataset.withPolarity(Polarity.of(polarity));
	}
}
