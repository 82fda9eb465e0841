package sfumato.commands.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.measure.ResultsTable;

/**
 * A table formatted as text: row names, and cells with the table's number of decimals.
 *
 * @param columns headings, the first of which belongs to the row names
 * @param rows cells of each row, one per column
 */
public record TableText(List<String> columns, List<List<String>> rows) {

	/** Copies the rows of a table from a position on. Columns that are empty there are omitted. */
	public static TableText of(final ResultsTable table, final int from) {
		// the column of the names has a heading, but no index
		final List<String> headings = Arrays.stream(table.getHeadings()).filter(table::columnExists).filter(h -> IntStream.range(
			from, table.size()).anyMatch(r -> !Double.isNaN(table.getValue(h, r)))).toList();
		final List<String> columns = new ArrayList<>(List.of(""));
		columns.addAll(headings);
		final List<List<String>> rows = new ArrayList<>();
		for (int r = from; r < table.size(); r++) {
			final List<String> row = new ArrayList<>();
			row.add(table.getLabel(r) == null ? Integer.toString(1 + r - from) : table.getLabel(r));
			for (final String heading : headings)
				row.add(Double.isNaN(table.getValue(heading, r)) ? "" : table.getStringValue(heading, r));
			rows.add(row);
		}
		return new TableText(columns, rows);
	}

	/** Returns the table with the given columns in their order, after the names. */
	public TableText only(final List<String> wanted) {
		final int[] kept = IntStream.range(0, columns.size()).filter(c -> c == 0 || wanted.contains(columns.get(c))).toArray();
		return new TableText(Arrays.stream(kept).mapToObj(columns::get).toList(), rows.stream().map(row -> Arrays.stream(kept)
			.mapToObj(row::get).toList()).toList());
	}

	/** Returns the table with other headings of the first columns. */
	public TableText headed(final String... words) {
		final List<String> headed = new ArrayList<>(columns);
		for (int c = 0; c < words.length; c++)
			headed.set(c, words[c]);
		return new TableText(headed, rows);
	}
}
