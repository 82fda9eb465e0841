package sfumato.images;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.files.Geometry;
import sfumato.labels.Comparison;
import sfumato.labels.LabelNumbers;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SegmentationImage;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Reads images of ImageJ as probability maps, as {@link SegmentationImage} does, with the names that they have for classes. */
public final class MapImages {

	private MapImages() {}

	/**
	 * A prediction and its reference; if one is a label map in which not every class occurs, it gets the classes of the other.
	 */
	public record Pair(ProbabilityMap prediction, ProbabilityMap reference) {

		public static Pair read(final ImagePlus prediction, final ImagePlus reference, final LabelNumbers numbers, final Progress progress) {
			final SegmentationImage predicted = segmentation(prediction), real = segmentation(reference);
			ProbabilityMap p = MapImages.read(prediction, predicted, OptionalInt.empty(), numbers, progress);
			ProbabilityMap r = MapImages.read(reference, real, OptionalInt.empty(), numbers, progress);
			if (p.numClasses() < r.numClasses() && predicted.isLabelMap()) p = MapImages.read(prediction, predicted, OptionalInt.of(r
				.numClasses()), numbers, progress);
			if (r.numClasses() < p.numClasses() && real.isLabelMap()) r = MapImages.read(reference, real, OptionalInt.of(p
				.numClasses()), numbers, progress);
			p.requireComplete("prediction");
			p.requireSameShape(r, "prediction", "reference");
			return new Pair(p, r);
		}
	}

	/**
	 * A prediction beside its reference, with the size of the prediction's pixels. The three images are brought into one orientation.
	 *
	 * @param numbers what the numbers in label maps mean
	 * @param geometry what is done if they lie elsewhere than each other
	 * @param region 0 where pixels do not count; null: those in the selection of one of the images do, or all without one
	 * @param selections whether selections count; else all pixels do without a region
	 * @throws UserException if one of them cannot be read or they differ in size
	 */
	public static Comparison compare(final ImagePlus prediction, final ImagePlus reference, final ImagePlus region,
		final boolean selections, final LabelNumbers numbers, final Geometry geometry, final Progress progress)
	{
		final OpenGrids grids = OpenGrids.of(geometry, progress, prediction, reference, region);
		final ImagePlus predicted = grids.aligned(prediction);
		final Pair maps = Pair.read(predicted, grids.aligned(reference), numbers, progress);
		final Calibration scale = predicted.getCalibration();
		final Comparison all = Comparison.of(maps.prediction(), maps.reference()).withPixelSize(new double[] {
			scale.pixelWidth, scale.pixelHeight, scale.pixelDepth }, scale.getUnits());
		if (region != null) return all.within(mask(grids.aligned(region)));
		final ImagePlus selected = selections ? selected(prediction, reference).orElse(null) : null;
		if (selected == null) return all;
		final Img<UnsignedByteType> counting = grids.aligned(selected, selection(selected));
		if (selected == prediction && hasArea(reference) && !same(counting, grids.aligned(reference, selection(reference))))
			throw new UserException(ImageMessages.twoSelections(Excerpt.of(prediction.getTitle()),
				Excerpt.of(reference.getTitle())));
		long count = 0;
		for (final UnsignedByteType m : Views.flatIterable(counting))
			if (m.get() != 0) count++;
		progress.log(ImageMessages.onlySelection(Excerpt.of(selected.getTitle()), count, counting.size()));
		return all.within(counting);
	}

	private static boolean same(final RandomAccessibleInterval<UnsignedByteType> a, final RandomAccessibleInterval<UnsignedByteType> b) {
		final Cursor<UnsignedByteType> other = Views.flatIterable(b).cursor();
		if (a.size() != b.size()) return false;
		for (final UnsignedByteType v : Views.flatIterable(a))
			if ((v.get() == 0) != (other.next().get() == 0)) return false;
		return true;
	}

	/** The first of these images with an area selection, which an evaluation without a region is limited to. */
	public static Optional<ImagePlus> selected(final ImagePlus... images) {
		return Stream.of(images).filter(image -> image != null && hasArea(image)).findFirst();
	}

	private static boolean hasArea(final ImagePlus image) {
		return image.getRoi() != null && image.getRoi().isArea();
	}

	/** The selection in every plane. */
	private static Img<UnsignedByteType> selection(final ImagePlus image) {
		final byte[] plane = (byte[]) image.createRoiMask().getPixels();
		final int planes = image.getNSlices() * image.getNFrames();
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), planes == 1 ? new long[] { image.getWidth(), image
			.getHeight() } : new long[] { image.getWidth(), image.getHeight(), planes });
		int i = 0;
		for (final UnsignedByteType m : Views.flatIterable(mask)) {
			m.set(plane[i]);
			if (++i == plane.length) i = 0;
		}
		return mask;
	}

	private static Img<UnsignedByteType> mask(final ImagePlus region) {
		final RandomAccessibleInterval<FloatType> values = ImagePlusMaps.floats(region);
		final int last = values.numDimensions() - 1;
		if (values.dimension(last) != 1) throw new UserException(ImageMessages.regionChannels(Excerpt.of(region.getTitle()),
			values.dimension(last)));
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
	 * @throws UserException if the image is neither
	 */
	public static ProbabilityMap read(final ImagePlus imp, final OptionalInt classes, final Progress progress) {
		return read(imp, segmentation(imp), classes, LabelNumbers.CLASSES, progress);
	}

	/** An open image as it may be read; whether it is a label map is found out once. */
	public static SegmentationImage segmentation(final ImagePlus imp) {
		return new SegmentationImage(imp == null ? "" : imp.getTitle(), ImagePlusMaps.image(imp), imp.getBitDepth());
	}

	/** {@link #read(ImagePlus, OptionalInt, Progress)} of what {@link #segmentation} has given. */
	public static ProbabilityMap read(final ImagePlus imp, final SegmentationImage image, final OptionalInt classes,
		final LabelNumbers numbers, final Progress progress)
	{
		final ProbabilityMap map = image.read(classes.isPresent() ? classes : ClassNames.number(imp), numbers, progress::log);
		if (image.isLabelMap()) return ProbabilityMap.of(map.image(), ClassNames.ofLabels(imp, map.numClasses()));
		return imp.getNChannels() > 1 ? ProbabilityMap.of(map.image(), ClassNames.ofChannels(imp)) : map;
	}
}
