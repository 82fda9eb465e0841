package sfumato.prediction;

import sfumato.planes.PlaneSource;
import sfumato.text.UserException;

/**
 * A rectangle in every plane of an image.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PlaneBox(int x, int y, int width, int height) {

	/** All of an image. */
	static PlaneBox all(final PlaneSource image) {
		return new PlaneBox(0, 0, image.width(), image.height());
	}

	/** @throws UserException if the image does not contain it */
	void requireIn(final PlaneSource image) {
		if (x < 0 || y < 0 || width < 1 || height < 1 || x + (long) width > image.width() || y + (long) height > image.height())
			throw new UserException(PredictionMessages.regionOutside(width, height, x, y, image.width(), image.height()));
	}

	/**
	 * The input region needed to predict this region: larger by a margin on all sides within the image, with positions and sizes that are
	 * multiples of a step, unless it ends with the image.
	 */
	PlaneBox around(final int margin, final int step, final PlaneSource image) {
		final int left = down(x - margin, step), top = down(y - margin, step);
		final int right = up(x + width + margin, step, image.width()), bottom = up(y + height + margin, step, image.height());
		return new PlaneBox(left, top, right - left, bottom - top);
	}

	private static int down(final int position, final int step) {
		return Math.max(0, position) / step * step;
	}

	private static int up(final int position, final int step, final int limit) {
		return (int) Math.min(limit, ((long) position + step - 1) / step * step);
	}
}
