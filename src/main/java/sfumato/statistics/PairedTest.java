package sfumato.statistics;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A paired test of two methods that needs only the difference in each case. */
public interface PairedTest extends SignificanceTest {

	/**
	 * The test for two methods.
	 *
	 * @param gains by how much the first method is better, one per case; at least one, none NaN
	 * @param seed of a test that draws
	 * @return 0 … 1; 1 if no case differs, where some programs give NaN
	 */
	double pValue(double[] gains, long seed);

	/** A note on the computation of p for these differences; empty if there is none. */
	default String report(final double[] gains) {
		return "";
	}

	@Override
	default double[][] pValues(final PairedScores scores, final long seed) {
		final int n = scores.methods().size();
		final double[][] p = new double[n][n];
		for (int a = 0; a < n; a++)
			for (int b = 0; b < n; b++) // the same seed: p of (a, b) and (b, a) belong together
				p[a][b] = a == b ? 1 : b < a && alternative() == Alternative.TWO_SIDED ? p[b][a] : pValue(scores.gains(a, b),
					seed);
		return p;
	}

	@Override
	default List<String> report(final PairedScores scores) {
		final Set<String> sentences = new LinkedHashSet<>();
		for (int a = 0; a < scores.methods().size(); a++)
			for (int b = a + 1; b < scores.methods().size(); b++)
				sentences.add(report(scores.gains(a, b)));
		sentences.remove("");
		return List.copyOf(sentences);
	}

	/** Whether no case differs. */
	static boolean isZero(final double[] gains) {
		return Arrays.stream(gains).allMatch(d -> d == 0);
	}
}
