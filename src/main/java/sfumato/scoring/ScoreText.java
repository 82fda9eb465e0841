package sfumato.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sfumato.text.CsvText;

/** Scores of cases as the text of a CSV file, which other programs read and {@code Compare Methods...} does. */
public final class ScoreText {

	/**
	 * A case.
	 *
	 * @param values in the units of tables, by column; NaN, or no entry: not scored
	 * @param sums what the last column has ({@link ScoreSums}); the file lacks it if they are empty in all rows
	 */
	public record Row(String name, Map<String, Double> values, String sums) {}

	private ScoreText() {}

	/** A header, then a row per case; no mean, so that files can be joined. */
	public static String csv(final List<String> columns, final List<Row> rows) {
		final boolean sums = rows.stream().anyMatch(r -> !r.sums().isEmpty());
		final List<String> header = new ArrayList<>(List.of("case"));
		header.addAll(columns);
		if (sums) header.add(ScoreSums.COLUMN);
		final CsvText csv = new CsvText(header);
		for (final Row r : rows) {
			final List<String> cells = new ArrayList<>(List.of(r.name()));
			for (final String column : columns)
				cells.add(CsvText.number(r.values().getOrDefault(column, Double.NaN), 6));
			if (sums) cells.add(r.sums());
			csv.add(cells);
		}
		return csv.toString();
	}
}
