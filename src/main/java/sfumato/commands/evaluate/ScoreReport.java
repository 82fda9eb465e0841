package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import ij.measure.ResultsTable;

import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.Compared;
import sfumato.commands.tables.ScoreTable;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ScoreSummary;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.scoring.ScoreSums;
import sfumato.statistics.Bootstrap;

/** Writes a {@link ScoreSummary} to ImageJ's Results, to a file and to the log. */
final class ScoreReport {

	private final ScoreSummary summary;
	private final Averaging averaging;
	private final double worst;
	private final Map<String, Double> together;
	private final Compared compared;
	private final CaseScores table;

	/**
	 * Creates a report.
	 *
	 * @param worst percentage of cases in the row of the worst cases; 0 for no such row
	 * @param together returns the calibration errors of the pooled pixels, for {@link Averaging#DATASET}
	 * @param compared the folders
	 */
	ScoreReport(final ScoreSummary summary, final Averaging averaging, final double worst, final Map<String, Double> together,
		final Compared compared)
	{
		this.summary = summary;
		this.averaging = averaging;
		this.worst = worst;
		this.together = Map.copyOf(together);
		this.compared = compared;
		table = new CaseScores(summary.columns(), this::decimals, heading(), compared);
		summary.rows().forEach(r -> table.add(r.name(), r.values(), r.absent(), ScoreSums.text(summary.scoring(), r)));
	}

	/** Writes one row per case, without a mean. */
	void write(final Path file) throws IOException {
		table.write(file);
	}

	/**
	 * Adds one row per case to ImageJ's Results, then the worst cases, the confidence interval of a mean over cases, the number of cases, and
	 * the mean.
	 */
	ResultsTable toResults() {
		for (final CaseScoring.Row r : summary.rows())
			show(r.name(), c -> r.values().getOrDefault(c, Double.NaN));
		if (worst > 0) show("worst " + (worst == Math.rint(worst) ? "" + (long) worst : "" + worst) + " %", c -> summary.worst(c,
			worst, averaging));
		if (averaging == Averaging.IMAGE && summary.rows().size() > 1) {
			final Map<String, Bootstrap.Interval> bounds = new HashMap<>();
			summary.columns().forEach(c -> bounds.put(c, summary.interval(c, 0)));
			show("95 % from", c -> bounds.get(c).low());
			show("95 % to", c -> bounds.get(c).high());
		}
		if (averaging == Averaging.IMAGE) table.showCounts();
		return show(averaging == Averaging.IMAGE ? "mean" : averaging == Averaging.CLASS ? "mean of classes" : "all pixels",
			this::mean);
	}

	private ScoreTable newRow(final String name) {
		return ScoreTable.newRow(heading(), name, compared);
	}

	private String heading() {
		return summary.scoring().metrics().isEmpty() ? ScoreTable.LABEL : ScoreTable.EMPTY_MASKS;
	}

	private int decimals(final String column) {
		return summary.scoring().decimals(column);
	}

	private double mean(final String column) {
		return together.getOrDefault(column, summary.mean(column, averaging));
	}

	private ResultsTable show(final String name, final ToDoubleFunction<String> value) {
		final ScoreTable row = newRow(name);
		for (final String column : summary.columns()) {
			final double v = value.applyAsDouble(column);
			if (!Double.isNaN(v)) row.add(column, v, decimals(column));
		}
		return row.table();
	}

	/** Describes for the log what is pooled. */
	static String pooled(final String expression, final CaseScoring scoring, final int patients) {
		final List<String> averaged = scoring.averaged();
		return EvaluateMenuMessages.pooled(expression, patients, String.join(", ", averaged));
	}

	/**
	 * Logs what the mean is and which cases it excludes.
	 *
	 * @param pooled whether rows are patients
	 */
	void log(final String label, final boolean pooled, final Progress progress) {
		final String units = summary.rows().size() + (pooled ? " patients" : " cases");
		final String scope = switch (averaging) {
			case IMAGE -> EvaluateMenuMessages.meanOverCases(units);
			case CLASS -> EvaluateMenuMessages.meanOverClasses(units);
			case DATASET -> EvaluateMenuMessages.allPixels(units);
		};
		final StringBuilder means = new StringBuilder();
		for (final String column : summary.columns())
			means.append(means.isEmpty() ? "" : ", ").append(column).append(' ').append(Double.isNaN(mean(column)) ? "none" : String
				.format(Locale.ROOT, "%." + decimals(column) + "f", mean(column))).append(averaging == Averaging.IMAGE ? table
					.ofCases(column) : "");
		progress.log(EvaluateMenuMessages.means(label, means, scope, !summary.scoring().metrics().isEmpty()));
		table.missing().forEach(progress::log);
		if (averaging == Averaging.DATASET) for (final String column : summary.columns())
			if (Double.isNaN(mean(column))) progress.log(EvaluateMenuMessages.noSums(column));
	}
}
