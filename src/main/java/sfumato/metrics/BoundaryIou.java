package sfumato.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.scijava.plugin.Plugin;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Boundary IoU: the Jaccard index of the inner borders of both masks, i.e. their pixels closer to the outside than a width. It is as
 * strict with large objects as Jaccard is with small ones. What lies beyond the image's border is outside. Two empty masks score 1,
 * one empty mask 0.
 * <p>
 * Cheng et al., Boundary IoU: improving object-centric image segmentation evaluation, CVPR 2021; theirs measures the width in
 * steps to one of eight neighbours, here it is a Euclidean distance.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new BoundaryIou(new BoundaryIou.Options(3)).evaluate(prediction, reference) // 0.4
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "boundary-iou",
	description = "Boundary IoU: Jaccard index of the masks' inner borders, in percent; a width of 0 is 2 % of the image's diagonal.")
public final class BoundaryIou extends Configured<BoundaryIou.Options> implements SegmentationMetric {

	/** Of the image's diagonal, as in the paper. */
	private static final double SHARE = 0.02;

	/**
	 * @param width of the border, in the unit of the image; 0 (default): 2 % of the image's diagonal. The pixels at the surface
	 *          belong to the border whatever its width
	 */
	public record Options(double width) {

		public Options {
			if (!(width >= 0)) throw new UserException(WrongValue.message("width", width, "0 or more"));
		}

		public Options() {
			this(0);
		}
	}

	public BoundaryIou() {
		this(new Options());
	}

	public BoundaryIou(final Options options) {
		super(options);
	}

	@Override
	public double[] perClass(final Comparison images) {
		final double[] size = images.pixelSize();
		final double width = options.width() > 0 ? options.width() : SHARE * images.diagonal();
		return IntStream.range(0, images.numClasses()).mapToDouble(c -> c == 0 ? Double.NaN : score(border(images
			.predictedLabels(), c, width, size), border(images.referenceLabels(), c, width, size))).toArray();
	}

	private static double score(final Img<UnsignedByteType> a, final Img<UnsignedByteType> b) {
		long shared = 0, joint = 0;
		for (final long[] part : PixelBlocks.map(a.dimensionsAsLongArray(), block -> {
			final byte[] p = PixelBlocks.read(a, block), r = PixelBlocks.read(b, block);
			final LongStream both = IntStream.range(0, p.length).mapToLong(i -> p[i] & r[i]);
			return new long[] { both.sum(), IntStream.range(0, p.length).mapToLong(i -> p[i] | r[i]).sum() };
		})) {
			shared += part[0];
			joint += part[1];
		}
		return joint == 0 ? 1 : (double) shared / joint;
	}

	/** 1 where a pixel of the class is at most the width, or one step, from one that is not. */
	private static Img<UnsignedByteType> border(final Img<UnsignedByteType> labels, final int c, final double width,
		final double[] size)
	{
		// one pixel of nothing around the image; but a flat volume has nothing above and below
		final long[] margin = IntStream.range(0, size.length).mapToLong(d -> labels.dimension(d) == 1 ? 0 : 1).toArray();
		final Interval larger = Intervals.expand(new FinalInterval(labels.dimensionsAsLongArray()), margin);
		final UnsignedByteType outside = new UnsignedByteType(c == 0 ? 1 : 0);
		final RandomAccessibleInterval<UnsignedByteType> framed = Views.zeroMin(Views.interval(Views.extendValue(labels,
			outside), larger));
		final RandomAccessibleInterval<FloatType> distance = Views.offsetInterval(DistanceTransform.of(framed, v -> v != c,
			size), margin, labels.dimensionsAsLongArray());
		final Img<UnsignedByteType> border = ProbabilityMap.create(new UnsignedByteType(), labels.dimensionsAsLongArray());
		final double step = Arrays.stream(size).max().orElseThrow();
		PixelBlocks.map(labels.dimensionsAsLongArray(), block -> {
			final Cursor<FloatType> d = Views.flatIterable(Views.interval(distance, block)).cursor();
			final Cursor<UnsignedByteType> to = Views.flatIterable(Views.interval(border, block)).cursor();
			for (final UnsignedByteType label : Views.flatIterable(Views.interval(labels, block))) {
				to.fwd();
				if (label.get() == c & d.next().get() <= (float) Math.max(width, step)) to.get().set(1);
			}
			return block;
		});
		return border;
	}

	@Override
	public String column() {
		return "BoundaryIoU";
	}
}
