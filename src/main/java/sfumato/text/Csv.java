package sfumato.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and writes tables as RFC 4180 has them ({@link CsvText} a whole one); reads those with semicolons or tabs between the cells,
 * too.
 */
public final class Csv {

	/** A row with at least one cell, and the line of the file where it begins. */
	public record Row(int line, List<String> cells) {}

	private Csv() {}

	/**
	 * Reads all rows, the header included.
	 *
	 * @throws IOException if the file is missing, is no text or has an unclosed quotation mark
	 */
	public static List<Row> read(final Path file) throws IOException {
		return parse(TextFile.read(file), file);
	}

	/**
	 * Parses the rows of a text, as {@link #read} does.
	 *
	 * @param file the file that messages name
	 */
	public static List<Row> parse(final String text, final Path file) throws IOException {
		final char separator = separator(text);
		final List<Row> rows = new ArrayList<>();
		List<String> cells = new ArrayList<>();
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false, blank = true; // what the cell is so far
		int line = 1, begin = 1;
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '\n') line++;
			if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
				cell.append(text.charAt(++i));
				blank = false;
			}
			else if (c == '"' && (quoted || blank)) quoted = !quoted;
			else if (!quoted && c == separator) {
				next(cells, cell);
				blank = true;
			}
			else if (!quoted && c == '\n') {
				next(cells, cell);
				blank = true;
				add(rows, begin, cells);
				cells = new ArrayList<>();
				begin = line;
			}
			else {
				cell.append(c);
				blank &= Character.isWhitespace(c);
			}
		}
		if (quoted) throw new IOException(TextMessages.openQuotation(file, begin));
		next(cells, cell);
		add(rows, begin, cells);
		return rows;
	}

	private static char separator(final String text) {
		final String header = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
		return header.contains(",") ? ',' : header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';
	}

	private static void next(final List<String> cells, final StringBuilder cell) {
		cells.add(cell.toString().strip());
		cell.setLength(0);
	}

	private static void add(final List<Row> rows, final int line, final List<String> cells) {
		if (cells.stream().anyMatch(c -> !c.isEmpty())) rows.add(new Row(line, cells));
	}

	/** Formats a row as a line of the file. */
	public static String line(final List<String> cells) {
		return cells.stream().map(c -> c.matches("[^\",\r\n]*") ? c : "\"" + c.replace("\"", "\"\"") + "\"").collect(Collectors
			.joining(",", "", "\n"));
	}
}
