package sfumato.statistics;

import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Resamples cases with replacement, the same cases for all methods, so that differences of methods are resampled with them. Draws are
 * those that {@link Bootstrap} makes of a single row with the same seed and number of cases.
 */
final class Resampling {

	private Resampling() {}

	/** Refuses what a test that draws cannot be asked for. */
	static void require(final int resamples, final Alternative alternative) {
		if (resamples < 100 || resamples > 10_000_000) throw new UserException(WrongValue.message("resamples", resamples,
			"between 100 and 10000000"));
		Alternative.require(alternative);
	}

	/**
	 * Resamples the columns.
	 *
	 * @param values [method][case]
	 * @param each gets the sums of the methods over a draw, which it must not keep, and the number of the draw
	 */
	static void sums(final double[][] values, final int resamples, final long seed, final ObjIntConsumer<double[]> each) {
		final int rows = values.length, columns = values[0].length;
		// the numbers of a case side by side
		final double[] cases = new double[rows * columns];
		for (int r = 0; r < rows; r++)
			for (int c = 0; c < columns; c++)
				cases[c * rows + r] = values[r][c];
		final SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < resamples; i++) {
			final double[] sums = new double[rows];
			for (int c = 0; c < columns; c++) {
				final int drawn = rows * random.nextInt(columns);
				for (int r = 0; r < rows; r++)
					sums[r] += cases[drawn + r];
			}
			each.accept(sums, i);
		}
	}

	/** The means of each row in each draw, [row][draw]. */
	static double[][] means(final double[][] values, final int resamples, final long seed) {
		final double[][] means = new double[values.length][resamples];
		sums(values, resamples, seed, (sums, i) -> {
			for (int r = 0; r < sums.length; r++)
				means[r][i] = sums[r] / values[r].length;
		});
		return means;
	}
}
