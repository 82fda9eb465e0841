package sfumato.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sfumato.text.CsvText;
import sfumato.text.UserException;

/**
 * A table of comparisons in several metrics for a paper: a row per metric, a column per method, mean and standard deviation. The best
 * is marked, and what is significantly better than the first method (*) and not significantly worse than the best (°).
 */
public final class ComparisonTable {

	private final List<MethodComparison> comparisons;
	private final List<String> methods;

	/** @param comparisons one per metric, at least one */
	public ComparisonTable(final List<MethodComparison> comparisons) {
		if (comparisons.isEmpty()) throw new UserException(StatisticsMessages.nothingToTabulate());
		this.comparisons = List.copyOf(comparisons);
		final Set<String> names = new LinkedHashSet<>();
		comparisons.forEach(c -> names.addAll(c.scores().methods()));
		methods = List.copyOf(names);
	}

	/** For a terminal or a log: columns of letters of one width, the best in brackets. */
	public String text() {
		final List<List<String>> cells = cells("[%s]");
		final int[] widths = new int[methods.size() + 1];
		for (final List<String> row : cells)
			for (int c = 0; c < widths.length; c++)
				widths[c] = Math.max(widths[c], row.get(c).length());
		final StringBuilder text = new StringBuilder();
		for (final List<String> row : cells) {
			final StringBuilder line = new StringBuilder();
			for (int c = 0; c < widths.length; c++)
				line.append(String.format(Locale.ROOT, (c == 0 ? "%-" : "  %-") + widths[c] + "s", row.get(c)));
			text.append(line.toString().stripTrailing()).append('\n');
		}
		return text + "\n" + legend("in brackets");
	}

	/** For a README: the best in bold. */
	public String markdown() {
		final StringBuilder text = new StringBuilder();
		for (final List<String> row : cells("**%s**")) {
			text.append("| ").append(String.join(" | ", row.stream().map(s -> s.replace("|", "\\|")).toList())).append(" |\n");
			if (text.indexOf("\n") == text.length() - 1) text.append("|---".repeat(row.size())).append("|\n");
		}
		return text + "\n" + legend("in bold");
	}

	private List<List<String>> cells(final String best) {
		final List<List<String>> cells = new ArrayList<>();
		cells.add(new ArrayList<>(List.of("")));
		cells.get(0).addAll(methods);
		for (final MethodComparison c : comparisons) {
			final List<String> row = new ArrayList<>(List.of(c.scores().metric() + (c.scores().lowerIsBetter() ? " \u2193"
				: " \u2191")));
			for (final String method : methods)
				row.add(c.rows().stream().filter(r -> r.method().equals(method)).findFirst().map(r -> cell(r, best, c.decimals()))
					.orElse(""));
			cells.add(row);
		}
		return cells;
	}

	private static String cell(final MethodComparison.Row r, final String best, final int decimals) {
		final String mean = String.format(Locale.ROOT, "%." + decimals + "f", r.mean());
		return (r.mark() == MethodComparison.Mark.BEST ? String.format(best, mean) : mean) + String.format(Locale.ROOT, " \u00B1 %." +
			decimals + "f", r.sd()) + (r.better() ? "*" : "") + (r.mark() == MethodComparison.Mark.NOT_WORSE ? "\u00B0" : "");
	}

	private String legend(final String best) {
		final StringBuilder text = new StringBuilder("Mean \u00B1 standard deviation over cases (" + String.join(", ", comparisons
			.stream().map(c -> c.scores().metric() + ": " + c.scores().cases().size()).toList()) + "); the best " + best + ".\n");
		text.append("* significantly better than ").append(methods.get(0)).append("; \u00B0 not significantly worse than the best (")
			.append(MethodComparison.LEVEL).append(", ").append(comparisons.get(0).procedure()).append(").\n");
		return text.toString();
	}

	/** A row per method, all numbers: {@code method,Dice,Dice_SD,Dice_from,…}. */
	public String csv() {
		final List<String> header = new ArrayList<>(List.of("method"));
		for (final MethodComparison c : comparisons)
			for (final String column : List.of("", "_SD", "_from", "_to", "_rank", "_first", "_mark", "_better"))
				header.add(c.scores().metric() + column);
		final CsvText csv = new CsvText(header);
		for (final String method : methods) {
			final List<String> cells = new ArrayList<>(List.of(method));
			for (final MethodComparison c : comparisons)
				cells.addAll(c.rows().stream().filter(r -> r.method().equals(method)).findFirst().map(r -> List.of(number(r.mean()),
					number(r.sd()), number(r.interval().low()), number(r.interval().high()), number(r.meanRank()), number(r.first()), r
						.mark().toString(), Boolean.toString(r.better()))).orElse(Arrays.asList("", "", "", "", "", "", "", "")));
			csv.add(cells);
		}
		return csv.toString();
	}

	/** A row per metric and pair, all numbers. */
	public String pairsCsv() {
		final CsvText csv = new CsvText(List.of("metric", "better", "worse", "cases", "difference", "from",
			"to", "p", "p_corrected", "significant", "p_wilcoxon", "d_z", "rank_biserial", "Cliffs_delta"));
		for (final MethodComparison c : comparisons)
			for (final MethodComparison.Pair p : c.pairs())
				csv.add(List.of(c.scores().metric(), p.better(), p.worse(), c.scores().cases().size(),
					number(p.difference()), number(p.interval().low()), number(p.interval().high()), small(p.p()), small(p.corrected()),
					p.isSignificant(), small(p.wilcoxon()), number(p.dz()), number(p.rankBiserial()), number(p.cliff())));
		return csv.toString();
	}

	private static String number(final double value) {
		return CsvText.number(value, 6);
	}

	private static String small(final double p) {
		return p < 0.001 && p > 0 ? String.format(Locale.ROOT, "%.3e", p) : number(p);
	}
}
