package sfumato.planes;

import java.nio.FloatBuffer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Keeps values in an ImgLib2 image: an array, planes, or cells that a cache keeps on disk. An image of
 * whole numbers gets the nearest.
 */
public final class ImageSink<T extends RealType<T>> implements PlaneSink {

	private final RandomAccessibleInterval<T> image;

	/** @param image (X, Y, K), or (X, Y, Z, K) with Z for planes and K for the values of a pixel */
	public ImageSink(final RandomAccessibleInterval<T> image) {
		this.image = Views.zeroMin(image);
	}

	@Override
	public void write(final long plane, final int firstRow, final int rows, final FloatBuffer values) {
		final RandomAccessibleInterval<T> flat = image.numDimensions() == 3 ? image : Views.hyperSlice(image, 2, plane);
		for (final T v : Views.flatIterable(Views.interval(flat, new long[] { 0, firstRow, 0 }, new long[] { flat.max(0),
			firstRow + rows - 1L, flat.max(2) })))
			v.setReal(values.get());
	}
}
