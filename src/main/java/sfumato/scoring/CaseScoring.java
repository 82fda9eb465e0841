package sfumato.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import sfumato.calibration.AdditiveError;
import sfumato.calibration.CalibrationError;
import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.methods.Headings;
import sfumato.methods.Methods;
import sfumato.metrics.AdditiveMetric;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SegmentationMetric;
import sfumato.statistics.CaseGroups;
import sfumato.text.UserException;

/**
 * Metrics and calibration errors as the columns of a table: one for each, and with more than two classes one for each class after it
 * ({@code Dice}, {@code Dice class 1}, …). Overlaps are in percent, distances and volumes in the unit of the image, the others as they
 * are. Immutable.
 */
public final class CaseScoring {

	/**
	 * The scores of a case.
	 *
	 * @param name of the case
	 * @param classes of the case, background first
	 * @param values by column; NaN of what there is nothing to measure. Metrics that need a soft reference are left out where it is hard
	 * @param perClass by column of the metrics: as fractions, one per class; NaN of classes that do not count
	 * @param absent columns of classes that do not count in this case, so that they have no value
	 * @param counts pixels of each class
	 * @param sums by column of what is {@link Additive}, also where it is left out, since other cases of a patient may have it
	 */
	public record Row(String name, List<LabelClass> classes, Map<String, Double> values, Map<String, double[]> perClass,
		Set<String> absent, ConfusionMatrix counts, Map<String, long[]> sums) implements ScoreCounts.Scored
	{}

	private static final double PERCENT = 100;

	private final List<SegmentationMetric> metrics;
	private final List<CalibrationError> errors;
	private final CountedClasses classes;
	private final List<String> metricColumns;
	private final List<String> errorColumns;

	/**
	 * @param classes which the score of a case is the mean over
	 * @throws UserException if a metric or an error is there twice
	 */
	public CaseScoring(final List<SegmentationMetric> metrics, final List<CalibrationError> errors, final CountedClasses classes) {
		this.classes = classes;
		this.metrics = metrics.stream().flatMap(m -> m.parts().stream()).toList();
		this.errors = List.copyOf(errors);
		metricColumns = Headings.distinct(this.metrics, this.metrics.stream().map(SegmentationMetric::column).toList());
		errorColumns = Headings.distinct(errors, errors.stream().map(CalibrationError::column).toList());
	}

	/** {@link #of(String, String, CountedClasses)} with the mean over the classes that are present. */
	public static CaseScoring of(final String metrics, final String errors) {
		return of(metrics, errors, CountedClasses.PRESENT);
	}

	/**
	 * As macros write it.
	 *
	 * @param metrics a list, e.g. {@code dice, hausdorff(percentile: 100)}; empty: none
	 * @param errors a list, e.g. {@code ece(bins: 15), brier}; empty: none
	 * @param classes which the score of a case is the mean over
	 */
	public static CaseScoring of(final String metrics, final String errors, final CountedClasses classes) {
		return new CaseScoring(metrics.isBlank() ? List.of() : Methods.of(SegmentationMetric.class).createList(metrics), errors
			.isBlank() ? List.of() : Methods.of(CalibrationError.class).createList(errors), classes);
	}

	public List<SegmentationMetric> metrics() {
		return metrics;
	}

	public List<CalibrationError> errors() {
		return errors;
	}

	/** Which classes the score of a case is the mean over. */
	public CountedClasses classes() {
		return classes;
	}

	/** The column of each metric. */
	public List<String> metricColumns() {
		return metricColumns;
	}

	/** The column of each error. */
	public List<String> errorColumns() {
		return errorColumns;
	}

	/** How many decimals a table shows of a column: of percent two are enough, a Brier score is small. */
	public int decimals(final String column) {
		for (int i = 0; i < metrics.size(); i++)
			if (belongs(column, metricColumns.get(i))) return metrics.get(i).decimals();
		for (int i = 0; i < errors.size(); i++)
			if (belongs(column, errorColumns.get(i)) && errors.get(i).tableFactor() == PERCENT) return 2;
		return 4;
	}

	/** What a value was multiplied by to be shown in a column: 100 of what tables have in percent, else 1. */
	public double tableFactor(final String column) {
		for (int i = 0; i < metrics.size(); i++)
			if (belongs(column, metricColumns.get(i))) return metrics.get(i).tableFactor();
		for (int i = 0; i < errors.size(); i++)
			if (belongs(column, errorColumns.get(i))) return errors.get(i).tableFactor();
		return 1;
	}

	private static boolean belongs(final String column, final String own) {
		return column.equals(own) || column.startsWith(own + " ");
	}

	/** The column of a class, behind that of all. */
	static String ofClass(final String column, final LabelClass c) {
		return column + " " + c.name();
	}

