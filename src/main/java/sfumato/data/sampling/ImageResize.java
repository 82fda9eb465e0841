package sfumato.data.sampling;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * Resizes 2D images bilinearly, as OpenCV's INTER_LINEAR does (pixels d of m at (d + ½)·n/m − ½ of n before, edge pixels repeated, no
 * anti-aliasing), and crops their centre. The counterpart for labels is {@link LabelResize}.
 */
public final class ImageResize {

	private ImageResize() {}

	/**
	 * An image with other X and Y.
	 *
	 * @param image (X, Y, C)
	 * @param width of the result in pixels, 1 to {@link LabelResize#MAX_SIZE}
	 * @param height of the result in pixels, 1 to {@link LabelResize#MAX_SIZE}
	 * @return the image itself if it has that size already
	 * @throws UserException if a side is out of range
	 */
	public static RandomAccessibleInterval<FloatType> bilinear(final RandomAccessibleInterval<FloatType> image, final int width,
		final int height)
	{
		LabelResize.requireSize("width", width);
		LabelResize.requireSize("height", height);
		if (image.dimension(0) == width && image.dimension(1) == height) return image;
		final Resize x = Resize.toLength((int) image.dimension(0), width), y = Resize.toLength((int) image.dimension(1), height);
		final Img<FloatType> result = ProbabilityMap.create(new FloatType(), width, height, image.dimension(2));
		final RandomAccess<FloatType> in = Views.zeroMin(image).randomAccess();
		final Cursor<FloatType> out = result.localizingCursor();
		while (out.hasNext()) {
			out.fwd();
			final int i = out.getIntPosition(0), j = out.getIntPosition(1);
			in.setPosition(out.getLongPosition(2), 2);
			in.setPosition(y.lower(j), 1);
			final double top = linear(in, x, i);
			in.setPosition(y.upper(j), 1);
			out.get().setReal(top + y.weight(j) * (linear(in, x, i) - top));
		}
		return result;
	}

	private static double linear(final RandomAccess<FloatType> row, final Resize x, final int i) {
		row.setPosition(x.lower(i), 0);
		final double left = row.get().getRealDouble();
		row.setPosition(x.upper(i), 0);
		return left + x.weight(i) * (row.get().getRealDouble() - left);
	}

	/**
	 * The middle of an image or label map: of n pixels along X and Y the {@code side} from ⌊(n − side)/2⌋ on, which for 384 of
	 * 512 is offset 64.
	 *
	 * @param image (X, Y, …)
	 * @throws UserException if the image is smaller
	 */
	public static <T> RandomAccessibleInterval<T> center(final RandomAccessibleInterval<T> image, final int side) {
		final long[] min = image.minAsLongArray(), max = image.maxAsLongArray();
		for (int d = 0; d < 2; d++) {
			if (image.dimension(d) < side) throw new UserException(SamplingMessages.cropTooLarge(side, image.dimension(d)));
			min[d] += (image.dimension(d) - side) / 2;
			max[d] = min[d] + side - 1;
		}
		return Views.zeroMin(Views.interval(image, new FinalInterval(min, max)));
	}
}
