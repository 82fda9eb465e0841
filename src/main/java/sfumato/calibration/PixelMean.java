package sfumato.calibration;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.labels.ExactSum;
import sfumato.methods.Configured;

/** The mean of a number of each pixel, which may take the reference as it is. */
abstract class PixelMean extends Configured<PixelMean.Options> implements AdditiveError {

	/** @param soft whether the reference is taken as it is; default false: its most probable class */
	public record Options(boolean soft) {

		public Options() {
			this(false);
		}
	}

	PixelMean(final Options options) {
		super(options);
	}

	/** The number of pixel i, from 0 to 2⁸; class c of it is at c·n + i. */
	abstract double of(float[] prediction, float[] reference, int n, int i);

	/** The exact sum of the number over pixels, as {@link ExactSum} has it, and how many pixels there are. */
	final long[] sums(final float[] prediction, final float[] reference, final int n) {
		final ExactSum.Builder builder = new ExactSum.Builder();
		for (int i = 0; i < n; i++)
			builder.add(of(prediction, reference, n, i));
		final ExactSum sum = builder.sum();
		return new long[] { sum.upper(), sum.lower(), n };
	}

	@Override
	public long[] sums(final Comparison image) {
		return Additive.plus(image.map(this::sums));
	}

	/** NaN of no pixels. */
	@Override
	public double evaluate(final long[] sums) {
		return new ExactSum(sums[0], sums[1]).value() / sums[2];
	}

	@Override
	public boolean readsSoftReference() {
		return options.soft();
	}

	@Override
	public double tableFactor() {
		return 1;
	}
}
