package sfumato.scoring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sfumato.calibration.AdditiveError;
import sfumato.calibration.CalibrationError;
import sfumato.labels.Additive;
import sfumato.methods.Methods;
import sfumato.metrics.AdditiveMetric;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SegmentationMetric;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.MethodScores;

/**
 * The sums behind a score as a table cell, so that cases of one patient can be pooled from the table alone. The cell has a part per
 * column, separated by semicolons: {@code Dice=dice@present 8123 12 4 50;ECE=ece(bins: 10) 0 0 …}, which is the column, the method,
 * the classes that its mean is over, and the sums of {@link Additive}.
 */
public final class ScoreSums {

	/** The heading of the column. */
	public static final String COLUMN = "sums";
	/** What the columns of errors before a recalibration end with. */
	public static final String RAW = "_raw";

	/**
	 * The sums of a column in a cell.
	 *
	 * @param classes null of a calibration error
	 */
	private record Part(String method, CountedClasses classes, long[] sums) {
		/**
		 * In the unit of tables.
		 *
		 * @param numClass -1: the score of all; else the position among the columns of classes
		 */
		double value(final int numClass, final List<long[]> all) {
			final long[] pooled = Additive.plus(all);
			if (classes == null) {
				final AdditiveError error = (AdditiveError) Methods.of(CalibrationError.class).create(method);
				return error.tableFactor() * (numClass < 0 ? error.evaluate(pooled) : error.perClass(pooled)[numClass]);
			}
			final AdditiveMetric metric = (AdditiveMetric) Methods.of(SegmentationMetric.class).create(method);
			if (numClass < 0) return metric.tableFactor() * metric.evaluate(pooled, classes);
			// the columns of classes begin with the first one of the foreground
			final int c = numClass + 1;
			return metric.counted(pooled, classes)[c] ? metric.tableFactor() * metric.perClass(pooled)[c] : Double.NaN;
		}
	}

	private ScoreSums() {}

	/** The cell of a case. */
	public static String text(final CaseScoring scoring, final CaseScoring.Row row) {
		return text(scoring, row, "");
	}

	/** The cell of a case, of whose columns the names get an ending. */
	public static String text(final CaseScoring scoring, final CaseScoring.Row row, final String ending) {
		final List<String> parts = new ArrayList<>();
		for (int i = 0; i < scoring.metrics().size(); i++)
			add(scoring.metricColumns().get(i), ending, Methods.textOf(scoring.metrics().get(i)) + "@" + scoring.classes(), row, parts);
		for (int i = 0; i < scoring.errors().size(); i++)
			add(scoring.errorColumns().get(i), ending, Methods.textOf(scoring.errors().get(i)), row, parts);
		return String.join(";", parts);
	}

	private static void add(final String column, final String ending, final String method, final CaseScoring.Row row,
		final List<String> parts)
	{
		if (row.sums().containsKey(column)) parts.add(column + ending + "=" + method + " " + Arrays.stream(row.sums().get(column)).mapToObj(
			Long::toString).collect(Collectors.joining(" ")));
	}

	private static Map<String, Part> parse(final String cell) throws IOException {
		final Map<String, Part> parts = new LinkedHashMap<>();
		for (final String part : cell.split(";")) {
			final int equals = part.indexOf('=');
			// the numbers are what is behind the last sign of the method
			int begin = part.length();
			while (begin > 0 && (Character.isDigit(part.charAt(begin - 1)) || part.charAt(begin - 1) == '-' || part.charAt(begin -
				1) == ' '))
				begin--;
			if (equals < 1 || begin <= equals || begin == part.length()) throw new IOException(damaged(part));
			final String method = part.substring(equals + 1, begin);
			final int at = method.lastIndexOf('@');
			try {
				parts.put(part.substring(0, equals), new Part(at < 0 ? method : method.substring(0, at), at < 0 ? null : CountedClasses
					.parse(method.substring(at + 1)), Arrays.stream(part.substring(begin).strip().split(" +")).mapToLong(Long::parseLong)
						.toArray()));
			}
			catch (final IllegalArgumentException e) { // no number, or no rule of classes
				throw new IOException(damaged(part), e);
			}
		}
		return parts;
	}

	private static String damaged(final String part) {
		return ScoringMessages.damagedSums(COLUMN, part.substring(0, Math.min(40, part.length())));
	}

	/**
	 * Reads a table of scores and pools the cases of each patient: what has sums is computed from them, and of what has none it is the
	 * mean over the patient's cases. Rows that differ in anything but the case, e.g. in the method or the fold, stay apart.
	 *
	 * @param patients groups cases by patient
	 * @param notes gets a sentence for the columns that are not pooled
	 * @throws IOException in a sentence: no such table, or it has no sums
	 */
	public static MethodScores pooled(final List<Path> files, final CaseGroups patients, final Consumer<String> notes) throws IOException {
		return MethodScores.read(files, table -> pooled(files, table, patients, notes));
	}

