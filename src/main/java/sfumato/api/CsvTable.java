package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;

import sfumato.output.NewFile;

/**
 * A result that is a table, and can be written as a CSV file.
 *
 * <pre>{@code
 * result.write("scores.csv");
 * }</pre>
 */
public interface CsvTable {

	/** The table: a header, then a line per row; numbers with decimal points. */
	String toCsv();

	/**
	 * Writes {@link #toCsv()} to a new file, all or nothing.
	 *
	 * @throws IOException in a sentence, if the file exists or cannot be written
	 */
	default void write(final Path file) throws IOException {
		NewFile.requireWritable(file, false);
		NewFile.writeText(file, toCsv());
	}

	/** {@link #write(Path)} of a name. */
	default void write(final String file) throws IOException {
		write(Path.of(file));
	}
}
