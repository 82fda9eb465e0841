package sfumato.images;

import java.awt.Color;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import net.imglib2.view.Views;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

import sfumato.files.FileMessages;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * Converts ImageJ images to probability maps and label maps, and back. ImageJ's order X, Y, C, Z, T becomes (X, Y, C) for a single
 * plane, else (X, Y, Z, C), where Z runs over the slices and then over the frames; channels come last.
 */
public final class ImagePlusMaps {

	/** How many channels ImageJ can blend. */
	private static final int MAX_BLENDED = CompositeImage.MAX_CHANNELS;

	private ImagePlusMaps() {}

	/**
	 * An image as ImgLib2 sees it. Pixels are shared, not copied, unless the image is RGB (which gives three channels, or one
	 * if they are equal everywhere) or has calibrated grey values (which are then the values).
	 *
	 * @return (X, Y, C) or (X, Y, Z, C)
	 * @throws UserException if there is no image
	 */
	public static RandomAccessibleInterval<? extends RealType<?>> image(final ImagePlus imp) {
		if (imp == null || imp.getWidth() == 0) throw new UserException(FileMessages.noImage());
		final ImageStack stack = imp.getStack();
		final float[] table = imp.getCalibration().getCTable();
		final int type = imp.getType();
		if (type == ImagePlus.COLOR_RGB) return rgb(imp);
		final int channels = imp.getNChannels();
		if (type == ImagePlus.GRAY32) return ImagePlusMaps.<FloatType, FloatArray> planar(imp, channels, i -> new FloatArray(
			(float[]) stack.getPixels(1 + i)), FloatType::new);
		if (table != null) return ImagePlusMaps.<FloatType, FloatArray> planar(imp, channels, i -> new FloatArray(calibrated(
			stack.getProcessor(1 + i), table)), FloatType::new);
		if (type == ImagePlus.GRAY16) return ImagePlusMaps.<UnsignedShortType, ShortArray> planar(imp, channels,
			i -> new ShortArray((short[]) stack.getPixels(1 + i)), UnsignedShortType::new);
		return ImagePlusMaps.<UnsignedByteType, ByteArray> planar(imp, channels, i -> new ByteArray((byte[]) stack.getPixels(1 +
			i)), UnsignedByteType::new);
	}

	/** {@link #image} with 32-bit values; a view unless the image is 32-bit already. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public static RandomAccessibleInterval<FloatType> floats(final ImagePlus imp) {
		final RandomAccessibleInterval image = image(imp);
		return image.getType() instanceof FloatType ? image : Converters.convert((RandomAccessibleInterval) image,
			new RealFloatConverter(), new FloatType());
	}

	private static float[] calibrated(final ImageProcessor ip, final float[] table) {
		ip.setCalibrationTable(table);
		return (float[]) ip.convertToFloatProcessor().getPixels();
	}

	private static RandomAccessibleInterval<FloatType> rgb(final ImagePlus imp) {
		final int channels = imp.getNChannels();
		final RandomAccessibleInterval<FloatType> image = ImagePlusMaps.<FloatType, FloatArray> planar(imp, 3 * channels, i -> {
			final int plane = i / (3 * channels) * channels + i / 3 % channels;
			final ColorProcessor ip = (ColorProcessor) imp.getStack().getProcessor(1 + plane);
			return new FloatArray((float[]) ip.toFloat(i % 3, null).getPixels());
		}, FloatType::new);
		final int last = image.numDimensions() - 1;
		final RandomAccessibleInterval<FloatType> first = Views.hyperSlice(image, last, 0);
		for (int c = 1; c < 3 * channels; c++) {
			final var a = Views.flatIterable(first).cursor();
			for (final FloatType b : Views.flatIterable(Views.hyperSlice(image, last, c)))
				if (a.next().get() != b.get()) return image;
		}
		return Views.addDimension(first, 0, 0);
	}

	private static <T extends NativeType<T>, A extends ArrayDataAccess<A>> RandomAccessibleInterval<T> planar(
		final ImagePlus imp, final int channels, final IntFunction<A> plane, final Function<PlanarImg<T, A>, T> type)
	{
		final int depth = imp.getNSlices() * imp.getNFrames();
		final List<A> planes = IntStream.range(0, channels * depth).mapToObj(plane).collect(Collectors.toList());
		final PlanarImg<T, A> image = new PlanarImg<>(planes, new long[] { imp.getWidth(), imp.getHeight(), channels,
			depth }, new Fraction());
		image.setLinkedType(type.apply(image));
		return depth == 1 ? Views.hyperSlice(image, 3, 0) : Views.permute(image, 2, 3);
	}

	/**
	 * Shows probabilities as a 32-bit image with one channel per class, which blends the colours of the classes; the names of
	 * the classes are the labels of the slices.
	 *
	 * @param geometry what Z and T are; their product is the number of the map's planes
	 */
	public static ImagePlus toImagePlus(final ProbabilityMap map, final String title, final StackGeometry geometry) {
		final int c = map.numClasses();
		final ImageStack stack = stack(map, c);
		for (int i = 0; i < map.numPlanes() * c; i++) {
			stack.setProcessor(new FloatProcessor(stack.getWidth(), stack.getHeight()), 1 + i);
			stack.setSliceLabel(map.classes().get(i % c).name(), 1 + i);
		}
		final ImagePlus imp = withGeometry(new ImagePlus(title, stack), c, geometry);
		LoopBuilder.setImages(map.image(), floats(imp)).multiThreaded().forEachPixel((p, out) -> out.set(p));
		return inClassColors(imp, map.classes());
	}

