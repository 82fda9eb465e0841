package sfumato.labels;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Reads an image (X, Y[, Z], channel) as a probability map, whichever way it holds a segmentation:
 * <ul>
 * <li>32-bit with several channels: the probability of one class each;</li>
 * <li>32-bit with one channel that holds fractions: the probability of foreground;</li>
 * <li>one channel of whole numbers: a label map, or a binary mask 0/255.</li>
 * </ul>
 * A pixel that nobody has labelled is NaN.
 */
public final class SegmentationImage {

	private final String name;
	private final RandomAccessibleInterval<? extends RealType<?>> image;
	private final int bits;
	/** Found when it is asked for first, as every value is looked at. */
	private Boolean labelMap;

	/** @param name for messages */
	public SegmentationImage(final String name, final RandomAccessibleInterval<FloatType> image) {
		this(name, image, Float.SIZE);
	}

	/**
	 * An image that may be of whole numbers.
	 *
	 * @param name for messages
	 * @param image of {@link FloatType} if it has 32 bits
	 * @param bits of a pixel in the file; where there are fewer than 32, one channel is a label map whatever its values are
	 */
	public SegmentationImage(final String name, final RandomAccessibleInterval<? extends RealType<?>> image, final int bits) {
		this.name = name;
		this.image = image;
		this.bits = bits;
	}

	private long channels() {
		return image.dimension(image.numDimensions() - 1);
	}

	/** Whether there is one channel and all values are whole numbers, or NaN where nobody has labelled. */
	public boolean isLabelMap() {
		if (labelMap == null) labelMap = channels() == 1 && (bits < Float.SIZE || isWhole(floats()));
		return labelMap;
	}

	private static boolean isWhole(final RandomAccessibleInterval<FloatType> values) {
		for (final FloatType v : Views.flatIterable(values))
			if (v.get() != Math.rint(v.get()) && !Float.isNaN(v.get())) return false;
		return true;
	}

	@SuppressWarnings("unchecked")
	private RandomAccessibleInterval<FloatType> floats() {
		return (RandomAccessibleInterval<FloatType>) image;
	}

	/**
	 * The probabilities.
	 *
	 * @param classes how many a label map has; empty: as many as it asks for, and at least 2
	 * @param numbers what the numbers in a label map mean
	 * @param notes gets what had to be decided, in sentences
	 * @throws UserException if the image is none of these
	 */
	public ProbabilityMap read(final OptionalInt classes, final LabelNumbers numbers, final Consumer<String> notes) {
		try {
			if (channels() > 1 && bits < Float.SIZE) throw new UserException(LabelMessages.notAMap(channels(), bits));
			if (isLabelMap()) return ofLabels(numbers.apply(Views.hyperSlice(image, image.numDimensions() - 1, 0), MissingLabels.NONE),
				classes, notes);
			return channels() > 1 ? ProbabilityMap.checked(floats(), LabelClass.defaults((int) channels())) : ofForeground(floats());
		}
		catch (final UserException e) {
			throw new UserException(LabelMessages.noSegmentation(Excerpt.of(name), e.getMessage()), e);
		}
	}

	private ProbabilityMap ofLabels(final RandomAccessibleInterval<? extends RealType<?>> labels, final OptionalInt classes,
		final Consumer<String> notes)
	{
		final HardRaters read = HardRaters.of(List.of("\"" + name + "\""), List.of(labels), classes, OptionalInt.empty());
		read.notes().forEach(note -> notes.accept("\"" + Excerpt.of(name) + "\": " + note));
		return read.oneHot(0);
	}

	/**
	 * The probability of foreground (X, Y[, Z], 1) as a map of two classes.
	 *
	 * @throws UserException naming a value that is no probability
	 */
	public static ProbabilityMap ofForeground(final RandomAccessibleInterval<FloatType> image) {
		requireProbabilities(image);
		final int last = image.numDimensions() - 1;
		final long[] dims = image.dimensionsAsLongArray();
		dims[last] = 2;
		final Img<FloatType> both = ProbabilityMap.create(new FloatType(), dims);
		LoopBuilder.setImages(Views.hyperSlice(image, last, 0), Views.hyperSlice(both, last, 0), Views.hyperSlice(both, last,
			1)).multiThreaded().forEachPixel((p, b, f) -> {
				f.set(p);
				b.set(1 - p.get());
			});
		return ProbabilityMap.of(both, LabelClass.defaults(2));
	}

	private static void requireProbabilities(final RandomAccessibleInterval<FloatType> image) {
		final Cursor<FloatType> cursor = Views.flatIterable(image).localizingCursor();
		while (cursor.hasNext()) {
			final float p = cursor.next().get();
			if (!(p >= 0 && p <= 1) && !Float.isNaN(p)) throw new
				UserException(LabelMessages.valueOutOfRange(cursor.getLongPosition(0), cursor.getLongPosition(1), p));
		}
	}
}