	private static List<List<String>> pooled(final List<Path> files, final List<List<String>> table, final CaseGroups patients,
		final Consumer<String> notes) throws IOException
	{
		final List<String> header = table.get(0);
		final int sums = find(header, COLUMN), name = find(header, "case");
		if (sums < 0) throw new IOException(ScoringMessages.noSums(files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", ")), COLUMN, patients.expression()));
		final Set<Integer> measured = measured(header, table.subList(1, table.size()), sums);
		final Map<List<String>, List<List<String>>> members = new LinkedHashMap<>();
		for (final List<String> row : common(table, notes)) {
			final List<String> key = new ArrayList<>(row);
			for (int c = 0; c < key.size(); c++)
				if (measured.contains(c) || c == sums) key.set(c, "");
			key.set(name, patients.of(row.get(name)));
			members.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
		}
		final List<List<String>> pooled = new ArrayList<>(List.of(header));
		final Set<String> averaged = new TreeSet<>();
		for (final Map.Entry<List<String>, List<List<String>>> e : members.entrySet()) {
			final List<String> row = new ArrayList<>(e.getKey());
			final List<Map<String, Part>> parts = new ArrayList<>();
			for (final List<String> member : e.getValue())
				parts.add(parse(member.get(sums)));
			for (final int c : measured)
				row.set(c, text(value(header, c, parts, e.getValue(), averaged)));
			pooled.add(row);
		}
		if (!averaged.isEmpty()) notes.accept(ScoringMessages.meansOfPatients(String.join(", ", averaged)));
		return pooled;
	}

	/** The rows of cases that all methods have, so that all patients are of the same cases for all. */
	private static List<List<String>> common(final List<List<String>> table, final Consumer<String> notes) {
		final List<String> header = table.get(0);
		final int method = find(header, "method");
		final List<Integer> keys = IntStream.range(0, header.size()).filter(c -> c != method && MethodScores.isKey(header.get(c)))
			.boxed().toList();
		final Map<List<String>, Set<String>> methods = new LinkedHashMap<>();
		for (final List<String> row : table.subList(1, table.size()))
			methods.computeIfAbsent(keys.stream().map(row::get).toList(), k -> new HashSet<>()).add(row.get(method));
		final int all = (int) table.stream().skip(1).map(r -> r.get(method)).distinct().count();
		final long lacking = methods.values().stream().filter(m -> m.size() < all).count();
		if (lacking > 0) notes.accept(ScoringMessages.leftOut(lacking));
		return table.stream().skip(1).filter(r -> methods.get(keys.stream().map(r::get).toList()).size() == all).toList();
	}

	private static int find(final List<String> header, final String name) {
		for (int c = 0; c < header.size(); c++)
			if (header.get(c).equalsIgnoreCase(name)) return c;
		return -1;
	}

	/** The columns of numbers that are no keys. */
	private static Set<Integer> measured(final List<String> header, final List<List<String>> rows, final int sums) {
		final Set<Integer> measured = new HashSet<>();
		for (int c = 0; c < header.size(); c++) {
			final int column = c;
			if (c != sums && !MethodScores.isKey(header.get(c)) && rows.stream().map(r -> r.get(column)).allMatch(
				ScoreSums::isNumber)) measured.add(c);
		}
		return measured;
	}

	private static boolean isNumber(final String cell) {
		return MethodScores.isMissing(cell) || !Double.isNaN(number(cell));
	}

	private static double number(final String cell) {
		try {
			return Double.parseDouble(cell);
		}
		catch (final NumberFormatException e) {
			return Double.NaN;
		}
	}

	private static double value(final List<String> header, final int column, final List<Map<String, Part>> parts,
		final List<List<String>> rows, final Set<String> averaged) throws IOException
	{
		final String name = header.get(column);
		for (final Map.Entry<String, Part> part : parts.get(0).entrySet()) {
			final String own = part.getKey();
			if (!name.equals(own) && !isOfClass(name, own)) continue;
			// what is left out in all cases is not made of the sums
			if (name.equals(own) && rows.stream().allMatch(r -> Double.isNaN(number(r.get(column))))) return Double.NaN;
			int numClass = -1;
			for (int c = 0; !name.equals(own) && c <= column; c++)
				if (isOfClass(header.get(c), own)) numClass++;
			final List<long[]> all = new ArrayList<>();
			for (final Map<String, Part> p : parts)
				if (p.containsKey(own)) all.add(p.get(own).sums());
			if (all.size() < parts.size()) continue;
			try {
				return part.getValue().value(numClass, all);
			}
			catch (final IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | ClassCastException e) {
				// anybody can edit a table
				throw new IOException(ScoringMessages.otherSums(COLUMN, name, part.getValue().method(), all.get(0).length), e);
			}
		}
		averaged.add(name);
		return rows.stream().mapToDouble(r -> number(r.get(column))).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}

	/** Whether a column is that of a class: {@code SCE class 1} of {@code SCE}, and {@code SCE class 1_raw} of {@code SCE_raw}. */
	private static boolean isOfClass(final String column, final String of) {
		final boolean raw = column.endsWith(RAW);
		return raw == of.endsWith(RAW) && column.startsWith((raw ? of.substring(0, of.length() - RAW.length()) : of) + " ");
	}

	private static String text(final double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%s", value);
	}
}
