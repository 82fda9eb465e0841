package sfumato.commands.evaluate;

import java.util.List;

import ij.measure.ResultsTable;

import sfumato.agreement.AgreementMeasure;
import sfumato.api.Agreement;
import sfumato.api.Agreement.Estimate;
import sfumato.api.Scores;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.Compared;
import sfumato.commands.tables.ScoreTable;

/** Converts an {@link Agreement} to tables: fractions in percent, coefficients and volumes unchanged. */
final class AgreementTables {

	private static final List<AgreementMeasure> ALL = List.of(AgreementMeasure.values());
	private static final List<AgreementMeasure> OF_RATERS = ALL.stream().filter(AgreementMeasure::isOfRaters).toList();

	private AgreementTables() {}

	/** One row per case: the case's values, then each rater's, then those of each pair; empty where a rater is missing. */
	static CaseScores csv(final Agreement a) {
		return CaseScores.of(a.scores(), ScoreTable.EMPTY_MASKS, Compared.NOTHING);
	}

	/** Adds to ImageJ's Results a row per case and, of several, their mean and the bounds of its interval. */
	static ResultsTable cases(final Agreement a) {
		ResultsTable table = null;
		final Scores scores = a.scores();
		for (final String c : a.cases()) {
			table = ScoreTable.newRow(c).table();
			add(table, "raters", a.raters(c).size(), 0);
			for (final AgreementMeasure m : ALL)
				add(table, column(a, m), scores.shown(c, column(a, m)), decimals(m));
		}
		if (a.cases().size() == 1) return table;
		final List<Estimate> means = ALL.stream().map(m -> a.mean(column(a, m))).toList();
		row(a, "mean", means.stream().mapToDouble(Estimate::mean).toArray());
		row(a, "95 % from", means.stream().mapToDouble(Estimate::from).toArray());
		row(a, "95 % to", means.stream().mapToDouble(Estimate::to).toArray());
		return table;
	}

	/** What tables call a measure. */
	private static String column(final Agreement a, final AgreementMeasure m) {
		return a.measures().get(m.ordinal());
	}

	private static void row(final Agreement a, final String name, final double[] values) {
		final ResultsTable table = ScoreTable.newRow(name).table();
		for (final AgreementMeasure m : ALL)
			add(table, column(a, m), m.tableFactor() * values[m.ordinal()], decimals(m));
	}

	/**
	 * Returns a table with one row per rater: means over the cases with this rater, with the confidence interval of the Dice with the
	 * majority.
	 */
	static ResultsTable raters(final Agreement a) {
		final ResultsTable table = table();
		for (final String rater : a.raters()) {
			table.incrementCounter();
			table.addLabel(rater);
			add(table, "cases", a.cases().stream().filter(c -> a.raters(c).contains(rater)).count(), 0);
			for (final AgreementMeasure m : OF_RATERS) {
				final Estimate mean = a.mean(column(a, m), rater);
				add(table, column(a, m), m.tableFactor() * mean.mean(), decimals(m));
				if (m != AgreementMeasure.MAJORITY_DICE || a.cases().size() == 1) continue;
				add(table, "from", 100 * mean.from(), 2);
				add(table, "to", 100 * mean.to(), 2);
			}
		}
		return table;
	}

	/** Returns a table with one row per pair of raters: means over the cases with both raters. */
	static ResultsTable pairs(final Agreement agreement) {
		final ResultsTable table = table();
		final List<String> raters = agreement.raters();
		for (int a = 0; a < raters.size(); a++)
			for (int b = a + 1; b < raters.size(); b++) {
				final String first = raters.get(a), second = raters.get(b);
				final Estimate dice = agreement.pair("Dice", first, second);
				table.incrementCounter();
				table.addLabel(first + " and " + second);
				add(table, "cases", dice.cases(), 0);
				add(table, "Dice", 100 * dice.mean(), 2);
				add(table, "Cohen_kappa", agreement.pair("Cohen_kappa", first, second).mean(), 4);
				add(table, "Object_F1", 100 * agreement.pair("Object_F1", first, second).mean(), 2);
			}
		return table;
	}

	private static ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		return table;
	}

	private static void add(final ResultsTable table, final String column, final double value, final int decimals) {
		if (Double.isNaN(value)) return;
		table.addValue(column, value);
		table.setDecimalPlaces(table.getColumnIndex(column), decimals);
	}

	private static int decimals(final AgreementMeasure measure) {
		return measure == AgreementMeasure.OBJECTS ? 1 : measure.tableFactor() == 100 || measure == AgreementMeasure.VOLUME ? 2 : 4;
	}
}
