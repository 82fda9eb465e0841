package sfumato.commands.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ij.measure.ResultsTable;

import sfumato.commands.tables.ScoreTable;
import sfumato.statistics.MethodComparison;

/** Converts {@link MethodComparison}s to ImageJ tables. */
public final class ComparisonTables {

	private ComparisonTables() {}

	/** Adds one row per method to ImageJ's Results, with several columns per metric. */
	public static ResultsTable methods(final List<MethodComparison> comparisons) {
		final Set<String> methods = new LinkedHashSet<>();
		comparisons.forEach(c -> methods.addAll(c.scores().methods()));
		ResultsTable table = null;
		for (final String method : methods) {
			table = ScoreTable.newRow(method).table();
			for (final MethodComparison c : comparisons)
				for (final MethodComparison.Row r : c.rows())
					if (r.method().equals(method)) add(table, c.scores().metric(), c.decimals(), r);
		}
		return table;
	}

	private static void add(final ResultsTable table, final String metric, final int decimals,
		final MethodComparison.Row row)
	{
		add(table, metric, row.mean(), decimals);
		add(table, metric + "_SD", row.sd(), decimals);
		add(table, metric + "_from", row.interval().low(), decimals);
		add(table, metric + "_to", row.interval().high(), decimals);
		add(table, metric + "_rank", row.meanRank(), 2);
		add(table, metric + "_first", 100 * row.first(), 1);
		table.addValue(metric + "_mark", row.mark().toString());
		table.addValue(metric + "_better", row.better() ? "yes" : "no");
	}

	/** Returns a table with one row per pair of methods and metric. */
	public static ResultsTable pairs(final List<MethodComparison> comparisons) {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		for (final MethodComparison c : comparisons)
			for (final MethodComparison.Pair p : c.pairs()) {
				table.incrementCounter();
				table.addLabel(c.scores().metric());
				table.addValue("better", p.better());
				table.addValue("worse", p.worse());
				add(table, "cases", c.scores().cases().size(), 0);
				add(table, "difference", p.difference(), c.decimals() + 1);
				add(table, "from", p.interval().low(), c.decimals() + 1);
				add(table, "to", p.interval().high(), c.decimals() + 1);
				add(table, "p", p.p(), 4);
				add(table, "p_corrected", p.corrected(), 4);
				table.addValue("significant", p.isSignificant() ? "yes" : "no");
				add(table, "p_wilcoxon", p.wilcoxon(), 4);
				add(table, "d_z", p.dz(), 2);
				add(table, "rank_biserial", p.rankBiserial(), 2);
				add(table, "Cliffs_delta", p.cliff(), 2);
			}
		return table;
	}

	private static void add(final ResultsTable table, final String column, final double value, final int decimals) {
		if (Double.isNaN(value)) return;
		table.addValue(column, value);
		table.setDecimalPlaces(table.getColumnIndex(column), decimals);
	}
}