	/** Blends the channels of an image of probabilities, 0 to 1, in the colours of their classes. */
	public static ImagePlus inClassColors(final ImagePlus imp, final List<LabelClass> classes) {
		if (classes.size() > MAX_BLENDED) {
			imp.setDisplayRange(0, 1);
			return imp;
		}
		final CompositeImage composite = new CompositeImage(imp, CompositeImage.COMPOSITE);
		for (int i = 0; i < classes.size(); i++) {
			final LUT lut = LUT.createLutFromColor(new Color(classes.get(i).rgb()));
			lut.min = 0;
			lut.max = 1;
			composite.setChannelLut(lut, 1 + i);
		}
		composite.setTitle(imp.getTitle());
		return composite;
	}

	/**
	 * Shows the most probable class of each pixel as an 8-bit label map in the colours of the classes; an unlabelled pixel
	 * is {@value HardRaters#UNLABELED}.
	 */
	public static ImagePlus toLabelImage(final ProbabilityMap map, final String title, final StackGeometry geometry) {
		final ImageStack stack = stack(map, 1);
		for (int i = 0; i < map.numPlanes(); i++)
			stack.setProcessor(new ByteProcessor(stack.getWidth(), stack.getHeight()), 1 + i);
		final ImagePlus imp = withGeometry(new ImagePlus(title, stack), 1, geometry);
		@SuppressWarnings("unchecked")
		final RandomAccessibleInterval<UnsignedByteType> out = (RandomAccessibleInterval<UnsignedByteType>) image(imp);
		final RandomAccessibleInterval<UnsignedByteType> labels = Views.hyperSlice(out, out.numDimensions() - 1, 0);
		LoopBuilder.setImages(map.argMax(), labels).forEachPixel((label, o) -> o.set(label));
		map.labelled().ifPresent(mask -> LoopBuilder.setImages(mask, labels).forEachPixel((m, o) -> {
			if (m.get() == 0) o.set(HardRaters.UNLABELED);
		}));
		ClassNames.addTo(imp, map.classes());
		return imp;
	}

	private static ImageStack stack(final ProbabilityMap map, final int channels) {
		final long[] dims = map.spatialDimensions();
		return ImageStack.create((int) dims[0], (int) dims[1], Math.toIntExact(map.numPlanes() * channels), channels == 1 ? 8
			: 32);
	}

	public static ImagePlus withGeometry(final ImagePlus imp, final int channels, final StackGeometry geometry) {
		imp.setDimensions(channels, geometry.slices(), geometry.frames());
		imp.setOpenAsHyperStack(imp.getStackSize() > 1);
		geometry.applyTo(imp);
		return imp;
	}

	/** The first line of a slice's label; empty if it has none. */
	public static String sliceName(final ImagePlus imp, final int index) {
		final String label = imp.getStack().getSliceLabel(1 + index);
		return label == null ? "" : label.lines().findFirst().orElse("").strip();
	}
}
