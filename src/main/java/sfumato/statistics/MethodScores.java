package sfumato.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sfumato.text.Csv;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Scores of several methods, as read from a table {@code method,case,Dice,…} with one row per method and case. Rows of
 * different methods belong together that have the same case and, where there are such columns, the same
 * {@code fold}, {@code task}, {@code dataset}, {@code run}, {@code repeat}, {@code seed} and {@code rater}. Every other column of
 * numbers is a metric. Cells that are empty, NaN or NA were not scored.
 */
public final class MethodScores {

	static final String METHOD = "method", CASE = "case";
	/** What beside the case says which rows belong together. */
	private static final Set<String> KEYS = Set.of(CASE, "fold", "task", "dataset", "run", "repeat", "seed", "rater");
	private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a");
	private static final int MAX_NAMED = 5;

	private final String source;
	private final List<String> columns;
	private final List<Csv.Row> rows;
	private final int method;
	private final List<Integer> keys;
	private final List<String> metrics;

	private MethodScores(final String source, final List<Csv.Row> all) throws IOException {
		this.source = source;
		if (all.isEmpty()) throw new IOException(StatisticsMessages.emptyTable(source));
		columns = all.get(0).cells();
		rows = all.subList(1, all.size());
		if (indexOf(columns, METHOD) < 0 && indexOf(columns, CASE) >= 0) throw new IOException(StatisticsMessages.oneMethod(source));
		method = column(METHOD);
		column(CASE);
		keys = new ArrayList<>();
		for (int c = 0; c < columns.size(); c++)
			if (c != method && isKey(columns.get(c))) keys.add(c);
		for (final Csv.Row row : rows)
			if (row.cells().size() != columns.size()) throw new IOException(StatisticsMessages.cells(row.line(), source,
				row.cells().size(), columns.size()));
		metrics = new ArrayList<>();
		for (int c = 0; c < columns.size(); c++)
			if (c != method && !keys.contains(c) && isNumeric(c)) metrics.add(columns.get(c));
		if (metrics.isEmpty()) throw new IOException(StatisticsMessages.noMetric(source, Excerpt.of(String.join(", ", columns))));
	}

	/**
	 * Reads a table in CSV format, with commas, semicolons or tabs.
	 *
	 * @throws IOException in a sentence: there is no such table in the file
	 */
	public static MethodScores read(final Path file) throws IOException {
		return new MethodScores(source(List.of(file)), Csv.read(file));
	}

	/**
	 * Reads several tables as one. Of several, one without a column {@code method} holds the scores of one method, which is called after
	 * the file.
	 *
	 * @throws IOException in a sentence: there is no such table in a file
	 */
	public static MethodScores read(final List<Path> files) throws IOException {
		return new MethodScores(source(files), JoinedTables.read(files));
	}

	private static String source(final List<Path> files) {
		return files.stream().map(f -> "\"" + f.getFileName() + "\"").collect(Collectors.joining(", "));
	}

	/** Something that is done to a table before it is read as scores. */
	@FunctionalInterface
	public interface Change {
		/**
		 * @param table the header, then the rows, which have as many cells
		 * @throws IOException if it is not the table that is needed
		 */
		List<List<String>> of(List<List<String>> table) throws IOException;
	}

	/**
	 * {@link #read(List)} of a table that is changed before.
	 *
	 * @throws IOException in a sentence: there is no such table in the file
	 */
	public static MethodScores read(final List<Path> files, final Change change) throws IOException {
		final List<Csv.Row> all = JoinedTables.read(files);
		new MethodScores(source(files), all); // says what is wrong with it, by the lines of the file
		final List<List<String>> changed = change.of(all.stream().map(Csv.Row::cells).toList());
		return new MethodScores(source(files), IntStream.range(0, changed.size()).mapToObj(i -> new Csv.Row(i + 1, changed.get(i))).toList());
	}

	/** Whether a column says which rows belong together, or whose they are. */
	public static boolean isKey(final String column) {
		return column.equalsIgnoreCase(METHOD) || KEYS.contains(column.toLowerCase(Locale.ROOT));
	}

	/** Whether a cell means "not scored". */
	public static boolean isMissing(final String cell) {
		return MISSING.contains(cell.toLowerCase(Locale.ROOT));
	}

	private int column(final String name) throws IOException {
		final int column = indexOf(columns, name);
		if (column >= 0) return column;
		throw new IOException(StatisticsMessages.noColumn(source, name, Excerpt.of(String.join(", ", columns))));
	}

	static int indexOf(final List<String> columns, final String name) {
		for (int c = 0; c < columns.size(); c++)
			if (columns.get(c).equalsIgnoreCase(name)) return c;
		return -1;
	}

	private int columnOfCase() {
		return keys.stream().filter(k -> columns.get(k).equalsIgnoreCase(CASE)).findFirst().orElseThrow();
	}

	private boolean isNumeric(final int column) {
		boolean any = false;
		for (final Csv.Row row : rows) {
			final String cell = row.cells().get(column);
			if (isMissing(cell)) continue;
			try {
				Double.parseDouble(cell);
				any = true;
			}
			catch (final NumberFormatException e) {
				return false;
			}
		}
		return any;
	}

	/** The columns of numbers, in the order of the table. */
	public List<String> metrics() {
		return List.copyOf(metrics);
	}

