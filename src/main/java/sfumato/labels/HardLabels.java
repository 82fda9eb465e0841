package sfumato.labels;

import sfumato.text.UserException;

/** Reads hard labels out of (class, Y, X) arrays; what the smoothing methods share. */
final class HardLabels {

	/** The label of pixels that do not count. */
	static final int IGNORED = -1;

	private HardLabels() {}

	/**
	 * The class of each pixel, {@link #IGNORED} where the mask is 0.
	 *
	 * @throws UserException if an array has the wrong length or a pixel is not one-hot
	 */
	static int[] read(final float[] target, final float[] mask, final int classes, final int width, final int height) {
		final int n = Math.multiplyExact(width, height);
		if (target.length != (long) n * classes) throw new UserException("The labels have " + target.length +
			" values, but " + classes + " classes of " + width + " x " + height + " pixels make " + (long) n * classes + ".");
		if (mask != null && mask.length != n) throw new UserException("The mask has " + mask.length +
			" values, but there are " + width + " x " + height + " pixels.");
		final int[] labels = new int[n];
		for (int i = 0; i < n; i++)
			labels[i] = mask != null && mask[i] == 0 ? IGNORED : label(target, classes, width, n, i);
		return labels;
	}

	private static int label(final float[] target, final int classes, final int width, final int n, final int i) {
		int label = -1;
		for (int c = 0; c < classes; c++) {
			final float p = target[c * n + i];
			if (p == 1 && label < 0) label = c;
			else if (p != 0) throw new UserException("Class " + c + " at (" + i % width + ", " + i / width +
				") has probability " + p + "; only hard labels can be smoothed, so fuse by majority or random-rater.");
		}
		if (label < 0) throw new UserException("No class has probability 1 at (" + i % width + ", " + i / width +
			"); only hard labels can be smoothed, so fuse by majority or random-rater.");
		return label;
	}

	/** Smooths pixel i of a class. */
	static void soften(final float[] target, final int label, final int classes, final int n, final int i,
		final double epsilon)
	{
		for (int c = 0; c < classes; c++)
			target[c * n + i] = (float) ((c == label ? 1 - epsilon : 0) + epsilon / classes);
	}

	/** The one rule for ε that all methods share. */
	static void checkEpsilon(final double epsilon) {
		if (!(epsilon >= 0 && epsilon <= 1)) throw new UserException("epsilon is " + epsilon +
			" but must be between 0 (hard) and 1 (all classes alike).");
	}
}
