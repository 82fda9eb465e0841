package sfumato.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

/** Converts ImageJ images, as its readers give them, to {@link ImageFile} and back. */
final class ImageJImages {

	private ImageJImages() {}

	/** Copies an image; see {@link ImageFiles#read}. */
	static ImageFile toImageFile(final ImagePlus imp, final Path path) throws IOException {
		final List<String> notes = new ArrayList<>();
		final int[] czt = { imp.getNChannels(), imp.getNSlices(), imp.getNFrames() };
		if (czt[1] > 1 && czt[2] > 1) throw new IOException(FileMessages.slicesAndFrames(path, czt[1], czt[2]));
		if (czt[2] > 1) notes.add(FileMessages.framesAreSlices(czt[2], path.getFileName()));
		final int depth = czt[1] * czt[2];
		final boolean rgb = imp.getType() == ImagePlus.COLOR_RGB;
		final int w = imp.getWidth(), h = imp.getHeight();
		final int channels = rgb ? 3 * czt[0] : czt[0];
		final PlanarImg<FloatType, FloatArray> img = PlanarImgs.floats(w, h, depth, channels);
		final Calibration calibration = imp.getCalibration();
		for (int z = 0; z < depth; z++) {
			for (int c = 0; c < czt[0]; c++) {
				final ImageProcessor ip = imp.getStack().getProcessor(1 + c + czt[0] * z);
				if (rgb) for (int s = 0; s < 3; s++)
					copy(((ColorProcessor) ip).toFloat(s, null), null, img, (3 * c + s) * depth + z);
				else copy(ip, calibration.getCTable(), img, c * depth + z);
			}
		}
		if (!rgb && imp.getNChannels() == 1 && imp.getProcessor().isColorLut())
			notes.add(FileMessages.indexedColours(path.getFileName()));
		RandomAccessibleInterval<FloatType> image = depth == 1 ? Views.hyperSlice(img, 2, 0) : img;
		if (rgb) image = oneChannelIfEqual(image, notes, path);
		return new ImageFile(path, image, Arrays.copyOf(pixelSize(calibration), image.numDimensions() - 1), unit(
			calibration), orientation(imp, path, w, h, depth), notes);
	}

	/** What a program that knew it has left in the properties; nothing, if the image had another size then. */
	private static Orientation orientation(final ImagePlus imp, final Path path, final long... size) {
		return GridProperties.read(path.toString(), imp::getProp).filter(g -> Arrays.equals(g.dimensions(), size)).map(
			VoxelGrid::orientation).orElse(Orientation.UNKNOWN);
	}

	private static void copy(final ImageProcessor in, final float[] table, final PlanarImg<FloatType, FloatArray> img,
		final int plane)
	{
		in.setCalibrationTable(table);
		final float[] values = (float[]) in.convertToFloatProcessor().getPixels();
		System.arraycopy(values, 0, img.getPlane(plane).getCurrentStorageArray(), 0, values.length);
	}

	private static double[] pixelSize(final Calibration c) {
		final double[] size = { c.pixelWidth, c.pixelHeight, c.pixelDepth };
		for (int d = 0; d < 3; d++)
			if (!(Math.abs(size[d]) > 0) || Double.isInfinite(size[d])) size[d] = 1;
			else size[d] = Math.abs(size[d]);
		return size;
	}

	static String unit(final Calibration c) {
		final String unit = c.getUnit();
		if (unit == null || unit.isBlank() || unit.toLowerCase(Locale.ROOT).startsWith("pixel")) return ImageFile.NO_UNIT;
		return spelled(unit);
	}

	/** A unit of length as all files of ours spell it: micrometres have several names. */
	static String spelled(final String unit) {
		return unit.equals("um") || unit.equals("micron") || unit.equals("microns") || unit.equals("\u03BCm") ? "\u00B5m"
			: unit;
	}

	/** Grey images and masks are often saved as RGB; such an image has one channel only. */
	static RandomAccessibleInterval<FloatType> oneChannelIfEqual(final RandomAccessibleInterval<FloatType> image,
		final List<String> notes, final Path path)
	{
		final int last = image.numDimensions() - 1;
		final Cursor<FloatType> r = Views.flatIterable(Views.hyperSlice(image, last, 0)).cursor();
		for (long c = 1; c < image.dimension(last); c++) {
			r.reset();
			for (final FloatType v : Views.flatIterable(Views.hyperSlice(image, last, c)))
				if (v.get() != r.next().get()) return image;
		}
		notes.add(FileMessages.equalChannels(path.getFileName()));
		return Views.interval(image, image.minAsLongArray(), max(image, last));
	}

	private static long[] max(final RandomAccessibleInterval<?> image, final int last) {
		final long[] max = image.maxAsLongArray();
		max[last] = image.min(last);
		return max;
	}

	/**
	 * Copies (X, Y[, Z], C) to an image that shows its channels one by one.
	 *
	 * @param bytes whether to 8 bits, rounded and clipped, or to 32
	 */
	static ImagePlus toImagePlus(final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit, final boolean bytes)
	{
		final RandomAccessibleInterval<FloatType> v = image.numDimensions() == 4 ? image : Views.permute(Views.addDimension(
			image, 0, 0), 2, 3);
		final int w = (int) v.dimension(0), h = (int) v.dimension(1);
		final ImageStack stack = new ImageStack(w, h);
		for (long z = v.min(2); z <= v.max(2); z++) {
			for (long c = v.min(3); c <= v.max(3); c++) {
				final float[] plane = new float[w * h];
				int i = 0;
				for (final FloatType value : Views.flatIterable(Views.hyperSlice(Views.hyperSlice(v, 3, c), 2, z)))
					plane[i++] = value.get();
				final FloatProcessor ip = new FloatProcessor(w, h, plane);
				stack.addSlice("", bytes ? ip.convertToByteProcessor(false) : ip);
			}
		}
		final ImagePlus imp = new ImagePlus("", stack);
		imp.setDimensions((int) v.dimension(3), (int) v.dimension(2), 1);
		imp.setOpenAsHyperStack(stack.getSize() > 1);
		final Calibration calibration = imp.getCalibration();
		calibration.pixelWidth = pixelSize[0];
		calibration.pixelHeight = pixelSize[1];
		if (pixelSize.length > 2) calibration.pixelDepth = pixelSize[2];
		calibration.setUnit(unit);
		return imp;
	}

	/** Writes a TIFF. */
	static void write(final ImagePlus imp, final Path path) throws IOException {
		ImageFiles.write(path, new FileSaver(imp).serialize());
	}
}
