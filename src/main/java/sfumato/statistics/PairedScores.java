package sfumato.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * One metric of several methods on the same cases.
 *
 * @param metric its name, e.g. {@code Dice}
 * @param lowerIsBetter as of an error
 * @param methods their names, at least two
 * @param cases their names, at least two
 * @param values [method][case], finite
 */
public record PairedScores(String metric, boolean lowerIsBetter, List<String> methods, List<String> cases,
	double[][] values)
{

	/** @throws UserException in a sentence: too few methods or cases, or values that do not fit to them */
	public PairedScores {
		methods = List.copyOf(methods);
		cases = List.copyOf(cases);
		if (methods.size() < 2) throw new UserException(methods.isEmpty() ? StatisticsMessages.noMethods(metric)
			: StatisticsMessages.onlyMethod(methods.get(0), metric));
		if (new HashSet<>(methods).size() < methods.size()) throw new UserException(StatisticsMessages.methodsOfOneName(Excerpt.of(
			String.join(", ", methods))));
		if (cases.size() < 2) throw new UserException(cases.isEmpty() ? StatisticsMessages.noCommonCase(String.join(", ",
			methods), metric) : StatisticsMessages.onlyCommonCase(String.join(", ", methods), cases.get(0), metric));
		final double[][] copy = new double[values.length][];
		for (int m = 0; m < copy.length; m++)
			copy[m] = values[m].clone();
		if (copy.length != methods.size()) throw new UserException(StatisticsMessages.rowsAndMethods(copy.length, methods.size()));
		for (final double[] row : copy) {
			if (row.length != cases.size()) throw new UserException(StatisticsMessages.valuesAndCases(row.length, cases.size()));
			for (final double v : row)
				if (!Double.isFinite(v)) throw new UserException(StatisticsMessages.notScored(metric, v));
		}
		values = copy;
	}

	/**
	 * The means over the cases of each group, which take the place of the cases: those of one patient are not independent.
	 *
	 * @throws UserException if the name of a case does not say whose it is, or all are of one group
	 */
	public PairedScores averaged(final CaseGroups groups) {
		if (groups.areCases()) return this;
		final Map<String, List<Integer>> members = new LinkedHashMap<>();
		for (int c = 0; c < cases.size(); c++)
			members.computeIfAbsent(groups.of(cases.get(c)), k -> new ArrayList<>()).add(c);
		final double[][] means = new double[methods.size()][];
		for (int m = 0; m < means.length; m++) {
			final double[] of = values[m];
			means[m] = members.values().stream().mapToDouble(g -> g.stream().mapToDouble(c -> of[c]).average().orElseThrow())
				.toArray();
		}
		return new PairedScores(metric, lowerIsBetter, methods, List.copyOf(members.keySet()), means);
	}

	/** The value of a method in a case. */
	public double value(final int method, final int at) {
		return values[method][at];
	}

	/**
	 * By how much the first method is better, in each case. Rounded to 12 digits of the largest value, so that differences that
	 * are equal as decimal numbers (91.2 − 90.1 and 88.3 − 87.2) are equal here and tied in a ranking.
	 */
	public double[] gains(final int a, final int b) {
		final double largest = Arrays.stream(values).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
		final double digits = largest == 0 ? 1 : Math.pow(10, 11 - Math.floor(Math.log10(largest)));
		final double sign = lowerIsBetter ? -1 : 1;
		final double[] gains = new double[cases.size()];
		for (int c = 0; c < gains.length; c++)
			gains[c] = Math.rint(sign * (values[a][c] - values[b][c]) * digits) / digits + 0.0;
		return gains;
	}

	/** Ranks of all methods by a number each, 1 for the best; equal ones share the mean of theirs. */
	double[] ranks(final IntToDoubleFunction valueOfMethod) {
		return Ranks.of(IntStream.range(0, methods.size()).mapToDouble(valueOfMethod).map(v -> lowerIsBetter ? v : -v)
			.toArray());
	}
}
