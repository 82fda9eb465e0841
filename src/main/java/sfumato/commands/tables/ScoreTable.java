package sfumato.commands.tables;

import ij.measure.ResultsTable;

/** Adds rows to ImageJ's {@code Results}. */
public final class ScoreTable {

	private static final int DECIMALS = 2;

	/** Above the names of images. */
	public static final String LABEL = "Label";
	/** The same where they were scored with metrics: what an empty mask means. */
	public static final String EMPTY_MASKS = "Label (both empty: 100 %, one: 0 %)";

	private final ResultsTable table;

	private ScoreTable(final ResultsTable table) {
		this.table = table;
	}

	/** Begins a row that is called after the image that was scored. */
	public static ScoreTable newRow(final String image) {
		return newRow(LABEL, image);
	}

	/** @param heading of the column of names; macros find it as {@code Label} in any case */
	public static ScoreTable newRow(final String heading, final String image) {
		final ResultsTable table = ResultsTable.getResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true); // a metric that this row has not is not 0
		table.incrementCounter();
		table.addLabel(heading, image);
		return new ScoreTable(table);
	}

	/** Sets a number of the row. */
	public ScoreTable add(final String column, final double value) {
		return add(column, value, DECIMALS);
	}

	/** Sets a number of the row that is shown with so many decimals. */
	public ScoreTable add(final String column, final double value, final int decimals) {
		table.addValue(column, value);
		table.setDecimalPlaces(table.getColumnIndex(column), decimals);
		return this;
	}

	public ResultsTable table() {
		return table;
	}
}
