package sfumato.labels;

/**
 * A sum of fractions that does not depend on the order of addition, because it is a sum of integers: each number is rounded once to a
 * multiple of 2⁻⁴⁷, in which 32-bit floats of 2⁻²⁴ and more are exact. The sum is (upper · 2²⁴ + lower) · 2⁻⁴⁷. There is room for 2³⁰
 * numbers up to 2⁸. Immutable.
 *
 * @param lower at least 0
 */
public record ExactSum(long upper, long lower) {

	/** How many whole numbers a sum is made of. */
	public static final int LENGTH = 2;

	private static final int BITS = 24;
	private static final double PER_ONE = 0x1p47;

	/** Adds numbers up. */
	public static final class Builder {

		private long upper;
		private long lower;

		/** Adds a number of size 2⁸ or less. */
		public void add(final double number) {
			final long whole = Math.round(number * PER_ONE);
			upper += whole >> BITS;
			lower += whole & (1L << BITS) - 1;
		}

		/** The current sum. */
		public ExactSum sum() {
			return new ExactSum(upper, lower);
		}
	}

	/** The sum as a 64-bit float; equal sums give equal ones, however they were added up. */
	public double value() {
		final long high = upper + (lower >> BITS), low = lower & (1L << BITS) - 1;
		return high * ((1L << BITS) / PER_ONE) + low / PER_ONE;
	}
}
