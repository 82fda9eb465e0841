package sfumato.commands.tables;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import ij.ImagePlus;

/**
 * What the scores of a row are of, by the columns of the Results that say so, because rows of several runs stand below each other.
 *
 * @param columns the names by their headings, in the order of the table
 */
public record Compared(Map<String, String> columns) {

	/** Of rows whose names say it. */
	public static final Compared NOTHING = new Compared(Map.of());

	/** The headings of the columns. */
	public static final String PREDICTION = "Prediction", REFERENCE = "Reference";

	/** Two open images. */
	public static Compared of(final ImagePlus prediction, final ImagePlus reference) {
		return of(prediction.getTitle(), reference.getTitle());
	}

	/** Two folders, or a model and a dataset, by their names and those of the folders that they are in. */
	public static Compared of(final Path prediction, final Path reference) {
		return of(name(prediction), name(reference));
	}

	private static Compared of(final String prediction, final String reference) {
		final Map<String, String> columns = new LinkedHashMap<>();
		columns.put(PREDICTION, prediction);
		columns.put(REFERENCE, reference);
		return new Compared(columns);
	}

	/** Names like "predictions" are told apart by the folder above. */
	private static String name(final Path folder) {
		final Path path = folder.toAbsolutePath().normalize();
		final int n = path.getNameCount();
		return n == 0 ? path.toString() : path.subpath(Math.max(0, n - 2), n).toString().replace('\\', '/');
	}
}
