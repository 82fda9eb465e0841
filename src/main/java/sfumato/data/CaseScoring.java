package sfumato.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.calibration.CalibrationError;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.methods.Headings;
import sfumato.methods.Methods;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.SegmentationMetric;

/**
 * Metrics and calibration errors as the columns of a table: one for each, and with more than two classes one for each class behind
 * it ({@code Dice}, {@code Dice class 1}, …). Overlaps are in percent, distances and volumes in the unit of the image, the others
 * as they are. Immutable.
 */
public final class CaseScoring {

	/**
	 * The scores of a case.
	 *
	 * @param name of the case
	 * @param classes of the case, background first
	 * @param values by column; NaN of what there is nothing to measure. Metrics that need a soft reference are left out where it is hard
	 * @param perClass by column of the metrics: as fractions, one per class
	 * @param counts pixels of each class
	 */
	public record Row(String name, List<LabelClass> classes, Map<String, Double> values, Map<String, double[]> perClass,
		ConfusionMatrix counts)
	{}

	private static final double PERCENT = 100;

	private final List<SegmentationMetric> metrics;
	private final List<CalibrationError> errors;
	private final List<String> metricColumns;
	private final List<String> errorColumns;

	/** @throws IllegalArgumentException if one is there twice */
	public CaseScoring(final List<SegmentationMetric> metrics, final List<CalibrationError> errors) {
		this.metrics = metrics.stream().flatMap(m -> m.parts().stream()).toList();
		this.errors = List.copyOf(errors);
		metricColumns = Headings.distinct(this.metrics, this.metrics.stream().map(SegmentationMetric::column).toList());
		errorColumns = Headings.distinct(errors, errors.stream().map(CalibrationError::column).toList());
	}

	/**
	 * As macros write it.
	 *
	 * @param metrics a list, e.g. {@code dice, hausdorff(percentile: 100)}; empty: none
	 * @param errors a list, e.g. {@code ece(bins: 15), brier}; empty: none
	 */
	public static CaseScoring of(final String metrics, final String errors) {
		return new CaseScoring(metrics.isBlank() ? List.of() : Methods.of(SegmentationMetric.class).createList(metrics), errors
			.isBlank() ? List.of() : Methods.of(CalibrationError.class).createList(errors));
	}

	public List<SegmentationMetric> metrics() {
		return metrics;
	}

	public List<CalibrationError> errors() {
		return errors;
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

	private static boolean belongs(final String column, final String own) {
		return column.equals(own) || column.startsWith(own + " ");
	}

	/** The column of a class, behind that of all. */
	static String ofClass(final String column, final LabelClass c) {
		return column + " " + c.name();
	}

	/** Scores a case. */
	public Row score(final ComparedCase c) {
		final Map<String, Double> values = new LinkedHashMap<>();
		final Map<String, double[]> perClass = new LinkedHashMap<>();
		for (int i = 0; i < metrics.size(); i++) {
			final SegmentationMetric metric = metrics.get(i);
			final String column = metricColumns.get(i);
			final Comparison images = metric.readsSoftReference() ? c.soft() : c.labels();
			if (metric.needsSoftReference() && images.once("hard reference", images.reference()::isHard)) continue;
			final double[] each = metric.perClass(images);
			perClass.put(column, each);
			values.put(column, metric.tableFactor() * metric.evaluate(images));
			final List<LabelClass> classes = images.reference().classes();
			for (int k = 1; k < each.length && classes.size() > 2; k++)
				values.put(ofClass(column, classes.get(k)), metric.tableFactor() * each[k]);
		}
		values.putAll(errors(List.of(c)));
		return new Row(c.name(), c.labels().reference().classes(), values, perClass, ConfusionMatrix.of(c.labels()));
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
