package sfumato.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sfumato.text.Csv;

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
		final StringBuilder csv = new StringBuilder(Csv.line(header));
		for (final Row r : rows) {
			final List<String> cells = new ArrayList<>(List.of(r.name()));
			for (final String column : columns) {
				final double v = r.values().getOrDefault(column, Double.NaN);
				cells.add(Double.isNaN(v) ? "" : String.format(Locale.ROOT, "%.6f", v));
			}
			if (sums) cells.add(r.sums());
			csv.append(Csv.line(cells));
		}
		return csv.toString();
	}
}
