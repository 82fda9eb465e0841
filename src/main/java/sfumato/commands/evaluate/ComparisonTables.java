package sfumato.commands.evaluate;

import java.util.LinkedHashSet;
import java.util.Set;

import ij.measure.ResultsTable;

import sfumato.api.MethodTable;
import sfumato.commands.tables.ScoreTable;

/** Converts a {@link MethodTable} to ImageJ tables. */
public final class ComparisonTables {

	private ComparisonTables() {}

	/** Adds one row per method to ImageJ's Results, with several columns per metric. */
	public static ResultsTable methods(final MethodTable compared) {
		final Set<String> methods = new LinkedHashSet<>();
		compared.metrics().forEach(m -> methods.addAll(compared.methods(m)));
		ResultsTable table = null;
		for (final String method : methods) {
			table = ScoreTable.newRow(method).table();
			for (final String metric : compared.metrics())
				for (final MethodTable.Row r : compared.rows(metric))
					if (r.method().equals(method)) add(table, metric, compared.decimals(metric), r);
		}
		return table;
	}

	private static void add(final ResultsTable table, final String metric, final int decimals, final MethodTable.Row row) {
		add(table, metric, row.mean(), decimals);
		add(table, metric + "_SD", row.sd(), decimals);
		add(table, metric + "_from", row.from(), decimals);
		add(table, metric + "_to", row.to(), decimals);
		add(table, metric + "_rank", row.meanRank(), 2);
		add(table, metric + "_first", 100 * row.first(), 1);
		table.addValue(metric + "_mark", row.mark());
		table.addValue(metric + "_better", row.isBetter() ? "yes" : "no");
	}

	/** Returns a table with one row per pair of methods and metric. */
	public static ResultsTable pairs(final MethodTable compared) {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		for (final String metric : compared.metrics()) {
			final int decimals = compared.decimals(metric) + 1, cases = compared.cases(metric).size();
			for (final MethodTable.Pair p : compared.pairs(metric)) {
				table.incrementCounter();
				table.addLabel(metric);
				table.addValue("better", p.better());
				table.addValue("worse", p.worse());
				add(table, "cases", cases, 0);
				add(table, "difference", p.difference(), decimals);
				add(table, "from", p.from(), decimals);
				add(table, "to", p.to(), decimals);
				add(table, "p", p.p(), 4);
				add(table, "p_corrected", p.corrected(), 4);
				table.addValue("significant", p.isSignificant() ? "yes" : "no");
				add(table, "p_wilcoxon", p.wilcoxon(), 4);
				add(table, "d_z", p.dz(), 2);
				add(table, "rank_biserial", p.rankBiserial(), 2);
				add(table, "Cliffs_delta", p.cliff(), 2);
			}
		}
		return table;
	}

	private static void add(final ResultsTable table, final String column, final double value, final int decimals) {
		if (Double.isNaN(value)) return;
		table.addValue(column, value);
		table.setDecimalPlaces(table.getColumnIndex(column), decimals);
	}
}
