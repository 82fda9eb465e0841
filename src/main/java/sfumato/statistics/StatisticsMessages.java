package sfumato.statistics;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about tables of scores and comparisons of methods. */
public final class StatisticsMessages {

	private StatisticsMessages() {}

	static String alternativeMissing() {
		return "alternative is missing; say GREATER or TWO_SIDED.";
	}

	static String measurements(final int n, final int otherN) {
		return "There are " + n + " and " + otherN + " measurements; each case needs both.";
	}

	static String tooFewPairs(final int n) {
		return "There " + (n == 1 ? "is 1 case" : "are 0 cases") + " with both measurements; at least two are needed.";
	}

	static String notMeasured(final double first, final double second) {
		return "The measurements of a case are " + first + " and " + second + "; leave out cases that were not measured.";
	}

	static String noValues() {
		return "There are 0 values; an interval needs at least one.";
	}

	static String valueIsNaN() {
		return "One of the values is NaN; leave out what was not measured.";
	}

	public static String expression(final String key, final String expression, final String reason) {
		return key + "=" + expression + " is no regular expression: " + reason + ".";
	}

	public static String noMatch(final String key, final String expression, final String name) {
		return key + "=" + expression + " does not say whose case \"" + Excerpt.of(name) + "\" is; its name must begin with " +
			"what the expression matches.";
	}

	static String nothingToTabulate() {
		return "There is nothing to tabulate; give one metric at least.";
	}

	public static String direction(final String metric, final boolean lowerIsBetter, final int methods, final int cases, final
		String procedure)
	{
		return metric + ": " + (lowerIsBetter ? "lower" : "higher") + " is better; " + methods + " methods on the same " + cases
			+ " cases; " + procedure + ".";
	}

	public static String oneMethod(final String source) {
		return source + " has no column \"method\", so its scores are those of one method; name the tables of the other methods, too," +
			" separated by semicolons.";
	}

	static String sameNames(final String names) {
		return "Tables without a column \"method\" are called after their files, but two have the same name: " + names + "; rename one.";
	}

	static String emptyTable(final String source) {
		return source + " is empty; a table method,case,… is needed.";
	}

	static String cells(final int line, final String source, final int n, final int wanted) {
		return "Line " + line + " of " + source + " has " + n + " cells but the first line has " + wanted + ".";
	}

	static String noMetric(final String source, final String columns) {
		return source + " has no column of numbers beside " + columns + "; a metric is needed, e.g. method,case,Dice.";
	}

	public static String noColumn(final String source, final String name, final String columns) {
		return source + " has no column \"" + Excerpt.of(name) + "\" but " + columns + "; a table method,case,… with one row " +
			"per method and case is needed.";
	}

	static String linesDiffer(final Object line, final int otherLine, final String source, final String column, final String method,
		final String caseName)
	{
		return "Lines " + line + " and " + otherLine + " of " + source + " have different values of " + Excerpt.of(column) +
			" for method \"" + Excerpt.of(method) + "\" and case \"" + Excerpt.of(caseName) + "\"; each belongs there once.";
	}

	static String dependentRows(final long cases, final int n, final String columns) {
		return cases + " cases make " + n + " rows per method (by " + columns + "); rows of one case are not independent, so p " +
			"is too small.";
	}

	static String repeatedRows(final int rows, final String source) {
		return rows + (rows == 1 ? " row of " : " rows of ") + source + " repeat others and count once.";
	}

	public static String casesLeftOut(final int n, final String names, final String metric, final String methods) {
		return (n == 1 ? "Case " + names + " is" : n + " cases, " + names + ", are") + " left out of " + metric +
			": not scored for " + methods + ".";
	}

	public static String unknownMetric(final String source, final String metric, final String metrics) {
		return source + " has no metric \"" + metric + "\". Its metrics are: " + metrics + ".";
	}

	static String methodLeftOut(final String method, final String metric) {
		return "Method \"" + method + "\" is left out of " + metric + ", which it has in no case.";
	}

	/** Of a column that nobody has asked for. */
	public static String metricLeftOut(final String metric) {
		return Excerpt.of(metric) + " is not compared: only one method has values of it.";
	}

	static String noFiniteNumber(final int line, final String source, final String cell, final String column) {
		return "Line " + line + " of " + source + " has \"" + Excerpt.of(cell) + "\" for " + column + ", which is no finite " +
			"number; leave the cell empty if the case was not scored.";
	}

	static String methodsOfOneName(final String methods) {
		return "Two of the methods " + methods + " have the same name.";
	}

	static String rowsAndMethods(final int rows, final int methods) {
		return "There are " + rows + " rows of values for " + methods + " methods.";
	}

	static String valuesAndCases(final int values, final int cases) {
		return "A method has " + values + " values for " + cases + " cases.";
	}

	static String notScored(final String metric, final double value) {
		return "A value of " + metric + " is " + value + "; leave out cases that were not scored.";
	}

	static String zerosMissing() {
		return "zeros is missing; say DROP or PRATT.";
	}

	public static String friedman(final double chiSquared, final double p, final double difference) {
		return String.format(Locale.ROOT, "Friedman's test that all methods are alike: chi-squared %.3f, p %.3g; mean " +
			"ranks that differ by more than %.3f are significantly different (Nemenyi, 0.05).", chiSquared, p, difference);
	}

	public static String stability(final String metric, final double tau) {
		return String.format(Locale.ROOT, "%s: with other cases the ranking agrees with this one by Kendall's tau %.2f.",
			metric, tau);
	}

	public static String noMethods(final String metric) {
		return "There are no methods with values of " + Excerpt.of(metric) + "; a comparison needs two at least.";
	}

	public static String onlyMethod(final String method, final String metric) {
		return "There is only the method \"" + Excerpt.of(method) + "\" with values of " + Excerpt.of(metric) +
			"; a comparison needs two at least.";
	}

	public static String noCommonCase(final String methods, final String metric) {
		return "The methods " + Excerpt.of(methods) + " have no case with " + Excerpt.of(metric) + " in common; a " +
			"comparison needs two at least.";
	}

	public static String onlyCommonCase(final String methods, final String caseName, final String metric) {
		return "The methods " + Excerpt.of(methods) + " have only the case \"" + Excerpt.of(caseName) + "\" with " +
			Excerpt.of(metric) + " in common; a comparison needs two at least.";
	}

	public static String allSwaps() {
		return "The permutation test counts all swaps.";
	}

	public static String drawnSwaps(final int resamples, final int mostCases) {
		return "The permutation test draws " + resamples + " swaps, as more than " + mostCases + " cases differ.";
	}

	public static String zerosLeftOut() {
		return "The sign test leaves out cases that do not differ.";
	}

	public static String wilcoxon(final boolean normal, final int mostExact, final boolean ties, final boolean zeros, final
		boolean dropped)
	{
		return "Wilcoxon's p is " + (normal ? "that of a normal distribution where more than " + mostExact + " cases " +
			"differ, else exact" : "exact") + (ties ? "; equal differences share the mean of their ranks" : "") + (!zeros
			? "" : dropped ? "; cases that do not differ are left out" : "; cases that do not differ take the lowest ranks, " +
			"which do not count") + ".";
	}

	public static String groupAndPool() {
		return "group compares means over the cases of a patient and pool scores of all their pixels together; leave one of " +
			"them out.";
	}
}
