package sfumato.planes;

import java.nio.FloatBuffer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Keeps probabilities in an ImgLib2 image: an array, planes, or cells that a cache keeps on disk. */
public final class ImageSink implements PlaneSink {

	private final RandomAccessibleInterval<FloatType> image;

	/** @param image (X, Y, K), or (X, Y, Z, K) with Z for planes */
	public ImageSink(final RandomAccessibleInterval<FloatType> image) {
		this.image = Views.zeroMin(image);
	}

	@Override
	public void write(final long plane, final int firstRow, final int rows, final FloatBuffer probabilities) {
		final RandomAccessibleInterval<FloatType> flat = image.numDimensions() == 3 ? image : Views.hyperSlice(image, 2, plane);
		for (final FloatType p : Views.flatIterable(Views.interval(flat, new long[] { 0, firstRow, 0 }, new long[] { flat.max(0),
			firstRow + rows - 1L, flat.max(2) })))
			p.set(probabilities.get());
	}
}
