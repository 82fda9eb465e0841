package sfumato.statistics;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
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

	static String direction(final String metric, final String better, final int methods, final int cases, final String procedure) {
		return metric + ": " + better + " is better; " + methods + " methods on the same " + cases + " cases; " + procedure + ".";
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

	static String noColumn(final String source, final String name, final String columns) {
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

	static String casesLeftOut(final String what, final String names, final String metric, final String verb, final String who) {
		return what + names + metric + " left out of " + verb + ": not scored for " + who + ".";
	}

	static String unknownMetric(final String source, final String metric, final String metrics) {
		return source + " has no metric \"" + metric + "\". Its metrics are: " + metrics + ".";
	}

	static String methodLeftOut(final String method, final String metric) {
		return "Method \"" + method + "\" is left out of " + metric + ", which it has in no case.";
	}

	static String noFiniteNumber(final int line, final String source, final String cell, final String column) {
		return "Line " + line + " of " + source + " has \"" + Excerpt.of(cell) + "\" for " + column + ", which is no finite " +
			"number; leave the cell empty if the case was not scored.";
	}

	static String tooFewMethods(final String n, final String metric) {
		return "There " + n + " with values of " + Excerpt.of(metric) + "; a comparison needs two at least.";
	}

	static String methodsOfOneName(final String methods) {
		return "Two of the methods " + methods + " have the same name.";
	}

	static String tooFewCommonCases(final String methods, final String n, final String metric) {
		return "The methods " + methods + " have " + n + " with " + Excerpt.of(metric) + " in common; a comparison needs two " +
			"at least.";
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
}