	/** Scores a case. */
	public Row score(final ComparedCase c) {
		final Row row = new Row(c.name(), c.labels().reference().classes(), new LinkedHashMap<>(), new LinkedHashMap<>(),
			new HashSet<>(), ConfusionMatrix.of(c.labels()), new LinkedHashMap<>());
		for (int i = 0; i < metrics.size(); i++) {
			final SegmentationMetric metric = metrics.get(i);
			final Comparison images = metric.readsSoftReference() ? c.soft() : c.labels();
			if (isAdditive(metric)) row.sums().put(metricColumns.get(i), ((Additive) metric).sums(images));
			if (metric.needsSoftReference() && images.cached("hard reference", images.reference()::isHard)) continue;
			put(i, metric.evaluate(images, classes), metric.perClass(images), metric.counted(images, classes), row);
		}
		for (int i = 0; i < errors.size(); i++) {
			final CalibrationError error = errors.get(i);
			final List<Comparison> images = List.of(error.readsSoftReference() ? c.soft() : c.labels());
			if (isAdditive(error)) {
				final long[] sums = ((Additive) error).sums(images.get(0));
				row.sums().put(errorColumns.get(i), sums);
				put(i, ((AdditiveError) error).evaluate(sums), ((AdditiveError) error).perClass(sums), row);
			}
			else put(i, error.evaluate(images), row.classes().size() == 2 ? new double[0] : error.perClass(images), row);
		}
		return row;
	}

	private static boolean isAdditive(final Object method) {
		return method instanceof final Additive a && a.isAdditive();
	}

	/** Adds the score of a metric to a row. */
	private void put(final int metric, final double score, final double[] perClass, final boolean[] counted, final Row row) {
		for (int k = 1; k < perClass.length; k++)
			if (!counted[k]) perClass[k] = Double.NaN;
		row.perClass().put(metricColumns.get(metric), perClass);
		row.values().put(metricColumns.get(metric), metrics.get(metric).tableFactor() * score);
		if (perClass.length > 2) putClasses(metric, perClass, counted, row.classes(), row.values(), row.absent());
	}

	/** Adds a calibration error to a row. */
	private void put(final int error, final double value, final double[] perClass, final Row row) {
		final double factor = errors.get(error).tableFactor();
		row.values().put(errorColumns.get(error), factor * value);
		for (int k = 0; k < perClass.length && row.classes().size() > 2; k++)
			row.values().put(ofClass(errorColumns.get(error), row.classes().get(k)), factor * perClass[k]);
	}

	/**
	 * Pools the cases of each patient: what is {@link Additive} is computed from the sums of all the patient's pixels, as if they were
	 * one image; of what is not, as distances, it is the mean over the patient's cases.
	 *
	 * @param rows of this scoring
	 * @param patients groups cases by patient
	 * @return a row per patient, in the order of their first cases
	 * @throws UserException if a name does not say whose case it is, or cases of one patient have other classes
	 */
	public List<Row> pooled(final List<Row> rows, final CaseGroups patients) {
		if (patients.areCases()) return rows;
		final Map<String, List<Row>> members = new LinkedHashMap<>();
		for (final Row row : rows)
			members.computeIfAbsent(patients.of(row.name()), k -> new ArrayList<>()).add(row);
		return members.entrySet().stream().map(e -> pooled(e.getKey(), e.getValue())).toList();
	}

	/** The values of all pixels of cases together, where {@link #averaged} is empty. */
	public Map<String, Double> together(final List<Row> rows) {
		return pooled("all", rows).values();
	}

	private Row pooled(final String name, final List<Row> cases) {
		for (final Row c : cases)
			if (c.classes().size() != cases.get(0).classes().size()) throw new UserException(ScoringMessages.patientClasses(name,
				cases.get(0).name(), cases.get(0).classes().size(), c.name(), c.classes().size()));
		final Row row = new Row(name, cases.get(0).classes(), new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>(), cases
			.stream().map(Row::counts).reduce(ConfusionMatrix::plus).orElseThrow(), new LinkedHashMap<>());
		for (int i = 0; i < metrics.size(); i++) {
			final String column = metricColumns.get(i);
			if (isAdditive(metrics.get(i))) row.sums().put(column, sums(cases, column));
			final List<Row> having = cases.stream().filter(c -> c.values().containsKey(column)).toList();
			if (having.isEmpty()) continue;
			if (isAdditive(metrics.get(i))) {
				final AdditiveMetric metric = (AdditiveMetric) metrics.get(i);
				final long[] sums = row.sums().get(column);
				put(i, metric.evaluate(sums, classes), metric.perClass(sums), metric.counted(sums, classes), row);
			}
			else {
				final double[] perClass = IntStream.range(0, row.classes().size()).mapToDouble(k -> mean(having, c -> c.perClass().get(
					column)[k])).toArray();
				final boolean[] counted = new boolean[perClass.length];
				for (int k = 1; k < counted.length; k++) {
					final String ofClass = ofClass(column, row.classes().get(k));
					counted[k] = having.stream().anyMatch(c -> !c.absent().contains(ofClass));
				}
				put(i, mean(having, c -> c.values().get(column)) / metrics.get(i).tableFactor(), perClass, counted, row);
			}
		}
		for (int i = 0; i < errors.size(); i++) {
			final String column = errorColumns.get(i);
			if (isAdditive(errors.get(i))) {
				final AdditiveError error = (AdditiveError) errors.get(i);
				final long[] sums = sums(cases, column);
				row.sums().put(column, sums);
				put(i, error.evaluate(sums), error.perClass(sums), row);
			}
			else for (final String each : cases.get(0).values().keySet())
				if (belongs(each, column)) row.values().put(each, mean(cases, c -> c.values().getOrDefault(each, Double.NaN)));
		}
		return row;
	}

