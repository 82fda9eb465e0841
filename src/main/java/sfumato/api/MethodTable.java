package sfumato.api;

import java.util.List;

import sfumato.statistics.ComparisonTable;
import sfumato.statistics.MethodComparison;
import sfumato.text.UserException;

/**
 * Methods compared on the same cases: means, and what is significantly better. Numbers are in the unit of the scores' file: Dice and ECE in
 * percent. Immutable.
 *
 * <pre>{@code
 * MethodTable table = sfumato.compare(Path.of("folds/scores.csv")).test("wilcoxon").run();
 * for (MethodTable.Row row : table.rows("Dice"))
 * 	System.out.println(row.method() + " " + row.mean() + " +- " + row.sd());
 * System.out.println(table); // as in a paper
 * }</pre>
 */
public final class MethodTable {

	/**
	 * A method.
	 *
	 * @param mean over cases
	 * @param sd standard deviation between cases
	 * @param from the lower bound of the 95 % interval of the mean
	 * @param to the upper bound
	 * @param meanRank over cases, 1 would be the best in each
	 * @param first the fraction of resamples of the cases in which its mean is the best
	 * @param mark {@code best}, {@code not worse} than the best, or {@code worse}
	 * @param isBetter whether it is significantly better than the first method
	 */
	public record Row(String method, double mean, double sd, double from, double to, double meanRank, double first, String mark,
		boolean isBetter)
	{}

	/**
	 * Two methods.
	 *
	 * @param better the one with the better mean
	 * @param difference by which it is better on average, at least 0
	 * @param from the lower bound of the 95 % interval of the difference
	 * @param to the upper bound
	 * @param p of the test
	 * @param corrected p, corrected for the number of tests
	 * @param isSignificant whether corrected p is below 0.05
	 * @param wilcoxon p of a two-sided Wilcoxon test, not corrected
	 * @param dz Cohen's d_z
	 * @param rankBiserial matched-pairs rank-biserial correlation
	 * @param cliff Cliff's delta
	 */
	public record Pair(String better, String worse, double difference, double from, double to, double p, double corrected,
		boolean isSignificant, double wilcoxon, double dz, double rankBiserial, double cliff)
	{}

	private final List<MethodComparison> comparisons;
	private final ComparisonTable table;

	/** @param comparisons one per metric, at least one */
	MethodTable(final List<MethodComparison> comparisons) {
		this.comparisons = List.copyOf(comparisons);
		table = new ComparisonTable(comparisons);
	}

	/** The compared scores. */
	public List<String> metrics() {
		return comparisons.stream().map(c -> c.scores().metric()).toList();
	}

	/** The methods that have a score. */
	public List<String> methods(final String metric) {
		return of(metric).scores().methods();
	}

	/** The cases that all methods have a score of. */
	public List<String> cases(final String metric) {
		return of(metric).scores().cases();
	}

	/** The score of a method in each of the {@link #cases}. */
	public double[] values(final String metric, final String method) {
		final int m = methods(metric).indexOf(method);
		if (m < 0) throw new UserException(ApiMessages.noMethod(method, String.join(", ", methods(metric))));
		return of(metric).scores().values()[m].clone();
	}

	/** Whether a score is better the lower it is, as an error. */
	public boolean isLowerBetter(final String metric) {
		return of(metric).scores().lowerIsBetter();
	}

	/** How many decimals tables show of a score. */
	public int decimals(final String metric) {
		return of(metric).decimals();
	}

	/** A row per method. */
	public List<Row> rows(final String metric) {
		return of(metric).rows().stream().map(r -> new Row(r.method(), r.mean(), r.sd(), r.interval().low(), r.interval().high(), r.meanRank(), r
			.first(), r.mark().toString(), r.better())).toList();
	}

	/** A row per pair of methods. */
	public List<Pair> pairs(final String metric) {
		return of(metric).pairs().stream().map(p -> new Pair(p.better(), p.worse(), p.difference(), p.interval().low(), p.interval().high(), p
			.p(), p.corrected(), p.isSignificant(), p.wilcoxon(), p.dz(), p.rankBiserial(), p.cliff())).toList();
	}

	/** What is to be known beside the numbers of a score, in sentences: the direction, how p came about, how stable the ranking is. */
	public List<String> notes(final String metric) {
		return of(metric).notes();
	}

	private MethodComparison of(final String metric) {
		return comparisons.stream().filter(c -> c.scores().metric().equals(metric)).findFirst().orElseThrow(() -> new UserException(ApiMessages
			.noCaseScore(metric, String.join(", ", metrics()))));
	}

	/** A row per method with all numbers. */
	public String toCsv() {
		return table.csv();
	}

	/** A row per pair of methods and score. */
	public String pairsToCsv() {
		return table.pairsCsv();
	}

	/** As a table of Markdown, the best in bold. */
	public String toMarkdown() {
		return table.markdown();
	}

	/** As lines of text, the best in brackets. */
	@Override
	public String toString() {
		return table.text();
	}
}
