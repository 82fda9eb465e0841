package sfumato.commands.wizard;

import java.util.Arrays;

import ij.ImagePlus;
import ij.process.ImageProcessor;

/** The range of grey values of a stack without its extremes. */
final class GreyWindow {

	private static final int MOST = 200_000;

	private GreyWindow() {}

	/**
	 * Percentiles of some pixels of all planes, rounded to three digits.
	 *
	 * @return the lower and the higher one, which differ
	 */
	static double[] of(final ImagePlus image, final double low, final double high) {
		final int planes = image.getStackSize(), pixels = image.getWidth() * image.getHeight();
		final int step = (int) Math.max(1, (long) planes * pixels / MOST);
		final float[] values = new float[(int) (((long) planes * pixels + step - 1) / step)];
		int n = 0;
		long at = 0;
		for (int p = 1; p <= planes; p++) {
			final ImageProcessor plane = image.getStack().getProcessor(p);
			for (; at < (long) p * pixels; at += step) {
				final float v = plane.getf((int) (at - (long) (p - 1) * pixels));
				if (Float.isFinite(v)) values[n++] = v;
			}
		}
		Arrays.sort(values, 0, n);
		if (n == 0) return new double[] { 0, 1 };
		final double a = values[(int) (low / 100 * (n - 1))], b = values[(int) (high / 100 * (n - 1))];
		return new double[] { rounded(a), Math.max(rounded(b), rounded(a) + 1e-3 * Math.max(1, Math.abs(a))) };
	}

	private static double rounded(final double value) {
		return value == 0 ? 0 : new java.math.BigDecimal(value).round(new java.math.MathContext(4)).doubleValue();
	}
}
