package sfumato.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import ij.ImagePlus;
import ij.io.Opener;

/** Reads and writes images by the ending of their name, without windows. */
public final class ImageFiles {

	/** The endings that {@link #read} knows, longest first. */
	public static final List<String> ENDINGS = List.of(".nii.gz", ".nii", ".tiff", ".tif", ".png");

	private ImageFiles() {}

	/** Whether {@link #read} knows the ending of a name. */
	public static boolean isReadable(final Path path) {
		return !ending(path).isEmpty();
	}

	/** The name of a file without the ending that tells its format. */
	public static String stem(final Path path) {
		final String name = path.getFileName().toString();
		return name.substring(0, name.length() - ending(path).length());
	}

	private static String ending(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
	}

	/**
	 * Reads an image file. Of a stack with channels and slices these become C and Z; frames are taken for Z where there is one
	 * slice only. RGB gives three channels, or one if the three are equal everywhere.
	 *
	 * @throws IOException in a sentence: no such file, unknown ending, damaged or unsupported contents
	 */
	public static ImageFile read(final Path path) throws IOException {
		final String ending = ending(path);
		if (ending.isEmpty()) throw new IOException(path + " cannot be read; known endings are " + String.join(", ",
			ENDINGS) + ".");
		if (!Files.isRegularFile(path)) throw new IOException("There is no file " + path + ".");
		if (ending.startsWith(".nii")) return Nifti.read(path);
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		final ImagePlus imp = opener.openImage(path.toAbsolutePath().toString());
		if (imp == null) throw new IOException(path + " is not a readable " + ending.substring(1).toUpperCase(Locale.ROOT) +
			" image; is it damaged?");
		return ImageJImages.toImageFile(imp, path);
	}

	/**
	 * Writes a 32-bit TIFF that ImageJ, with calibration, and other programs open.
	 *
	 * @param image (X, Y, C) or (X, Y, Z, C)
	 * @param pixelSize edges of a pixel along X, Y[, Z]
	 * @param unit of the pixel size
	 * @throws IOException in a sentence, if the file cannot be written
	 */
	public static void writeTiff(final Path path, final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit) throws IOException
	{
		ImageJImages.write(ImageJImages.toImagePlus(image, pixelSize, unit), path);
	}
}
