package sfumato.commands.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import ij.measure.ResultsTable;

import sfumato.api.Scores;
import sfumato.output.NewFile;
import sfumato.scoring.ScoreCounts;
import sfumato.scoring.ScoreSums;
import sfumato.scoring.ScoreText;

/**
 * Scores of several cases: as a CSV file with one row per case, and as ImageJ table rows with their mean at the end. Where a case
 * could not be scored (NaN) the cell is empty in the file, and the mean leaves it out.
 */
public final class CaseScores {

	private record Row(String name, Map<String, Double> values, Set<String> absent, String sums) implements ScoreCounts.Scored {
		double value(final String column) {
			return values.getOrDefault(column, Double.NaN);
		}
	}

	private static final int MAX_NAMES = 10;

	private final List<String> columns;
	private final ToIntFunction<String> decimals;
	private final String heading;
	private final Compared compared;
	private final List<Row> rows = new ArrayList<>();

	public CaseScores(final List<String> columns) {
		this(columns, column -> 2, ScoreTable.EMPTY_MASKS, Compared.NOTHING);
	}

	/**
	 * Creates an empty table.
	 *
	 * @param decimals number of decimals of each column in the Results
	 * @param heading heading of the column of names in the Results
	 * @param compared what the scores are of, for the Results
	 */
	public CaseScores(final List<String> columns, final ToIntFunction<String> decimals, final String heading, final Compared compared) {
		this.columns = List.copyOf(columns);
		this.decimals = decimals;
		this.heading = heading;
		this.compared = compared;
	}

	/** Creates the table from scores of the API. */
	public static CaseScores of(final Scores scores, final String heading, final Compared compared) {
		final CaseScores table = new CaseScores(scores.names(), scores::decimals, heading, compared);
		for (final String c : scores.cases()) {
			final Map<String, Double> values = new HashMap<>();
			scores.names().forEach(name -> values.put(name, scores.shown(c, name)));
			table.add(c, values, scores.names().stream().filter(name -> scores.isAbsent(c, name)).collect(Collectors.toSet()), scores.sums(c));
		}
		return table;
	}

	/**
	 * Adds a row.
	 *
	 * @param values one value per column in the units of the table; NaN for missing scores
	 */
	public void add(final String name, final double... values) {
		final Map<String, Double> byColumn = new HashMap<>();
		for (int c = 0; c < values.length; c++)
			byColumn.put(columns.get(c), values[c]);
		add(name, byColumn, Set.of(), "");
	}

	/**
	 * Adds a row.
	 *
	 * @param values values by column in the units of the table; a missing score is NaN or has no entry
	 * @param absent columns of classes that the case lacks
	 * @param sums sums of the last column of the file ({@link ScoreSums}); the column is omitted if all are empty
	 */
	public void add(final String name, final Map<String, Double> values, final Set<String> absent, final String sums) {
		rows.add(new Row(name, values, absent, sums));
	}

	/** Writes header and rows completely or not at all. The file has no mean, so that it can be joined to others and read by programs. */
	public void write(final Path file) throws IOException {
		NewFile.writeText(file, ScoreText.csv(columns, rows.stream().map(r -> new ScoreText.Row(r.name(), r.values(), r.sums())).toList()));
	}

	/** Adds the only row to ImageJ's Results, named after its image. */
	public ResultsTable toRow() {
		final ScoreTable results = ScoreTable.newRow(heading, rows.get(0).name(), compared);
		columns.forEach(c -> results.add(c, rows.get(0).value(c), decimals.applyAsInt(c)));
		return results.table();
	}

	/** Adds the rows, the number of cases behind each mean, and the means to ImageJ's Results. */
	public ResultsTable toResults() {
		for (final Row row : rows)
			show(row.name(), row::value);
		showCounts();
		return show("mean", c -> rows.stream().mapToDouble(r -> r.value(c)).filter(v -> !Double.isNaN(v)).average().orElse(
			Double.NaN));
	}

	/**
	 * Adds the number of cases with a score ({@code n}) and, if any, the numbers of cases without the class and with an undefined score.
	 * Nothing is added if all scores are defined.
	 */
	public void showCounts() {
		final Map<String, ScoreCounts> counts = new HashMap<>();
		columns.forEach(c -> counts.put(c, counts(c)));
		if (columns.stream().filter(this::isMeasured).map(counts::get).allMatch(ScoreCounts::areAll)) return;
		show("n", c -> counts.get(c).cases());
		if (counts.values().stream().anyMatch(c -> c.absent() > 0)) show("class absent", c -> counts.get(c).absent());
		if (counts.values().stream().anyMatch(c -> c.undefined() > 0)) show("undefined", c -> counts.get(c).undefined());
	}

	/** Whether a column has scores that a mean could exclude. Errors before a recalibration that does not exist are not such scores. */
	private boolean isMeasured(final String column) {
		return !column.endsWith(ScoreSums.RAW) || counts(column).cases() > 0;
	}

	private ScoreCounts counts(final String column) {
		return ScoreCounts.of(column, rows);
	}

	private ResultsTable show(final String name, final ToDoubleFunction<String> value) {
		final ScoreTable results = ScoreTable.newRow(heading, name, compared);
		for (final String column : columns) {
			final double v = value.applyAsDouble(column);
			if (!Double.isNaN(v)) results.add(column, v, decimals.applyAsInt(column));
		}
		return results.table();
	}

	/** Describes the number of cases behind the mean of a column for a log; empty if it includes all. */
	public String ofCases(final String column) {
		final ScoreCounts counts = counts(column);
		return counts.areAll() ? "" : " (n = " + counts.cases() + ")";
	}

	/** Describes for each column which cases its mean excludes, and why. */
	public List<String> missing() {
		final List<String> sentences = new ArrayList<>();
		for (final String column : columns) {
			final ScoreCounts counts = counts(column);
			if (counts.areAll() || !isMeasured(column)) continue;
			sentences.add(TableMessages.withoutNumber(column, counts.absent(), counts.undefined(), counts.undefined() > 0 ?
				named(column) : "", rows.size()));
		}
		return sentences;
	}

	private String named(final String column) {
		final List<String> names = rows.stream().filter(r -> Double.isNaN(r.value(column)) && !r.absent().contains(column)).map(
			Row::name).toList();
		return names.size() + " (" + String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size()))) + (names
			.size() > MAX_NAMES ? ", …" : "") + ")";
	}
}
