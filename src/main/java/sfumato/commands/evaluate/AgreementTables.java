package sfumato.commands.evaluate;

import java.util.Arrays;
import java.util.List;

import ij.measure.ResultsTable;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.AgreementSummary;
import sfumato.agreement.AgreementSummary.Estimate;
import sfumato.agreement.CaseAgreement;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.ScoreTable;

/** Converts an {@link AgreementSummary} to tables: fractions in percent, coefficients and volumes unchanged. */
final class AgreementTables {

	private static final List<AgreementMeasure> ALL = List.of(AgreementMeasure.values());
	private static final List<AgreementMeasure> OF_RATERS = ALL.stream().filter(AgreementMeasure::isOfRaters).toList();

	private AgreementTables() {}

	/**
	 * Returns a table with one row per case: the values of the case, those of each rater, and those of each pair. Cells of missing raters are
	 * empty.
	 */
	static CaseScores csv(final AgreementSummary s) {
		final CaseScores scores = new CaseScores(s.entries(s.cases().get(0)).stream().map(AgreementSummary.Entry::column).toList());
		for (final CaseAgreement c : s.cases())
			scores.add(c.name(), s.entries(c).stream().mapToDouble(AgreementSummary.Entry::shown).toArray());
		return scores;
	}

	/** Adds one row per case to ImageJ's Results, and for several cases their mean with its confidence interval. */
	static ResultsTable cases(final AgreementSummary s) {
		ResultsTable table = null;
		for (final CaseAgreement c : s.cases()) {
			table = ScoreTable.newRow(c.name()).table();
			add(table, "raters", c.raters().size(), 0);
			for (final AgreementMeasure m : ALL)
				add(table, s.column(m), m.tableFactor() * s.value(c, m), decimals(m));
		}
		if (s.cases().size() == 1) return table;
		final List<Estimate> means = ALL.stream().map(s::of).toList();
		row(s, "mean", means.stream().mapToDouble(Estimate::mean).toArray());
		row(s, "95 % from", means.stream().mapToDouble(Estimate::low).toArray());
		row(s, "95 % to", means.stream().mapToDouble(Estimate::high).toArray());
		return table;
	}

	private static void row(final AgreementSummary s, final String name, final double[] values) {
		final ResultsTable table = ScoreTable.newRow(name).table();
		for (final AgreementMeasure m : ALL)
			add(table, s.column(m), m.tableFactor() * values[m.ordinal()], decimals(m));
	}

	/**
	 * Returns a table with one row per rater: means over the cases with this rater, with the confidence interval of the Dice with the
	 * majority.
	 */
	static ResultsTable raters(final AgreementSummary s) {
		final ResultsTable table = table();
		for (final String rater : s.raters()) {
			table.incrementCounter();
			table.addLabel(rater);
			final Estimate dice = s.of(AgreementMeasure.MAJORITY_DICE, rater);
			add(table, "cases", Arrays.stream(s.cases().toArray(CaseAgreement[]::new)).filter(c -> c.raters().contains(rater))
				.count(), 0);
			for (final AgreementMeasure m : OF_RATERS) {
				add(table, s.column(m), m.tableFactor() * s.of(m, rater).mean(), decimals(m));
				if (m != AgreementMeasure.MAJORITY_DICE || s.cases().size() == 1) continue;
				add(table, "from", 100 * dice.low(), 2);
				add(table, "to", 100 * dice.high(), 2);
			}
		}
		return table;
	}

	/** Returns a table with one row per pair of raters: means over the cases with both raters. */
	static ResultsTable pairs(final AgreementSummary s) {
		final ResultsTable table = table();
		final List<String> raters = s.raters();
		for (int a = 0; a < raters.size(); a++)
			for (int b = a + 1; b < raters.size(); b++) {
				final Estimate dice = s.dice(raters.get(a), raters.get(b));
				table.incrementCounter();
				table.addLabel(raters.get(a) + " and " + raters.get(b));
				add(table, "cases", dice.cases(), 0);
				add(table, "Dice", 100 * dice.mean(), 2);
				add(table, "Cohen_kappa", s.kappa(raters.get(a), raters.get(b)).mean(), 4);
				add(table, "Object_F1", 100 * s.objectF1(raters.get(a), raters.get(b)).mean(), 2);
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
