package sfumato.labels;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The pixels at a boundary between classes: those whose window of width × width pixels contains another class than their own. The
 * window ends at the border of the image, and the border itself is no boundary. A pixel whose window holds a pixel that does not count
 * is none either, because what is there is unknown.
 */
public final class LabelBoundary {

	private LabelBoundary() {}

	/**
	 * @param labels (Y, X) row by row; a negative label does not count
	 * @param window the side of the window in pixels: odd, at least 3
	 */
	public static boolean[] of(final int[] labels, final int width, final int height, final int window) {
		checkWidth(window);
		if (labels.length != (long) width * height) throw new UserException(LabelMessages.labelsCount(labels.length, width,
			height));
		// the window holds one class only where its smallest and its largest label are the same: two passes per direction
		final int[] min = labels.clone();
		final int[] max = labels.clone();
		final int r = window / 2;
		final int[] line = new int[Math.max(width, height)];
		for (int y = 0; y < height; y++) {
			extreme(min, line, y * width, 1, width, r, true);
			extreme(max, line, y * width, 1, width, r, false);
		}
		for (int x = 0; x < width; x++) {
			extreme(min, line, x, width, height, r, true);
			extreme(max, line, x, width, height, r, false);
		}
		final boolean[] boundary = new boolean[labels.length];
		for (int i = 0; i < boundary.length; i++)
			boundary[i] = min[i] >= 0 && min[i] < max[i];
		return boundary;
	}

	private static void extreme(final int[] values, final int[] line, final int start, final int step, final int n,
		final int r, final boolean smallest)
	{
		for (int i = 0; i < n; i++)
			line[i] = values[start + i * step];
		for (int i = 0; i < n; i++) {
			int v = line[i];
			final int to = Math.min(n - 1, i + r);
			for (int j = Math.max(0, i - r); j <= to; j++)
				v = smallest ? Math.min(v, line[j]) : Math.max(v, line[j]);
			values[start + i * step] = v;
		}
	}

	static void checkWidth(final int width) {
		if (width < 3 || width % 2 == 0) throw new UserException(WrongValue.message("width", width, "an odd number of pixels, " +
			"at least 3"));
	}
}
