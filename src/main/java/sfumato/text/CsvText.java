package sfumato.text;

import java.util.List;
import java.util.Locale;

/** A table that grows row by row and is written at once, as {@link Csv} reads it: a header, then rows that have as many cells. */
public final class CsvText {

	private final int columns;
	private final StringBuilder text;

	public CsvText(final List<String> header) {
		columns = header.size();
		text = new StringBuilder(Csv.line(header));
	}

	/**
	 * Adds a row.
	 *
	 * @param cells texts and whole numbers, which are written unchanged, and other numbers in the form of {@link #number}
	 */
	public void add(final List<?> cells) {
		if (cells.size() != columns) throw new UserException(TextMessages.cells(cells, columns));
		text.append(Csv.line(cells.stream().map(String::valueOf).toList()));
	}

	/** Formats a number with a fixed number of decimals and a decimal point in every locale; NaN gives an empty cell. */
	public static String number(final double value, final int decimals) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
	}

	@Override
	public String toString() {
		return text.toString();
	}
}
