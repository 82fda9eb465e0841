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

import sfumato.text.UserException;

/**
 * Reads an image (X, Y[, Z], channel) as a probability map, whichever way it holds a segmentation: several channels have the
 * probability of one class each; a single one has class numbers, a binary mask, or, if there are fractions, the probability of
 * foreground. A pixel that nobody has labelled is NaN.
 */
public final class SegmentationImage {

	private SegmentationImage() {}

	/** Whether there is one channel and all values are whole numbers, or NaN where nobody has labelled. */
	public static boolean isLabelMap(final RandomAccessibleInterval<FloatType> image) {
		if (image.dimension(image.numDimensions() - 1) > 1) return false;
		for (final FloatType v : Views.flatIterable(image))
			if (v.get() != Math.rint(v.get()) && !Float.isNaN(v.get())) return false;
		return true;
	}

	/**
	 * Reads an image.
	 *
	 * @param name for messages
	 * @param classes how many classes a label map has; empty: as many as it asks for, and at least 2
	 * @param notes gets what had to be decided, in sentences
	 * @throws UserException in a sentence, if the image is none of these
	 */
	public static ProbabilityMap read(final String name, final RandomAccessibleInterval<FloatType> image,
		final OptionalInt classes, final Consumer<String> notes)
	{
		final int last = image.numDimensions() - 1;
		try {
			if (image.dimension(last) > 1) return ProbabilityMap.checked(image, LabelClass.defaults((int) image.dimension(last)));
			return isLabelMap(image) ? ofLabels(name, Views.hyperSlice(image, last, 0), classes, notes) : ofForeground(image);
		}
		catch (final UserException e) {
			throw new UserException("\"" + name + "\" cannot be read as a segmentation: " + e.getMessage(), e);
		}
	}

	/** A label map (X, Y[, Z]), or a binary mask, as probabilities; parameters as of {@link #read}. */
	public static ProbabilityMap ofLabels(final String name, final RandomAccessibleInterval<? extends RealType<?>> labels,
		final OptionalInt classes, final Consumer<String> notes)
	{
		final HardRaters read = HardRaters.of(List.of("\"" + name + "\""), List.of(labels), classes, OptionalInt.empty());
		read.notes().forEach(note -> notes.accept("\"" + name + "\": " + note));
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
			if (!(p >= 0 && p <= 1) && !Float.isNaN(p)) throw new UserException("the value at (" + cursor.getLongPosition(0) + ", " +
				cursor.getLongPosition(1) + ") is " + p + "; probabilities are between 0 and 1. Are these logits?");
		}
	}
}