	/**
	 * The columns of numbers in which two methods at least have values; all columns, if that is none, as {@link #of} says why.
	 *
	 * @param notes gets a sentence for each column that is left out
	 */
	public List<String> comparable(final Consumer<String> notes) {
		final Map<String, Long> counts = new LinkedHashMap<>();
		for (final String metric : metrics) {
			final int column = metricColumn(metric);
			counts.put(metric, rows.stream().filter(r -> !isMissing(r.cells().get(column))).map(r -> r.cells().get(method)).distinct().count());
		}
		if (counts.values().stream().noneMatch(n -> n > 1)) return metrics();
		counts.forEach((metric, n) -> {
			if (n < 2) notes.accept(StatisticsMessages.metricLeftOut(metric));
		});
		return counts.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
	}

	/**
	 * The methods' scores in a metric, on the cases that all have; methods and cases are in the order of the table. A method
	 * without any value is left out.
	 *
	 * @param metric a column, without regard to case
	 * @param notes gets a sentence for what is left out
	 * @throws UserException in a sentence: no such metric, a row twice with different values, or too little in common
	 */
	public PairedScores of(final String metric, final Direction better, final Consumer<String> notes) {
		final int column = metricColumn(metric);
		final String name = columns.get(column);
		final Map<String, Map<String, Double>> byMethod = new LinkedHashMap<>();
		final Set<String> units = new LinkedHashSet<>();
		final Map<String, Integer> lines = new LinkedHashMap<>();
		int repeated = 0;
		for (final Csv.Row row : rows) {
			final String m = row.cells().get(method), unit = unit(row);
			final double value = number(row, column);
			final Map<String, Double> scores = byMethod.computeIfAbsent(m, k -> new LinkedHashMap<>());
			units.add(unit);
			final Integer other = lines.putIfAbsent(m + "\n" + unit, row.line());
			if (other == null) scores.put(unit, value);
			else if (scores.get(unit).equals(value)) repeated++;
			else throw new UserException(StatisticsMessages.linesDiffer(other, row.line(), source, name, m, unit));
		}
		final long cases = rows.stream().map(r -> r.cells().get(columnOfCase())).distinct().count();
		if (cases < units.size()) notes.accept(StatisticsMessages.dependentRows(cases, units.size(), String.join(", ",
			keys.stream().map(columns::get).toList())));
		if (repeated > 0) notes.accept(StatisticsMessages.repeatedRows(repeated, source));
		byMethod.entrySet().removeIf(e -> isEmpty(name, e.getKey(), e.getValue(), notes));
		final List<String> common = new ArrayList<>();
		final Map<String, List<String>> lacking = new LinkedHashMap<>();
		for (final String unit : units) {
			final List<String> without = byMethod.entrySet().stream().filter(e -> e.getValue().getOrDefault(unit, Double.NaN)
				.isNaN()).map(Map.Entry::getKey).toList();
			if (without.isEmpty()) common.add(unit);
			else lacking.computeIfAbsent(String.join(", ", without), k -> new ArrayList<>()).add(unit);
		}
		lacking.forEach((who, which) -> notes.accept(StatisticsMessages.casesLeftOut(which.size(), named(which), name, who)));
		final double[][] values = new double[byMethod.size()][common.size()];
		int m = 0;
		for (final Map<String, Double> scores : byMethod.values()) {
			for (int c = 0; c < common.size(); c++)
				values[m][c] = scores.get(common.get(c));
			m++;
		}
		try {
			return new PairedScores(name, better.isLowerBetter(name), List.copyOf(byMethod.keySet()), common, values);
		}
		catch (final UserException e) {
			throw new UserException(source + ": " + e.getMessage(), e);
		}
	}

	private int metricColumn(final String metric) {
		for (int c = 0; c < columns.size(); c++)
			if (columns.get(c).equalsIgnoreCase(metric.strip()) && c != method && !keys.contains(c)) return c;
		throw new UserException(StatisticsMessages.unknownMetric(source, Excerpt.of(metric.strip()), Excerpt.of( String.join(", ",
			metrics))));
	}

	private static boolean isEmpty(final String metric, final String method, final Map<String, Double> scores,
		final Consumer<String> notes)
	{
		final boolean empty = scores.values().stream().allMatch(v -> v.isNaN());
		if (empty) notes.accept(StatisticsMessages.methodLeftOut(method, metric));
		return empty;
	}

	private static String named(final List<String> names) {
		return String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size()))) + (names.size() > MAX_NAMED ? ", …" : "");
	}

	/** The case, or with the other keys {@code 3 (fold 1)}. */
	private String unit(final Csv.Row row) {
		final StringBuilder others = new StringBuilder();
		final String name = row.cells().get(columnOfCase());
		for (final int k : keys) {
			final String cell = row.cells().get(k);
			if (k != columnOfCase() && !cell.isEmpty()) others.append(others.length() == 0 ? "" : ", ").append(columns.get(k))
				.append(' ').append(cell);
		}
		return others.length() == 0 ? name : name + " (" + others + ")";
	}

	private double number(final Csv.Row row, final int column) {
		final String cell = row.cells().get(column);
		if (isMissing(cell)) return Double.NaN;
		try {
			final double value = Double.parseDouble(cell);
			if (Double.isFinite(value)) return value;
		}
		catch (final NumberFormatException e) {
			// told below
		}
		throw new UserException(StatisticsMessages.noFiniteNumber(row.line(), source, cell, Excerpt.of(columns.get(column))));
	}
}
