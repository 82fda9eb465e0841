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

	/** @param cells texts and whole numbers as they are; other numbers as {@link #number} has them */
	public void add(final List<?> cells) {
		if (cells.size() != columns) throw new UserException(TextMessages.cells(cells, columns));
		text.append(Csv.line(cells.stream().map(String::valueOf).toList()));
	}

	/** A cell with a number, in which a point parts so many decimals on every machine; empty of NaN. */
	public static String number(final double value, final int decimals) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
	}

	@Override
	public String toString() {
		return text.toString();
	}
}
