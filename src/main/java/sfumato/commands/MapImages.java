package sfumato.commands;

import java.util.List;
import java.util.OptionalInt;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;
import sfumato.progress.Progress;

/**
 * Reads an image of ImageJ as a probability map, whichever way it holds a segmentation:
 * <ul>
 * <li>32-bit with several channels: one class per channel;</li>
 * <li>32-bit with one channel that holds fractions: the probability of foreground;</li>
 * <li>one channel of whole numbers: a label map, or a binary mask 0/255.</li>
 * </ul>
 */
public final class MapImages {

	private MapImages() {}

	/**
	 * A prediction and its reference; if one is a label map in which not every class occurs, it gets the classes of the other.
	 */
	record Pair(ProbabilityMap prediction, ProbabilityMap reference) {

		static Pair read(final ImagePlus prediction, final ImagePlus reference, final Progress progress) {
			ProbabilityMap p = MapImages.read(prediction, OptionalInt.empty(), progress);
			ProbabilityMap r = MapImages.read(reference, OptionalInt.empty(), progress);
			if (p.numClasses() < r.numClasses() && isLabelMap(prediction)) p = MapImages.read(prediction, OptionalInt.of(r
				.numClasses()), progress);
			if (r.numClasses() < p.numClasses() && isLabelMap(reference)) r = MapImages.read(reference, OptionalInt.of(p
				.numClasses()), progress);
			p.requireSameShape(r, "prediction", "reference");
			return new Pair(p, r);
		}
	}

	/**
	 * A prediction beside its reference, with the size of the prediction's pixels.
	 *
	 * @param region 0 where pixels do not count; null: all count
	 * @throws IllegalArgumentException in a sentence, if one of them cannot be read or they differ in size
	 */
	static Comparison compare(final ImagePlus prediction, final ImagePlus reference, final ImagePlus region,
		final Progress progress)
	{
		final Pair maps = Pair.read(prediction, reference, progress);
		final Calibration scale = prediction.getCalibration();
		final Comparison all = Comparison.of(maps.prediction(), maps.reference()).withPixelSize(new double[] {
			scale.pixelWidth, scale.pixelHeight, scale.pixelDepth }, scale.getUnits());
		return region == null ? all : all.within(mask(region));
	}

	private static Img<UnsignedByteType> mask(final ImagePlus region) {
		final RandomAccessibleInterval<FloatType> values = ImagePlusMaps.floats(region);
		final int last = values.numDimensions() - 1;
		if (values.dimension(last) != 1) throw new IllegalArgumentException("The region \"" + region.getTitle() + "\" has " +
			values.dimension(last) + " channels; it needs one, which is 0 where pixels do not count.");
		final RandomAccessibleInterval<FloatType> plane = Views.hyperSlice(values, last, 0);
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), plane.dimensionsAsLongArray());
		LoopBuilder.setImages(plane, mask).multiThreaded().forEachPixel((v, m) -> m.set(v.get() == 0 ? 0 : 1));
		return mask;
	}

	/**
	 * Reads one image.
	 *
	 * @param classes how many classes a label map has; empty: as many as it asks for, and at least 2
	 * @param progress hears what had to be decided
	 * @throws IllegalArgumentException in a sentence, if the image is neither
	 */
	public static ProbabilityMap read(final ImagePlus imp, final OptionalInt classes, final Progress progress) {
		final RandomAccessibleInterval<? extends RealType<?>> image = ImagePlusMaps.image(imp);
		final int last = image.numDimensions() - 1;
		final long channels = image.dimension(last);
		try {
			if (imp.getType() == ImagePlus.GRAY32 && channels > 1) return ProbabilityMap.checked(ImagePlusMaps.floats(imp),
				ImagePlusMaps.classes(imp));
			if (channels > 1) throw new IllegalArgumentException("it has " + channels + " channels of " + imp.getBitDepth() +
				" bits; a probability map has 32 bits, a label map one channel.");
			if (!isLabelMap(imp)) return foreground(ImagePlusMaps.floats(imp));
			final RaterLabels labels = RaterLabels.of(List.of("\"" + imp.getTitle() + "\""), List.of(Views.hyperSlice(image,
				last, 0)), classes, OptionalInt.empty());
			labels.notes().forEach(note -> progress.log("\"" + imp.getTitle() + "\": " + note));
			return ProbabilityMap.oneHot(labels.labels(0), labels.classes());
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException("\"" + imp.getTitle() + "\" cannot be read as a segmentation: " + e
				.getMessage(), e);
		}
	}

	/** Whether all values are whole numbers; of several channels, false. */
	private static boolean isLabelMap(final ImagePlus imp) {
		if (imp.getType() != ImagePlus.GRAY32) return true;
		if (imp.getNChannels() > 1) return false;
		for (final FloatType v : Views.flatIterable(ImagePlusMaps.floats(imp)))
			if (v.get() != Math.rint(v.get())) return false;
		return true;
	}

	private static ProbabilityMap foreground(final RandomAccessibleInterval<FloatType> image) {
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
			// written so that NaN fails, too
			if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("the value at (" + cursor.getLongPosition(0) + ", " +
				cursor.getLongPosition(1) + ") is " + p + "; probabilities are between 0 and 1." + (Float.isNaN(p) ? ""
					: " Are these logits?"));
		}
	}
}
