package sfumato.labels;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Reads hard labels from (class, Y, X) arrays; shared by the label smoothing methods. */
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
		if (target.length != (long) n * classes) throw new UserException(LabelMessages.labelsLength(target.length, classes, width,
			height, (long) n * classes));
		if (mask != null && mask.length != n) throw new UserException(LabelMessages.maskLength(mask.length, width, height));
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
			else if (p != 0) throw new UserException(LabelMessages.softAt(c, i % width, i / width, p));
		}
		if (label < 0) throw new UserException(LabelMessages.noClassAt(i % width, i / width));
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
		if (!(epsilon >= 0 && epsilon <= 1)) throw new UserException(WrongValue.message("epsilon", epsilon, "between 0 (hard) " +
			"and 1 (all classes alike)"));
	}
}
