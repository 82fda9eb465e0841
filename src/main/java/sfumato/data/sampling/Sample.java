package sfumato.data.sampling;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.normalization.GreyMapping;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * One 2D image with its target, as arrays; {@link Sampler} crops patches from it.
 *
 * @param image grey values (C, H, W) before normalization: index {@code (c·height + y)·width + x}
 * @param target probabilities (K, H, W)
 * @param hard whether the target is one-hot and must stay so: it is then resized by nearest neighbour
 * @param labelled (H, W): whether a pixel is labelled; the target of unlabelled pixels is ignored. Null:
 *          everywhere
 * @param mapping the normalization of a patch, applied after resizing: clipped before, a bright spot that is
 *          resized would be darker than in the image of that size. Null: they stay as they are
 * @param channels C
 * @param classes K
 * @param width W
 * @param height H
 */
public record Sample(float[] image, float[] target, boolean hard, boolean[] labelled, GreyMapping mapping, int channels,
	int classes, int width, int height)
{

	public Sample {
		final long pixels = (long) width * height;
		if (width < 1 || height < 1 || image.length != channels * pixels || target.length != classes * pixels)
			throw new UserException(SamplingMessages.sampleLength(width, height, channels, classes, image.length, target.length));
		if (labelled != null && labelled.length != pixels) throw new UserException(SamplingMessages.sampleMask(width, height,
			labelled.length));
		if (mapping != null && mapping.lines().size() != channels) throw new
			UserException(SamplingMessages.normalizationChannels(channels, mapping.lines().size()));
	}

	/** A sample without normalization. */
	public Sample(final float[] image, final float[] target, final boolean hard, final boolean[] labelled, final int channels,
		final int classes, final int width, final int height)
	{
		this(image, target, hard, labelled, null, channels, classes, width, height);
	}

	/** A sample that is labelled everywhere. */
	public Sample(final float[] image, final float[] target, final boolean hard, final int channels, final int classes,
		final int width, final int height)
	{
		this(image, target, hard, null, channels, classes, width, height);
	}

	/**
	 * Copies a flat image and its target.
	 *
	 * @param image (X, Y, C)
	 * @param target of the same X and Y; a flat map, NaN at unlabelled pixels
	 * @param hard whether the target is one-hot ({@code LabelFusion.isHard()})
	 */
	public static Sample of(final RandomAccessibleInterval<FloatType> image, final ProbabilityMap target, final boolean hard) {
		final long[] t = target.image().dimensionsAsLongArray();
		if (image.numDimensions() != 3 || t.length != 3 || image.dimension(0) != t[0] || image.dimension(1) != t[1])
			throw new UserException(SamplingMessages.imageAndTarget(ProbabilityMap.size(image.dimensionsAsLongArray()),
				ProbabilityMap.size(t)));
		final float[] values = values(target.image());
		return new Sample(values(image), values, hard, takeLabelled(values, (int) t[2]), (int) image.dimension(2), (int) t[2],
			(int) t[0], (int) t[1]);
	}

	/** The same image with another target of the same size and classes, NaN at unlabelled pixels. */
	public Sample withTarget(final ProbabilityMap other) {
		final float[] values = values(other.image());
		return new Sample(image, values, hard, takeLabelled(values, classes), mapping, channels, classes, width, height);
	}

	/** The same image, whose patches are normalized so. */
	public Sample withMapping(final GreyMapping other) {
		return new Sample(image, target, hard, labelled, other, channels, classes, width, height);
	}

	/** Where a target is not NaN, null for everywhere; what is NaN becomes background, since tensors multiply it by a mask of 0. */
	private static boolean[] takeLabelled(final float[] target, final int classes) {
		final int n = target.length / classes;
		final boolean[] labelled = new boolean[n];
		boolean all = true;
		for (int i = 0; i < n; i++) {
			labelled[i] = !Float.isNaN(target[i]);
			if (labelled[i]) continue;
			all = false;
			for (int k = 0; k < classes; k++)
				target[k * n + i] = k == 0 ? 1 : 0;
		}
		return all ? null : labelled;
	}

	/** (Y, X): 1 where somebody has labelled, else 0. */
	public float[] mask() {
		final float[] mask = new float[width * height];
		for (int i = 0; i < mask.length; i++)
			mask[i] = labelled == null || labelled[i] ? 1 : 0;
		return mask;
	}

	/** Whether a pixel is labelled and has some probability of a class. */
	public boolean shows(final int number, final int pixel) {
		return (labelled == null || labelled[pixel]) && target[number * width * height + pixel] > 0;
	}

	/** Whether any pixel is labelled. */
	public boolean isLabelled() {
		if (labelled == null) return true;
		for (final boolean b : labelled)
			if (b) return true;
		return false;
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
