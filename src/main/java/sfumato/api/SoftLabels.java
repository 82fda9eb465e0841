package sfumato.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;

import sfumato.images.ImagePlusMaps;
import sfumato.images.MapImages;
import sfumato.images.StackGeometry;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelNumbers;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SegmentationImage;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSink;
import sfumato.prediction.PredictionOutput;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * For every pixel the probability of each class: fused raters, or a prediction. Values are from 0 to 1 and sum to 1 over the classes;
 * class 0 is background; a pixel that nobody has labelled is NaN in all classes. Immutable: whoever gets an image of it must not write
 * to it.
 *
 * <pre>{@code
 * SoftLabels fused = sfumato.fuse(raters).run();
 * fused.image();        // RandomAccessibleInterval<FloatType> (X, Y, class)
 * fused.labels();       // Img<UnsignedByteType> (X, Y): the most probable class
 * fused.toImagePlus("fused").show();
 * }</pre>
 */
public final class SoftLabels {

	private final ProbabilityMap map;
	private final StackGeometry geometry;
	/** Whether it was a label map, which may lack classes that others have. */
	private final boolean isLabelMap;

	SoftLabels(final ProbabilityMap map, final StackGeometry geometry) {
		this(map, geometry, false);
	}

	private SoftLabels(final ProbabilityMap map, final StackGeometry geometry, final boolean isLabelMap) {
		this.map = map;
		this.geometry = geometry;
		this.isLabelMap = isLabelMap;
	}

	/**
	 * A segmentation with named axes: several channels are the probabilities of the classes; whole numbers are a label map, or a mask of
	 * 0 and 255; fractions are the probability of foreground.
	 *
	 * @param axes {@code "XYC"} or {@code "XYZC"} of probabilities, {@code "XY"} or {@code "XYZ"} of the others
	 * @throws UserException in a sentence, naming the first pixel that is none of these
	 */
	public static SoftLabels of(final RandomAccessibleInterval<? extends RealType<?>> segmentation, final String axes) {
		return of(Image.of(segmentation, axes).title("the segmentation"));
	}

	/** The same of an {@link Image}, whose size of pixels it keeps. */
	public static SoftLabels of(final Image segmentation) {
		if (segmentation.imp().isPresent()) return of(segmentation.imp().get());
		final SegmentationImage read = new SegmentationImage(segmentation.title(), segmentation.values());
		return new SoftLabels(read.read(OptionalInt.empty(), LabelNumbers.CLASSES, note -> {}), segmentation.geometry(), read.isLabelMap());
	}

	/** An open image: 32-bit with a channel per class, a label map, a mask, or the probability of foreground. */
	public static SoftLabels of(final ImagePlus segmentation) {
		Image.requireOpen(segmentation);
		final SegmentationImage read = MapImages.segmentation(segmentation);
		return new SoftLabels(MapImages.read(segmentation, read, OptionalInt.empty(), LabelNumbers.CLASSES, Progress.none()), StackGeometry.of(
			segmentation), read.isLabelMap());
	}

	/** The probabilities: (X, Y, class), or (X, Y, plane, class) of a volume; see {@link #axes()}. */
	public RandomAccessibleInterval<FloatType> image() {
		return map.image();
	}

	/** {@code "XYC"}, or {@code "XYZC"} of a volume; C are the classes. */
	public String axes() {
		return map.image().numDimensions() == 3 ? "XYC" : "XYZC";
	}

	/** The probability of one class: (X, Y) or (X, Y, plane). */
	public RandomAccessibleInterval<FloatType> probability(final int number) {
		if (number < 0 || number >= map.numClasses()) throw new UserException(ApiMessages.noClass(number, map.numClasses() - 1));
		return map.channel(number);
	}

	/** The most probable class of each pixel, among equals the lowest: (X, Y) or (X, Y, plane). */
	public Img<UnsignedByteType> labels() {
		return map.argMax();
	}

	/**
	 * The entropy of each pixel: (X, Y) or (X, Y, plane), from 0 (one class is certain) to 1 (all are equally probable); NaN where nobody
	 * has labelled.
	 */
	public RandomAccessibleInterval<FloatType> uncertainty() {
		final long[] size = map.image().dimensionsAsLongArray();
		final int last = size.length - 1;
		size[last] = 1;
		final Img<FloatType> entropy = ProbabilityMap.create(new FloatType(), size);
		final ImageSource source = new ImageSource(map.image());
		final PlaneSink sink = PredictionOutput.UNCERTAINTY.into(new ImageSink(entropy), map.numClasses());
		final FloatBuffer plane = FloatBuffer.allocate(source.width() * source.height() * source.channels());
		try {
			for (long p = 0; p < source.planes(); p++) {
				source.read(p, 0, source.height(), plane.clear());
				sink.write(p, 0, source.height(), plane.flip());
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // memory is no file
		}
		final RandomAccessibleInterval<FloatType> flat = Views.hyperSlice(entropy, last, 0);
		map.labelled().ifPresent(mask -> LoopBuilder.setImages(mask, flat).forEachPixel((m, out) -> {
			if (m.get() == 0) out.set(Float.NaN);
		}));
		return flat;
	}

	/** The names of the classes, background first. */
	public List<String> classNames() {
		return map.classes().stream().map(LabelClass::name).toList();
	}

	/** As an image of ImageJ: 32-bit, one channel per class in its colour. Pixels are copied. */
	public ImagePlus toImagePlus(final String title) {
		return ImagePlusMaps.toImagePlus(map, title, geometry);
	}

	/** The most probable classes as an 8-bit image of ImageJ in the colours of the classes; 255 is what nobody has labelled. */
	public ImagePlus toLabelImage(final String title) {
		return ImagePlusMaps.toLabelImage(map, title, geometry);
	}

	ProbabilityMap map() {
		return map;
	}

	/** The map with as many classes as another one has, where this one was a label map. */
	ProbabilityMap map(final SoftLabels other) {
		if (!isLabelMap || map.numClasses() >= other.map.numClasses()) return map;
		final ProbabilityMap wider = map.withClasses(other.map.numClasses());
		final Optional<Img<UnsignedByteType>> labelled = map.labelled();
		if (labelled.isEmpty()) return wider;
		final ProbabilityMap copy = ProbabilityMap.zeros(map.spatialDimensions(), wider.classes());
		LoopBuilder.setImages(wider.image(), copy.image()).forEachPixel((p, out) -> out.set(p));
		copy.unlabelOutside(labelled.get());
		return copy;
	}

	StackGeometry geometry() {
		return geometry;
	}
}
