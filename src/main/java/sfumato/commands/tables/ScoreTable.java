package sfumato.commands.tables;

import ij.measure.ResultsTable;

/** Adds rows to ImageJ's {@code Results}. */
public final class ScoreTable {

	private static final int DECIMALS = 2;

	/** Heading of the column of image names. */
	public static final String LABEL = "Label";
	/** Heading of the column of image names for metrics; it states the scores of empty masks. */
	public static final String EMPTY_MASKS = "Label (both empty: 100 %, one: 0 %)";

	private final ResultsTable table;

	private ScoreTable(final ResultsTable table) {
		this.table = table;
	}

	/** Adds a row to ImageJ's Results with the name of the scored image. */
	public static ScoreTable newRow(final String image) {
		return newRow(LABEL, image);
	}

	/**
	 * Adds a row to ImageJ's Results with a name.
	 *
	 * @param heading heading of the column of names; macros always find it as {@code Label}
	 */
	public static ScoreTable newRow(final String heading, final String image) {
		return newRow(heading, image, Compared.NOTHING);
	}

	/** As {@link #newRow(String, String)}, of a row whose columns say what was compared, as several runs share the table. */
	public static ScoreTable newRow(final String heading, final String image, final Compared compared) {
		final ResultsTable table = ResultsTable.getResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true); // a metric that this row has not is not 0
		table.incrementCounter();
		table.addLabel(heading, image);
		compared.columns().forEach((column, name) -> table.addValue(column, name));
		return new ScoreTable(table);
	}

	/** Sets a value of the row. */
	public ScoreTable add(final String column, final double value) {
		return add(column, value, DECIMALS);
	}

	/** Sets a value of the row and the decimals of its column. */
	public ScoreTable add(final String column, final double value, final int decimals) {
		table.addValue(column, value);
		table.setDecimalPlaces(table.getColumnIndex(column), decimals);
		return this;
	}

	public ResultsTable table() {
		return table;
	}
}
