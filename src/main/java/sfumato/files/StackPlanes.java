package sfumato.files;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;

import sfumato.planes.PlaneSource;
import sfumato.text.UserException;

/**
 * Reads the grey values of an ImageJ image in pieces; of a virtual stack plane by plane, on demand. Channels are channels; slices, and
 * frames of slices, are planes. RGB gives three channels; one, where one is wanted and all pixels are grey. Where grey values are
 * calibrated, the calibrated ones count.
 */
public final class StackPlanes implements PlaneSource {

	private final ImagePlus image;
	private final boolean rgb;
	private final int channels;
	/** The plane that was read last, of which more rows are usually read next. */
	private long held = -1;
	private final ImageProcessor[] processors;

	/**
	 * @param wanted how many channels a network takes
	 * @throws UserException if there is no image
	 */
	public StackPlanes(final ImagePlus image, final int wanted) {
		if (image == null || image.getWidth() == 0) throw new UserException(FileMessages.noImage());
		this.image = image;
		rgb = image.getType() == ImagePlus.COLOR_RGB;
		processors = new ImageProcessor[image.getNChannels()];
		channels = !rgb ? processors.length : processors.length == 1 && wanted == 1 && isGrey() ? 1 : 3 * processors.length;
	}

	/**
	 * A TIFF file that is too large to be read as a whole.
	 *
	 * @param wanted how many channels a network takes
	 * @param most bytes that the image may take in memory, as 32-bit values
	 * @return nothing if it takes less, or the file is no TIFF
	 * @throws IOException if the file is damaged
	 */
	public static Optional<StackPlanes> large(final Path file, final int wanted, final long most) throws IOException {
		if (!file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) return Optional.empty();
		final List<TiffDirectory> directories = TiffDirectory.all(file);
		if (TiffImages.bytes(directories) <= most) return Optional.empty();
		return Optional.of(new StackPlanes(TiffImages.open(file, directories), wanted));
	}

	/** Whether the image is grey, judged by the first plane of a virtual stack. */
	private boolean isGrey() {
		for (int i = 1; i <= (image.getStack().isVirtual() ? 1 : image.getStackSize()); i++)
			for (final int p : (int[]) image.getStack().getPixels(i))
				if (!isGrey(p)) return false;
		return true;
	}

	/** Whether red, green and blue of a pixel are equal. */
	static boolean isGrey(final int rgb) {
		return (rgb >> 16 & 0xFF) == (rgb & 0xFF) && (rgb >> 8 & 0xFF) == (rgb & 0xFF);
	}

	@Override
	public int width() {
		return image.getWidth();
	}

	@Override
	public int height() {
		return image.getHeight();
	}

	@Override
	public int channels() {
		return channels;
	}

	/** Slice + slices · frame numbers a plane. */
	@Override
	public long planes() {
		return (long) slices() * frames();
	}

	/** Planes along Z. */
	public int slices() {
		return image.getNSlices();
	}

	/** Planes along T. */
	public int frames() {
		return image.getNFrames();
	}

	/** The edges of a voxel along X, Y and Z in {@link #unit()}. */
	public double[] pixelSize() {
		final Calibration c = image.getCalibration();
		return new double[] { c.pixelWidth, c.pixelHeight, c.pixelDepth };
	}

	public String unit() {
		return ImageJImages.unit(image.getCalibration());
	}

	/** Of the grey values: 8, 16 or 32. */
	public int bits() {
		return rgb ? 8 : image.getBitDepth();
	}

	@Override
	public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) {
		if (plane != held) loadPlane(plane);
		final int from = firstRow * width(), to = from + rows * width();
		for (final ImageProcessor ip : processors)
			if (rgb) for (int shift = 16; shift >= (channels == 1 ? 16 : 0); shift -= 8)
				putColor((int[]) ip.getPixels(), shift, from, to, into);
			else put(ip, from, to, into);
	}

	private void loadPlane(final long plane) {
		for (int c = 0; c < processors.length; c++) {
			final int index = Math.toIntExact(1 + c + processors.length * plane);
			processors[c] = image.getStack().getProcessor(index);
			if (!rgb) processors[c].setCalibrationTable(image.getCalibration().getCTable());
		}
		held = plane;
	}

	private void putColor(final int[] pixels, final int shift, final int from, final int to, final FloatBuffer into) {
		for (int i = from; i < to; i++) {
			if (channels == 1 && !isGrey(pixels[i])) throw new UserException(FileMessages.colours(i % width(), i / width(), held));
			into.put(pixels[i] >> shift & 0xFF);
		}
	}

	private static void put(final ImageProcessor ip, final int from, final int to, final FloatBuffer into) {
		final float[] table = ip.getCalibrationTable();
		if (ip.getPixels() instanceof final float[] values) into.put(values, from, to - from);
		else for (int i = from; i < to; i++)
			into.put(table == null ? ip.get(i) : table[ip.get(i)]);
	}
}
