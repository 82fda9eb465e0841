package sfumato.data;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;

/**
 * One flat image with its target, as plain arrays: what {@link Sampler} cuts patches from.
 *
 * @param image normalised grey values (C, H, W): index {@code (c·height + y)·width + x}
 * @param target probabilities (K, H, W)
 * @param hard whether the target is one-hot and must stay so: it is then resized by nearest neighbour
 * @param channels C
 * @param classes K
 * @param width W
 * @param height H
 */
public record Sample(float[] image, float[] target, boolean hard, int channels, int classes, int width, int height) {

	public Sample {
		final long pixels = (long) width * height;
		if (width < 1 || height < 1 || image.length != channels * pixels || target.length != classes * pixels)
			throw new IllegalArgumentException("A sample of " + width + " x " + height + " pixels needs " + channels +
				" values per pixel in the image and " + classes + " in the target, but there are " + image.length + " and " +
				target.length + " in all.");
	}

	/**
	 * Copies a flat image and its target.
	 *
	 * @param image (X, Y, C), normalised
	 * @param target of the same X and Y; a flat map
	 * @param hard whether the target is one-hot ({@code LabelFusion.isHard()})
	 */
	public static Sample of(final RandomAccessibleInterval<FloatType> image, final ProbabilityMap target,
		final boolean hard)
	{
		final long[] t = target.image().dimensionsAsLongArray();
		if (image.numDimensions() != 3 || t.length != 3 || image.dimension(0) != t[0] || image.dimension(1) != t[1])
			throw new IllegalArgumentException("The image is " + ProbabilityMap.size(image.dimensionsAsLongArray()) +
				" but the target is " + ProbabilityMap.size(t) + "; both are (X, Y, channels or classes) of the same pixels.");
		return new Sample(values(image), values(target.image()), hard, (int) image.dimension(2), (int) t[2], (int) t[0],
			(int) t[1]);
	}

	/** The same image with another target of the same size and classes. */
	public Sample withTarget(final ProbabilityMap other) {
		return new Sample(image, values(other.image()), hard, channels, classes, width, height);
	}

	private static float[] values(final RandomAccessibleInterval<FloatType> image) {
		long size = 1;
		for (final long d : image.dimensionsAsLongArray())
			size = Math.multiplyExact(size, d);
		final float[] values = new float[Math.toIntExact(size)];
		final Cursor<FloatType> cursor = Views.flatIterable(image).cursor();
		for (int i = 0; i < values.length; i++)
			values[i] = cursor.next().get();
		return values;
	}
}
