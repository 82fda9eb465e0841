package sfumato.data.sampling;

/**
 * Interpolation along one axis: the source pixels of each pixel of the resized image. OpenCV's convention, which the reference uses:
 * <ul>
 * <li>the new length is f·n, rounded half to even, and at least 1; or it is given as m, and then f = m/n;</li>
 * <li>linear: s = (d + ½)/f − ½; pixels ⌊s⌋ and ⌊s⌋ + 1 with weights 1 − (s − ⌊s⌋) and s − ⌊s⌋; outside, the edge pixel; no
 * smoothing before shrinking;</li>
 * <li>nearest: ⌊d/f⌋, at most n − 1 (no half-pixel shift).</li>
 * </ul>
 */
final class Resize {

	private final int length;
	private final int size;
	private final double scale;
	private final int[] lower;
	private final double[] weight;

	private Resize(final int length, final int size, final double scale) {
		this.length = length;
		this.size = size;
		this.scale = scale;
		lower = new int[size];
		weight = new double[size];
		for (int d = 0; d < size; d++) {
			final double s = (d + 0.5) * scale - 0.5;
			final int i = (int) Math.floor(s);
			lower[d] = Math.max(0, Math.min(length - 1, i));
			weight[d] = i < 0 || i >= length - 1 ? 0 : s - i;
		}
	}

	/** Resizing an axis of a length by a factor; distances shrink by the factor itself, also where f·n is no whole number. */
	static Resize byFactor(final int length, final double factor) {
		return new Resize(length, Math.max(1, Math.toIntExact((long) Math.rint(factor * length))), 1 / factor);
	}

	/** Resizing an axis to a length; distances shrink by the ratio of the lengths. */
	static Resize toLength(final int length, final int size) {
		return new Resize(length, size, 1 / ((double) size / length)); // not length / size: rounded as in OpenCV
	}

	/** The new length. */
	int size() {
		return size;
	}

	int lower(final int d) {
		return lower[d];
	}

	int upper(final int d) {
		return Math.min(length - 1, lower[d] + 1);
	}

	/** How much of {@link #upper} there is. */
	double weight(final int d) {
		return weight[d];
	}

	/** The pixel of the resized image in which a source pixel has its centre. */
	int position(final int source) {
		return Math.min(size - 1, (int) ((source + 0.5) / scale));
	}

	int nearest(final int d) {
		return Math.min(length - 1, (int) Math.floor(d * scale));
	}
}
