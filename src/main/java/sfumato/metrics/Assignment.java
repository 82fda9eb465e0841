package sfumato.metrics;

import java.util.Arrays;

/**
 * Optimal assignment with the largest sum of gains: the Hungarian method with shortest augmenting paths (Jonker and Volgenant 1987),
 * O(n² m).
 */
final class Assignment {

	private Assignment() {}

	/**
	 * @param gain [row][column], at least one of both
	 * @return the column of each row, no column twice; -1 for the rows that are left over where there are more of them
	 */
	static int[] best(final double[][] gain) {
		final int n = gain.length, m = gain[0].length;
		if (n > m) {
			final int[] rows = best(transposed(gain)), columns = new int[n];
			Arrays.fill(columns, -1);
			for (int j = 0; j < m; j++)
				columns[rows[j]] = j;
			return columns;
		}
		// rows and columns from 1; row 0 is the one that is added, column 0 is where it stands
		final double[] u = new double[n + 1], v = new double[m + 1];
		final int[] rowOf = new int[m + 1], before = new int[m + 1];
		for (int i = 1; i <= n; i++) {
			rowOf[0] = i;
			final double[] least = new double[m + 1];
			Arrays.fill(least, Double.POSITIVE_INFINITY);
			final boolean[] done = new boolean[m + 1];
			int j = 0;
			do {
				done[j] = true;
				int next = 0;
				double step = Double.POSITIVE_INFINITY;
				for (int k = 1; k <= m; k++) {
					if (done[k]) continue;
					final double reduced = -gain[rowOf[j] - 1][k - 1] - u[rowOf[j]] - v[k];
					if (reduced < least[k]) {
						least[k] = reduced;
						before[k] = j;
					}
					if (least[k] < step) {
						step = least[k];
						next = k;
					}
				}
				for (int k = 0; k <= m; k++)
					if (done[k]) {
						u[rowOf[k]] += step;
						v[k] -= step;
					}
					else least[k] -= step;
				j = next;
			}
			while (rowOf[j] != 0);
			for (; j != 0; j = before[j])
				rowOf[j] = rowOf[before[j]];
		}
		final int[] columns = new int[n];
		for (int k = 1; k <= m; k++)
			if (rowOf[k] > 0) columns[rowOf[k] - 1] = k - 1;
		return columns;
	}

	private static double[][] transposed(final double[][] matrix) {
		final double[][] t = new double[matrix[0].length][matrix.length];
		for (int i = 0; i < matrix.length; i++)
			for (int j = 0; j < t.length; j++)
				t[j][i] = matrix[i][j];
		return t;
	}
}