	private static long[] sums(final List<Row> cases, final String column) {
		return Additive.plus(cases.stream().map(c -> c.sums().get(column)).toList());
	}

	private static double mean(final List<Row> cases, final ToDoubleFunction<Row> of) {
		return cases.stream().mapToDouble(of).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}

	/** The columns that are not pooled but the mean over the cases of a patient. */
	public List<String> averaged() {
		final List<String> columns = new ArrayList<>();
		for (int i = 0; i < metrics.size(); i++)
			if (!isAdditive(metrics.get(i))) columns.add(metricColumns.get(i));
		for (int i = 0; i < errors.size(); i++)
			if (!isAdditive(errors.get(i))) columns.add(errorColumns.get(i));
		return columns;
	}

	/** Puts the values of the foreground classes behind that of the metric. */
	private void putClasses(final int metric, final double[] perClass, final boolean[] counted, final List<LabelClass> names,
		final Map<String, Double> values, final Set<String> absent)
	{
		for (int k = 1; k < names.size(); k++) {
			final String column = ofClass(metricColumns.get(metric), names.get(k));
			final boolean has = k < perClass.length && counted[k];
			if (!has) absent.add(column);
			values.put(column, has ? metrics.get(metric).tableFactor() * perClass[k] : Double.NaN);
		}
	}

	/**
	 * The same row with a column for each of so many classes, for tables in which other cases have more of them.
	 *
	 * @param names of the classes, at least as many as the case has
	 */
	Row widened(final Row row, final List<LabelClass> names) {
		if (row.classes().size() == names.size()) return row;
		final Map<String, Double> values = new LinkedHashMap<>();
		final Set<String> absent = new HashSet<>(row.absent());
		for (final Map.Entry<String, Double> e : row.values().entrySet()) {
			values.put(e.getKey(), e.getValue());
			final int metric = metricColumns.indexOf(e.getKey());
			if (metric < 0) continue;
			final boolean[] counted = new boolean[row.classes().size()];
			for (int k = 1; k < counted.length; k++)
				counted[k] = has(row, metricColumns.get(metric), k);
			putClasses(metric, row.perClass().get(e.getKey()), counted, names, values, absent);
		}
		return new Row(row.name(), row.classes(), values, row.perClass(), absent, row.counts(), row.sums());
	}

	/** Whether a case has a class, so that the mean over cases of the scores of that class counts the case. */
	boolean has(final Row row, final String metricColumn, final int numClass) {
		final int k = row.classes().size();
		if (numClass >= k) return false;
		if (k > 2) return !row.absent().contains(ofClass(metricColumn, row.classes().get(numClass)));
		// of two classes the question is whether there is anything at all
		return row.counts().total() > row.counts().count(0, 0);
	}

	/** The calibration errors of all pixels of cases together. */
	public Map<String, Double> errors(final List<ComparedCase> cases) {
		final Map<String, Double> values = new LinkedHashMap<>();
		for (int i = 0; i < errors.size(); i++) {
			final CalibrationError error = errors.get(i);
			final List<Comparison> images = cases.stream().map(error.readsSoftReference() ? ComparedCase::soft
				: ComparedCase::labels).toList();
			values.put(errorColumns.get(i), error.tableFactor() * error.evaluate(images));
			final List<LabelClass> classes = images.get(0).reference().classes();
			if (classes.size() == 2) continue;
			final double[] each = error.perClass(images);
			for (int k = 0; k < each.length; k++)
				values.put(ofClass(errorColumns.get(i), classes.get(k)), error.tableFactor() * each[k]);
		}
		return values;
	}

	/** All columns of rows, each metric's and its classes' side by side. */
	static List<String> columns(final List<Row> rows) {
		return merged(rows.stream().map(Row::values).toList());
	}

	/** All columns of rows that have most of them in common, in their order. */
	public static List<String> merged(final List<Map<String, Double>> rows) {
		final List<String> columns = new ArrayList<>();
		for (final Map<String, Double> row : rows) {
			int at = 0;
			for (final String column : row.keySet()) {
				final int known = columns.indexOf(column);
				if (known < 0) columns.add(at, column);
				at = (known < 0 ? at : known) + 1;
			}
		}
		return columns;
	}
}
