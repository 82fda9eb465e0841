package sfumato.data.augmentation;

/**
 * Where the pixels of a patch come from. The image is resized by a factor and flipped; the patch is cut out; what it shows is rotated about
 * the middle of the patch and displaced.
 */
public final class PatchGeometry {

	/** A displacement of each pixel of a patch. */
	@FunctionalInterface
	interface Displacement {

		/**
		 * Where a pixel of the patch comes from, as a distance from its place.
		 *
		 * @param to the distances along x and y, to which this one is added
		 */
		void add(int column, int row, double[] to);
	}

	private final int width;
	private final int height;
	private double factor = 1;
	private boolean flipX, flipY;
	private double angle;
	private Displacement displacement;

	/** The geometry of an unchanged patch of a size in pixels. */
	public PatchGeometry(final int width, final int height) {
		this.width = width;
		this.height = height;
	}

	/** The width of the patch. */
	int width() {
		return width;
	}

	/** The height of the patch. */
	int height() {
		return height;
	}

	void scale(final double by) {
		factor *= by;
	}

	void flipX() {
		flipX = !flipX;
	}

	void flipY() {
		flipY = !flipY;
	}

	/** @param radians clockwise as the image is shown */
	void rotate(final double radians) {
		angle += radians;
	}

	void displace(final Displacement by) {
		final Displacement before = displacement;
		displacement = before == null ? by : (column, row, to) -> {
			before.add(column, row, to);
			by.add(column, row, to);
		};
	}

	/** The factor by which the image is resized. */
	public double factor() {
		return factor;
	}

	public boolean isFlippedX() {
		return flipX;
	}

	public boolean isFlippedY() {
		return flipY;
	}

	/** Whether the patch is a part of the resized and flipped image, pixel by pixel. */
	public boolean isAligned() {
		return angle == 0 && displacement == null;
	}

	/**
	 * The place of the resized and flipped image that a pixel of the patch shows.
	 *
	 * @param to its x and y, relative to the corner of an aligned patch
	 */
	public void source(final int column, final int row, final double[] to) {
		final double cx = (width - 1) / 2.0, cy = (height - 1) / 2.0, dx = column - cx, dy = row - cy;
		to[0] = cx + Math.cos(angle) * dx + Math.sin(angle) * dy;
		to[1] = cy - Math.sin(angle) * dx + Math.cos(angle) * dy;
		if (displacement != null) displacement.add(column, row, to);
	}
}
