package sfumato.statistics;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

/** A significance test of the differences between several methods. Implementations are immutable; equal seeds give equal results. */
public interface SignificanceTest extends SciJavaPlugin {

	/**
	 * Compares every method with every other.
	 *
	 * @param seed of tests with resampling; ignored by others
	 * @return [a][b], p of a test for "a is better than b" or, two-sided, "a and b differ"; the diagonal is 1
	 */
	double[][] pValues(PairedScores scores, long seed);

	/** Whether p is one-sided. */
	Alternative alternative();

	/** Whether p of a pair already takes into account how many pairs there are, and must not be corrected again. */
	default boolean isCorrected() {
		return false;
	}

	/** Notes on the computation with these scores, one sentence each: exact or not, ties, zeros. */
	default List<String> report(final PairedScores scores) {
		return List.of();
	}
}
