package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ij.measure.ResultsTable;

import sfumato.api.FolderScores;
import sfumato.api.Scores;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.Compared;
import sfumato.commands.tables.ScoreTable;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ScoreSummary.Averaging;

/** Writes scores of folders to ImageJ's Results, to a file and to the log. */
final class ScoreReport {

	private final FolderScores found;
	private final CaseScoring scoring;
	private final Averaging averaging;
	private final Compared compared;
	private final CaseScores table;

	/**
	 * Creates a report.
	 *
	 * @param scoring what was asked for
	 * @param compared the folders
	 */
	ScoreReport(final FolderScores found, final CaseScoring scoring, final Averaging averaging, final Compared compared) {
		this.found = found;
		this.scoring = scoring;
		this.averaging = averaging;
		this.compared = compared;
		table = CaseScores.of(found.scores(), heading(), compared);
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
		for (final String c : found.scores().cases())
			show(found.scores(), c);
		for (final String row : found.summary().cases())
			if (!row.equals(found.meanName())) show(found.summary(), row);
		if (averaging == Averaging.IMAGE) table.showCounts();
		return show(found.summary(), found.meanName());
	}

	private ResultsTable show(final Scores scores, final String name) {
		final ScoreTable row = ScoreTable.newRow(heading(), name, compared);
		for (final String column : scores.names()) {
			final double v = scores.shown(name, column);
			if (!Double.isNaN(v)) row.add(column, v, scores.decimals(column));
		}
		return row.table();
	}

	private String heading() {
		return scoring.metrics().isEmpty() ? ScoreTable.LABEL : ScoreTable.EMPTY_MASKS;
	}

	private double mean(final String column) {
		return found.summary().shown(found.meanName(), column);
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
		final Scores scores = found.scores();
		final String units = scores.cases().size() + (pooled ? " patients" : " cases");
		final String scope = switch (averaging) {
			case IMAGE -> EvaluateMenuMessages.meanOverCases(units);
			case CLASS -> EvaluateMenuMessages.meanOverClasses(units);
			case DATASET -> EvaluateMenuMessages.allPixels(units);
		};
		final StringBuilder means = new StringBuilder();
		for (final String column : scores.names())
			means.append(means.isEmpty() ? "" : ", ").append(column).append(' ').append(Double.isNaN(mean(column)) ? "none" : String
				.format(Locale.ROOT, "%." + scores.decimals(column) + "f", mean(column))).append(averaging == Averaging.IMAGE ? table
					.ofCases(column) : "");
		progress.log(EvaluateMenuMessages.means(label, means, scope, !scoring.metrics().isEmpty()));
		table.missing().forEach(progress::log);
		if (averaging == Averaging.DATASET) for (final String column : scores.names())
			if (Double.isNaN(mean(column))) progress.log(EvaluateMenuMessages.noSums(column));
	}
}
