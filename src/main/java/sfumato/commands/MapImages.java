package sfumato.commands;

import java.util.OptionalInt;

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
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SegmentationImage;
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
	 * @param region 0 where pixels do not count; null: those in the selection of one of the images do, or all without one
	 * @throws IllegalArgumentException in a sentence, if one of them cannot be read or they differ in size
	 */
	static Comparison compare(final ImagePlus prediction, final ImagePlus reference, final ImagePlus region,
		final Progress progress)
	{
		final Pair maps = Pair.read(prediction, reference, progress);
		final Calibration scale = prediction.getCalibration();
		final Comparison all = Comparison.of(maps.prediction(), maps.reference()).withPixelSize(new double[] {
			scale.pixelWidth, scale.pixelHeight, scale.pixelDepth }, scale.getUnits());
		if (region != null) return all.within(mask(region));
		final ImagePlus selected = selected(prediction, reference);
		return selected == null ? all : all.within(selection(selected, all.prediction().spatialDimensions(), progress));
	}

	/** The image whose selection is an area; null if none has one. */
	private static ImagePlus selected(final ImagePlus prediction, final ImagePlus reference) {
		final boolean first = hasArea(prediction), second = hasArea(reference);
		if (first && second && !prediction.getRoi().equals(reference.getRoi())) throw new IllegalArgumentException("\"" + prediction
			.getTitle() + "\" and \"" + reference.getTitle() + "\" have different selections; remove one of them " +
			"(Edit>Selection>Select None), or name a region.");
		return first ? prediction : second ? reference : null;
	}

	private static boolean hasArea(final ImagePlus image) {
		return image.getRoi() != null && image.getRoi().isArea();
	}

	/** The selection in every plane. */
	private static Img<UnsignedByteType> selection(final ImagePlus image, final long[] dimensions, final Progress progress) {
		final byte[] plane = (byte[]) image.createRoiMask().getPixels();
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), dimensions);
		int i = 0;
		long counting = 0;
		for (final UnsignedByteType m : Views.flatIterable(mask)) {
			m.set(plane[i]);
			if (plane[i] != 0) counting++;
			if (++i == plane.length) i = 0;
		}
		progress.log("Only the selection of \"" + image.getTitle() + "\" counts, " + counting + " of " + mask.size() +
			" pixels; without one (Edit>Selection>Select None) all do.");
		return mask;
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
				ClassNames.ofChannels(imp));
			if (channels > 1) throw new IllegalArgumentException("it has " + channels + " channels of " + imp.getBitDepth() +
				" bits; a probability map has 32 bits, a label map one channel.");
			if (!isLabelMap(imp)) return SegmentationImage.ofForeground(ImagePlusMaps.floats(imp));
			final ProbabilityMap map = SegmentationImage.ofLabels(imp.getTitle(), Views.hyperSlice(image, last, 0), classes.isPresent()
				? classes : ClassNames.number(imp), progress::log);
			return ProbabilityMap.of(map.image(), ClassNames.ofLabels(imp, map.numClasses()));
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException("\"" + imp.getTitle() + "\" cannot be read as a segmentation: " + e
				.getMessage(), e);
		}
	}

	/** Whether all values are whole numbers; of several channels, false. */
	private static boolean isLabelMap(final ImagePlus imp) {
		return imp.getType() != ImagePlus.GRAY32 || SegmentationImage.isLabelMap(ImagePlusMaps.floats(imp));
	}
}
