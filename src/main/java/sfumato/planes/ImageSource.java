package sfumato.planes;

import java.nio.FloatBuffer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.text.UserException;

/** An ImgLib2 image as a source: (X, Y, C), or (X, Y, Z, C) with Z for planes. */
public final class ImageSource implements PlaneSource {

	private final RandomAccessibleInterval<FloatType> image;

	/** @throws UserException if the image has other axes */
	public ImageSource(final RandomAccessibleInterval<FloatType> image) {
		final int n = image.numDimensions();
		if (n != 3 && n != 4) throw new UserException(PlaneMessages.axes(n));
		this.image = Views.zeroMin(image);
	}

	@Override
	public int width() {
		return Math.toIntExact(image.dimension(0));
	}

	@Override
	public int height() {
		return Math.toIntExact(image.dimension(1));
	}

	@Override
	public int channels() {
		return Math.toIntExact(image.dimension(image.numDimensions() - 1));
	}

	@Override
	public long planes() {
		return image.numDimensions() == 3 ? 1 : image.dimension(2);
	}

	@Override
	public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) {
		final RandomAccessibleInterval<FloatType> flat = image.numDimensions() == 3 ? image : Views.hyperSlice(image, 2, plane);
		// not by ImgLib2's block copier, which divides by zero on an axis of length 1 of an extended image
		for (final FloatType v : Views.flatIterable(Views.interval(flat, new long[] { 0, firstRow, 0 }, new long[] { width() - 1,
			firstRow + rows - 1L, channels() - 1L })))
			into.put(v.get());
	}
}
