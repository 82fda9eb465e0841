package sfumato.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.view.Views;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;

/**
 * Surface distances of two masks: for each surface pixel of one the distance to the nearest surface pixel of the other, between pixel
 * centres, in the unit of the image.
 * <p>
 * A surface pixel is one of the mask with a neighbour along an axis that is not, or at the border of the image. Where pixels are not
 * cubes, surface pixels stand for areas of different size; they count the same nevertheless. Pixels that do not count belong to
 * no mask.
 *
 * @param toReference of the surface pixels of the prediction to the reference, ascending
 * @param toPrediction of the surface pixels of the reference to the prediction, ascending
 */
record SurfaceDistances(float[] toReference, float[] toPrediction) {

	private static final int PREDICTED = 1, REFERENCE = 2;

	private record Key(int numClass) {}

	/** Of the masks of one class. */
	static SurfaceDistances of(final Comparison images, final int c) {
		return images.cached(new Key(c), () -> measure(images, c));
	}

	/** Whether neither mask has a pixel. */
	boolean bothEmpty() {
		return toReference.length == 0 && toPrediction.length == 0;
	}

	/** Whether one mask has no pixel and the other has some: distances are infinite then. */
	boolean oneEmpty() {
		return toReference.length == 0 != (toPrediction.length == 0);
	}

	/** All distances, both ways. */
	DoubleStream stream() {
		return DoubleStream.concat(doubles(toReference), doubles(toPrediction));
	}

	private static DoubleStream doubles(final float[] values) {
		return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
	}

	/**
	 * The q-th percentile of sorted distances, interpolated between the two next to it.
	 *
	 * @param q from 0 to 100
	 */
	static double percentile(final float[] sorted, final double q) {
		final double position = q / 100 * (sorted.length - 1);
		final int below = (int) position, above = Math.min(sorted.length - 1, below + 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

	private static SurfaceDistances measure(final Comparison images, final int c) {
		final List<Img<UnsignedByteType>> labels = List.of(images.predictedLabels(), images.referenceLabels());
		final FinalInterval box = boundingBox(labels, c);
		if (box == null) return new SurfaceDistances(new float[0], new float[0]);
		final Img<UnsignedByteType> surfaces = ProbabilityMap.create(new UnsignedByteType(), box.dimensionsAsLongArray());
		mark(labels.get(0), c, box, surfaces, PREDICTED);
		mark(labels.get(1), c, box, surfaces, REFERENCE);
		final double[] size = images.pixelSize();
		return new SurfaceDistances(distances(surfaces, PREDICTED, REFERENCE, size), distances(surfaces, REFERENCE, PREDICTED,
			size));
	}

	/** The part of the image that holds both masks, null if both are empty: nothing nearer lies outside. */
	static FinalInterval boundingBox(final List<Img<UnsignedByteType>> labels, final int c) {
		final int n = labels.get(0).numDimensions();
		final long[] min = new long[n], max = new long[n];
		Arrays.fill(min, Long.MAX_VALUE);
		Arrays.fill(max, -1);
		for (final Img<UnsignedByteType> image : labels)
			for (final long[][] part : PixelBlocks.map(image.dimensionsAsLongArray(), block -> {
				final byte[] values = PixelBlocks.read(image, block);
				final long[][] corners = { new long[n], new long[n] };
				Arrays.fill(corners[0], Long.MAX_VALUE);
				Arrays.fill(corners[1], -1);
				final long[] at = new long[n];
				for (int i = 0; i < values.length; i++) {
					if ((values[i] & 0xff) != c) continue;
					IntervalIndexer.indexToPosition(i, block.dimensionsAsLongArray(), at);
					for (int d = 0; d < n; d++) {
						corners[0][d] = Math.min(corners[0][d], at[d] + block.min(d));
						corners[1][d] = Math.max(corners[1][d], at[d] + block.min(d));
					}
				}
				return corners;
			}))
				for (int d = 0; d < n; d++) {
					min[d] = Math.min(min[d], part[0][d]);
					max[d] = Math.max(max[d], part[1][d]);
				}
		return max[0] < 0 ? null : new FinalInterval(min, max);
	}

	/** Adds a bit to the surface pixels of a mask. */
	private static void mark(final Img<UnsignedByteType> labels, final int c, final FinalInterval box,
		final Img<UnsignedByteType> surfaces, final int bit)
	{
		final RandomAccess<UnsignedByteType> label = labels.randomAccess();
		PixelBlocks.map(surfaces.dimensionsAsLongArray(), block -> {
			final Cursor<UnsignedByteType> to = Views.interval(surfaces, block).localizingCursor();
			final RandomAccess<UnsignedByteType> at = label.copy();
			while (to.hasNext()) {
				to.fwd();
				for (int d = 0; d < box.numDimensions(); d++)
					at.setPosition(to.getLongPosition(d) + box.min(d), d);
				if (at.get().get() == c && isSurface(at, c, labels)) to.get().set(to.get().get() | bit);
			}
			return block;
		});
	}

	private static boolean isSurface(final RandomAccess<UnsignedByteType> at, final int c,
		final Img<UnsignedByteType> labels)
	{
		for (int d = 0; d < labels.numDimensions(); d++) {
			if (labels.dimension(d) == 1) continue; // a flat image has no surface above and below
			final long x = at.getLongPosition(d);
			if (x == 0 || x == labels.max(d)) return true;
			at.bck(d);
			final boolean before = at.get().get() == c;
			at.move(2, d);
			final boolean after = at.get().get() == c;
			at.bck(d);
			if (!before || !after) return true;
		}
		return false;
	}

	/** The distances of pixels with one bit to those with another, ascending; infinite if there are none of the other. */
	private static float[] distances(final Img<UnsignedByteType> surfaces, final int from, final int to,
		final double[] pixelSize)
	{
		final float[] all = PixelBlocks.where(DistanceTransform.of(surfaces, v -> (v & to) != 0, pixelSize), surfaces, v -> (v &
			from) != 0);
		Arrays.parallelSort(all);
		return all;
	}
}
