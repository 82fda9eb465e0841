package sfumato.images;

import java.io.IOException;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sfumato.data.LoadedCase;
import sfumato.files.GridProperties;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;

/** Converts cases of a dataset and image files to ImageJ images. */
public final class CaseImages {

	private CaseImages() {}

	/** The raw grey values, with the bit depth of the file; 32-bit where that cannot hold them. */
	public static ImagePlus image(final LoadedCase c) {
		return image(c.name(), c.image(), bits(c.image()));
	}

	/** An image as it is in its file, 32-bit. */
	public static ImagePlus image(final String title, final ImageFile file) {
		return image(title, file, Float.SIZE);
	}

	private static int bits(final ImageFile file) {
		try {
			final int bits = ImageFiles.bits(file.path());
			return bits < Float.SIZE && fit(file.image(), (1 << bits) - 1) ? bits : Float.SIZE;
		}
		catch (final IOException e) { // gone since it was read
			return Float.SIZE;
		}
	}

	/** Whether all values are whole numbers from 0 on; signed and scaled ones may not be. */
	private static boolean fit(final RandomAccessibleInterval<FloatType> image, final int most) {
		for (final FloatType v : Views.flatIterable(image))
			if (v.get() != Math.rint(v.get()) || v.get() < 0 || v.get() > most) return false;
		return true;
	}

	private static ImagePlus image(final String title, final ImageFile file, final int bits) {
		final ImageStack stack = new ImageStack((int) file.image().dimension(0), (int) file.image().dimension(1));
		for (int z = 0; z < file.numPlanes(); z++)
			for (int k = 0; k < file.numChannels(); k++)
				stack.addSlice(fill(plane(bits, stack.getWidth(), stack.getHeight()), Views.hyperSlice(file.plane(z), 2,
					k)));
		return finish(new ImagePlus(title, stack), file.numChannels(), file.numPlanes(), file);
	}

	/** The label maps, 8-bit: raters along the slices, or along the channels if the slices are those of a volume. */
	public static ImagePlus raters(final LoadedCase c) {
		final HardRaters raters = c.raters().hard();
		final ImageStack stack = new ImageStack((int) raters.dimensions()[0], (int) raters.dimensions()[1]);
		final int planes = c.image().numPlanes();
		for (int z = 0; z < planes; z++)
			for (int r = 0; r < raters.size(); r++)
				stack.addSlice("rater " + raters.name(r), fill(new ByteProcessor(stack.getWidth(), stack.getHeight()), raters
					.plane(z).labels(r)));
		final ImagePlus image = planes == 1 ? finish(new ImagePlus(c.name() + "-raters", stack), 1, raters.size(), c.image())
			: finish(new ImagePlus(c.name() + "-raters", stack), raters.size(), planes, c.image());
		if (raters.numClasses() > 2 || !LabelClass.areNameless(raters.classes())) ClassNames.addTo(image, raters.classes());
		else image.setDisplayRange(0, 1);
		return image;
	}

	private static ImageProcessor plane(final int bits, final int width, final int height) {
		return bits == Byte.SIZE ? new ByteProcessor(width, height) : bits == Short.SIZE ? new ShortProcessor(width, height)
			: new FloatProcessor(width, height);
	}

	private static ImageProcessor fill(final ImageProcessor ip,
		final RandomAccessibleInterval<? extends RealType<?>> plane)
	{
		final Cursor<? extends RealType<?>> values = Views.flatIterable(plane).cursor();
		for (int i = 0; i < ip.getPixelCount(); i++)
			ip.setf(i, values.next().getRealFloat());
		return ip;
	}

	private static ImagePlus finish(final ImagePlus image, final int channels, final int slices, final ImageFile file) {
		image.setDimensions(channels, slices, 1);
		image.setOpenAsHyperStack(channels > 1);
		image.setCalibration(calibration(file));
		GridProperties.of(file.grid()).forEach(image::setProp);
		image.resetDisplayRange();
		return image;
	}

	private static Calibration calibration(final ImageFile file) {
		final Calibration calibration = new Calibration();
		calibration.pixelWidth = file.pixelSize()[0];
		calibration.pixelHeight = file.pixelSize()[1];
		if (file.pixelSize().length > 2) calibration.pixelDepth = file.pixelSize()[2];
		calibration.setUnit(file.unit());
		return calibration;
	}
}
