package sfumato.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import sfumato.data.DataMessages;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ScoreSums;
import sfumato.scoring.ScoreText;
import sfumato.text.UserException;

/**
 * Numbers by case and name. Overlaps and calibration errors are fractions, distances and volumes in the unit of the image. With more than
 * two classes there is a name for each behind that of all: {@code Dice}, {@code Dice tumour}. A number is NaN where there is nothing to
 * measure. Immutable.
 *
 * <pre>{@code
 * Scores scores = sfumato.evaluate(predicted, truth).run();
 * scores.mean("Dice")        // e.g. 0.93
 * scores.names()             // [Dice, BDice, ECE]
 * System.out.println(scores) // as a table, in percent
 * }</pre>
 */
public final class Scores implements CsvTable {

	/** A case, with values as tables show them. */
	record Row(String name, Map<String, Double> shown, Set<String> absent, String sums) {}

	private final Map<String, Row> rows = new LinkedHashMap<>();
	private final List<String> names;
	private final Map<String, Integer> decimals = new HashMap<>();
	private final Map<String, Double> factors = new HashMap<>();

	private Scores(final List<Row> rows, final ToIntFunction<String> decimals, final ToDoubleFunction<String> factor) {
		rows.forEach(r -> this.rows.put(r.name(), r));
		names = List.copyOf(CaseScoring.merged(rows.stream().map(Row::shown).toList()));
		for (final String name : names) {
			this.decimals.put(name, decimals.applyAsInt(name));
			factors.put(name, factor.applyAsDouble(name));
		}
	}

	/**
	 * @param decimals how many a table shows of each column
	 * @param factor by which tables show more than the value, 100 for percent
	 */
	static Scores of(final List<Row> rows, final ToIntFunction<String> decimals, final ToDoubleFunction<String> factor) {
		return new Scores(rows, decimals, factor);
	}

	/** Rows of a scoring, in the order of their columns. */
	static Scores of(final CaseScoring scoring, final List<CaseScoring.Row> rows) {
		return new Scores(rows.stream().map(r -> new Row(r.name(), r.values(), r.absent(), ScoreSums.text(scoring, r))).toList(),
			scoring::decimals, scoring::tableFactor);
	}

	/** What was scored, in its order. */
	public List<String> cases() {
		return List.copyOf(rows.keySet());
	}

	/** What was measured, in the order of the methods. */
	public List<String> names() {
		return names;
	}

	/**
	 * A number of a case.
	 *
	 * @throws UserException naming what there is, if there is no such case or name
	 */
	public double get(final String caseName, final String name) {
		return shown(caseName, name) / factors.get(name);
	}

	/** All numbers of a case, by name. */
	public Map<String, Double> of(final String caseName) {
		final Map<String, Double> all = new LinkedHashMap<>();
		names.forEach(name -> all.put(name, get(caseName, name)));
		return all;
	}

	/** The mean over the cases that have a number; of a single case that number, and NaN if none has. */
	public double mean(final String name) {
		require(name);
		return rows.keySet().stream().mapToDouble(c -> get(c, name)).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}

	/** The number as tables and files show it: overlaps and ECE in percent, all others as they are. */
	public double shown(final String caseName, final String name) {
		require(name);
		return row(caseName).shown().getOrDefault(name, Double.NaN);
	}

	/** Whether a number is NaN because the case lacks the class, so that there is nothing to be measured. */
	public boolean isAbsent(final String caseName, final String name) {
		return row(caseName).absent().contains(name);
	}

	/** How many decimals tables show of a number. */
	public int decimals(final String name) {
		require(name);
		return decimals.get(name);
	}

	/** What the numbers of a case were computed from, as the last column of a file has it, for cases that are pooled later. */
	public String sums(final String caseName) {
		return row(caseName).sums();
	}

	private void require(final String name) {
		if (!names.contains(name)) throw new UserException(ApiMessages.noCaseScore(name, String.join(", ", names)));
	}

	private Row row(final String caseName) {
		final Row row = rows.get(caseName);
		if (row == null) throw new UserException(DataMessages.noCase(caseName, String.join(", ", rows.keySet())));
		return row;
	}

	/** As the commands write it: a header, then a row per case, in the units of tables; no mean. */
	@Override
	public String toCsv() {
		return ScoreText.csv(names, rows.values().stream().map(r -> new ScoreText.Row(r.name(), r.shown(), r.sums())).toList());
	}

	/** A table in the units of tables: a line per case and, of several, their mean. */
	@Override
	public String toString() {
		final List<List<String>> table = new ArrayList<>();
		final List<String> header = new ArrayList<>(List.of("case"));
		header.addAll(names);
		table.add(header);
		for (final String c : rows.keySet())
			table.add(line(c, name -> shown(c, name)));
		if (rows.size() > 1) table.add(line("mean", name -> factors.get(name) * mean(name)));
		final StringBuilder text = new StringBuilder();
		for (final List<String> cells : table) {
			for (int i = 0; i < cells.size(); i++) {
				final int column = i, width = table.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
				text.append(i == 0 ? "" : "  ").append(String.format(i == 0 ? "%-" + width + "s" : "%" + width + "s", cells.get(i)));
			}
			text.append('\n');
		}
		return text.toString();
	}

	private List<String> line(final String title, final ToDoubleFunction<String> value) {
		final List<String> cells = new ArrayList<>(List.of(title));
		for (final String name : names)
			cells.add(String.format(Locale.ROOT, "%." + decimals.get(name) + "f", value.applyAsDouble(name)));
		return cells;
	}
}
