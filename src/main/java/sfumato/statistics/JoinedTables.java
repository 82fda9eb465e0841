package sfumato.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

import sfumato.text.Csv;

/**
 * Tables of scores of several files as one table: it has the columns of all, and a cell is empty where a file lacks the column. A file
 * without a column {@code method} is one method, called after the file.
 */
final class JoinedTables {

	private JoinedTables() {}

	/**
	 * Reads the files; one alone stays as it is.
	 *
	 * @throws IOException in a sentence: a file is no table
	 */
	static List<Csv.Row> read(final List<Path> files) throws IOException {
		if (files.size() == 1) return Csv.read(files.get(0));
		final List<String> columns = new ArrayList<>(List.of(MethodScores.METHOD));
		final List<Csv.Row> joined = new ArrayList<>();
		final List<String> names = names(files);
		for (int f = 0; f < names.size(); f++) {
			final List<Csv.Row> rows = Csv.read(files.get(f));
			if (rows.isEmpty()) throw new IOException(StatisticsMessages.emptyTable("\"" + files.get(f).getFileName() + "\""));
			final List<String> header = rows.get(0).cells();
			header.stream().filter(c -> MethodScores.indexOf(columns, c) < 0).forEach(columns::add);
			for (final Csv.Row row : rows.subList(1, rows.size())) {
				if (row.cells().size() != header.size()) throw new IOException(StatisticsMessages.cells(row.line(), "\"" + files.get(f)
					.getFileName() + "\"", row.cells().size(), header.size()));
				final List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
				cells.set(0, names.get(f));
				for (int c = 0; c < header.size(); c++)
					cells.set(MethodScores.indexOf(columns, header.get(c)), row.cells().get(c));
				joined.add(new Csv.Row(row.line(), cells));
			}
		}
		final List<Csv.Row> all = new ArrayList<>(List.of(new Csv.Row(1, columns)));
		for (final Csv.Row row : joined) {
			final List<String> cells = new ArrayList<>(row.cells());
			cells.addAll(Collections.nCopies(columns.size() - cells.size(), ""));
			all.add(new Csv.Row(row.line(), cells));
		}
		return all;
	}

	/** The names of the files without their endings, with those of the folders where they would be the same. */
	private static List<String> names(final List<Path> files) throws IOException {
		final List<String> names = files.stream().map(f -> f.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "")).toList();
		if (areDifferent(names)) return names;
		final List<String> longer = new ArrayList<>();
		for (int f = 0; f < names.size(); f++) {
			final Path folder = files.get(f).toAbsolutePath().normalize().getParent();
			longer.add((folder == null || folder.getFileName() == null ? "" : folder.getFileName() + "/") + names.get(f));
		}
		if (!areDifferent(longer)) throw new IOException(StatisticsMessages.sameNames(String.join(", ", longer)));
		return longer;
	}

	private static boolean areDifferent(final List<String> names) {
		return new HashSet<>(names).size() == names.size();
	}
}
