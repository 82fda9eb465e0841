package sfumato.data.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.RandomAccess;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * Resizes label maps with nearest-neighbour interpolation: pixel d of m is pixel ⌊d·n/m⌋ of n before. That is OpenCV's INTER_NEAREST
 * bit-identically, which the paper's preparation of QUBIQ uses (masks of 256 x 256). It has no half-pixel shift: labels lie up to half
 * a pixel of the larger image off.
 */
public final class LabelResize {

	/** The longest side of a resized label map. */
	public static final int MAX_SIZE = 16384;

	private LabelResize() {}

	/**
	 * All raters' label maps with X and Y resized; volumes plane by plane, Z stays.
	 *
	 * @param width of the result in pixels, 1 to {@link #MAX_SIZE}
	 * @param height of the result in pixels, 1 to {@link #MAX_SIZE}
	 * @return the same raters and classes; the raters themselves if they have that size already
	 * @throws UserException if a side is out of range
	 */
	public static HardRaters nearest(final HardRaters raters, final int width, final int height) {
		requireSize("width", width);
		requireSize("height", height);
		final long[] dims = raters.dimensions();
		if (dims[0] == width && dims[1] == height) return raters;
		final int[] x = positions((int) dims[0], width), y = positions((int) dims[1], height);
		final List<Img<UnsignedByteType>> resized = new ArrayList<>();
		for (int r = 0; r < raters.size(); r++)
			resized.add(resize(raters.labels(r), x, y));
		return HardRaters.of(raters.names(), resized, OptionalInt.of(raters.numClasses()), OptionalInt.empty(), raters.hasUnlabeled()
			? new MissingLabels(HardRaters.UNLABELED, false) : MissingLabels.NONE);
	}

	public static void requireSize(final String side, final int n) {
		if (n < 1 || n > MAX_SIZE) throw new UserException(SamplingMessages.sizeOutOfRange(side, n, MAX_SIZE));
	}

	private static int[] positions(final int length, final int size) {
		final Resize resize = Resize.toLength(length, size);
		return IntStream.range(0, size).map(resize::nearest).toArray();
	}

	private static Img<UnsignedByteType> resize(final Img<UnsignedByteType> labels, final int[] x, final int[] y) {
		final long[] dims = labels.dimensionsAsLongArray();
		dims[0] = x.length;
		dims[1] = y.length;
		final Img<UnsignedByteType> resized = ProbabilityMap.create(new UnsignedByteType(), dims);
		final RandomAccess<UnsignedByteType> in = labels.randomAccess(), out = resized.randomAccess();
		for (long z = 0; z < (dims.length > 2 ? dims[2] : 1); z++) {
			if (dims.length > 2) {
				in.setPosition(z, 2);
				out.setPosition(z, 2);
			}
			for (int j = 0; j < y.length; j++) {
				in.setPosition(y[j], 1);
				out.setPosition(j, 1);
				for (int i = 0; i < x.length; i++) {
					in.setPosition(x[i], 0);
					out.setPosition(i, 0);
					out.get().set(in.get());
				}
			}
		}
		return resized;
	}
}
