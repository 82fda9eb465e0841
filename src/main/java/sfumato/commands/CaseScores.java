package sfumato.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import ij.measure.ResultsTable;

/**
 * Scores of several cases: as a CSV file with one row per case, and as rows of ImageJ's table with their mean at the end.
 * Where a case could not be scored (NaN) the cell is empty in the file, and the mean leaves it out.
 */
final class CaseScores {

	private record Row(String name, double[] values) {}

	private final List<String> columns;
	private final ToIntFunction<String> decimals;
	private final List<Row> rows = new ArrayList<>();

	CaseScores(final List<String> columns) {
		this(columns, column -> 2);
	}

	/** @param decimals how many the Results show of each column */
	CaseScores(final List<String> columns, final ToIntFunction<String> decimals) {
		this.columns = List.copyOf(columns);
		this.decimals = decimals;
	}

	/** @param values in the units of the table, one per column; NaN: not scored */
	void add(final String name, final double... values) {
		rows.add(new Row(name, values.clone()));
	}

	/** Checks before the work what would fail after it. */
	static void requireWritable(final Path file, final boolean overwrite) throws IOException {
		if (Files.isDirectory(file)) throw new IOException("\"" + file + "\" is a folder; name a CSV file.");
		if (Files.exists(file) && !overwrite) throw new IOException("\"" + file +
			"\" exists already. Choose another output, or set overwrite=true.");
		Path parent = file.toAbsolutePath().normalize().getParent();
		while (parent != null && !Files.exists(parent))
			parent = parent.getParent();
		if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) throw new IOException("\"" + file +
			"\" cannot be written because \"" + parent + "\" is " + (parent != null && Files.isDirectory(parent)
				? "write-protected" : "not a folder") + ". Choose another output.");
	}

	/** Writes header and rows, all or nothing; no mean, so that the file can be joined to others and read by programs. */
	void write(final Path file) throws IOException {
		final String header = columns.stream().map(CaseScores::quoted).collect(Collectors.joining(","));
		final StringBuilder csv = new StringBuilder("case," + header + "\n");
		for (final Row r : rows) {
			csv.append(quoted(r.name()));
			for (final double v : r.values())
				csv.append(',').append(Double.isNaN(v) ? "" : String.format(Locale.ROOT, "%.6f", v));
			csv.append('\n');
		}
		final Path absolute = file.toAbsolutePath();
		Files.createDirectories(absolute.getParent());
		// not a temporary file of Java's, which nobody but its owner could read
		final Path fresh = absolute.resolveSibling("." + absolute.getFileName() + "-" + UUID.randomUUID());
		try {
			Files.writeString(fresh, csv);
			Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(fresh);
		}
	}

	static String quoted(final String name) {
		return name.matches("[^\",\r\n]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/** Adds the rows and their mean to ImageJ's Results. */
	ResultsTable toResults() {
		rows.forEach(this::show);
		return show(new Row("mean", mean()));
	}

	private ResultsTable show(final Row row) {
		final ScoreTable results = ScoreTable.newRow(ScoreTable.EMPTY_MASKS, row.name());
		for (int c = 0; c < columns.size(); c++)
			if (!Double.isNaN(row.values()[c])) results.add(columns.get(c), row.values()[c], decimals.applyAsInt(
				columns.get(c)));
		return results.table();
	}

	private double[] mean() {
		final double[] mean = new double[columns.size()];
		for (int c = 0; c < mean.length; c++) {
			final int column = c;
			mean[c] = rows.stream().mapToDouble(r -> r.values()[column]).filter(v -> !Double.isNaN(v)).average().orElse(
				Double.NaN);
		}
		return mean;
	}
}
