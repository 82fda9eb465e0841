package sfumato.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sfumato.text.UserException;

/**
 * Opens TIFFs as ImageJ images whose planes are read on demand. The tags decide: what ImageJ writes itself is read by ImageJ,
 * everything else by {@link TiffPlanes}.
 */
public final class TiffImages {

	private static final Pattern SAID = Pattern.compile("(?m)^([A-Za-z]+)=(.*)$");

	private TiffImages() {}

	/**
	 * Opens a file.
	 *
	 * @throws IOException in a sentence: no TIFF, damaged, or of a kind that is not read
	 */
	public static ImagePlus open(final Path path) throws IOException {
		return open(path, TiffDirectory.all(path));
	}

	/** As {@link #open(Path)}, of a file whose directories have been read. */
	static ImagePlus open(final Path path, final List<TiffDirectory> directories) throws IOException {
		return isImageJs(directories) ? VirtualTiff.open(path) : openPages(path, directories);
	}

	/**
	 * As {@link #open}, but all pixels are read, as they are when a person opens an image.
	 *
	 * @throws IOException in a sentence: no TIFF, damaged, or of a kind that is not read
	 */
	public static ImagePlus openWhole(final Path path) throws IOException {
		final ImagePlus image = ImageFiles.readTiff(path);
		if (!image.getStack().isVirtual()) return image;
		try {
			final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
			for (int i = 1; i <= image.getStackSize(); i++)
				stack.addSlice(image.getStack().getSliceLabel(i), image.getStack().getProcessor(i));
			final int[] size = image.getDimensions();
			final boolean hyper = image.getOpenAsHyperStack();
			image.setStack(stack);
			image.setDimensions(size[2], size[3], size[4]);
			image.setOpenAsHyperStack(hyper);
			return image;
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Whether a file is one of those that ImageJ writes, or is written alike, and reads right. */
	static boolean isImageJs(final List<TiffDirectory> directories) {
		final TiffDirectory first = directories.get(0);
		final boolean written = first.text(TiffDirectory.DESCRIPTION).startsWith("ImageJ=");
		if (OmeXml.is(first.text(TiffDirectory.DESCRIPTION))) return false;
		for (final TiffDirectory d : directories) {
			// ImageJ believes all tags, and turns images upside down whose strips go up
			if (!d.isWhole() || !isAscending(d.numbers(TiffDirectory.STRIP_OFFSETS))) return false;
			final int bits = d.bits(), format = d.format(), photometric = d.photometric();
			final boolean grey = d.samples() == 1 && (photometric == 1 || photometric == 3 || photometric == 0 && written) && (bits == 8 &&
				format == 1 || bits == 16 && format <= 2 || bits == 32 && format == 3);
			final boolean rgb = d.samples() == 3 && photometric == 2 && (bits == 8 || bits == 16) && format == 1 && !d.isPlanar();
			if (d.isBig() || d.isTiled() || d.compression() != TiffPlanes.NONE || d.predictor() != 1 || !grey && !rgb || d.number(
				TiffDirectory.FILL_ORDER, 1) != 1 || d.isAuxiliary() || !d.isLike(first)) return false; // ImageJ leaves other pages out
		}
		return true;
	}

	private static boolean isAscending(final long[] offsets) {
		return offsets.length < 2 || offsets[offsets.length - 1] >= offsets[0];
	}

	/** Opens a file that is not one of ImageJ's. */
	static ImagePlus openPages(final Path path, final List<TiffDirectory> directories) throws IOException {
		final TiffDirectory first = directories.get(0);
		final List<TiffPlanes> pages = new ArrayList<>();
		for (final TiffDirectory d : directories) {
			if (d.isAuxiliary() && !pages.isEmpty()) continue;
			final TiffPlanes page = new TiffPlanes(path, d);
			if (!pages.isEmpty() && !page.isLike(pages.get(0))) throw new IOException(TiffMessages.differentPages(path,
				pages.get(0).size(), pages.size() + 1, page.size()));
			pages.add(page);
		}
		final TiffPlanes one = pages.get(0);
		final String description = first.text(TiffDirectory.DESCRIPTION);
		final boolean rgb = one.isRgb() && one.depth() == 8;
		final int samples = rgb ? 1 : one.channels();
		final Calibration calibration = new Calibration();
		int channels = 1, slices = pages.size(), frames = 1;
		int[] order = null;
		if (OmeXml.is(description)) {
			final OmeXml ome = OmeXml.read(path, description, one.channels(), pages.size());
			channels = ome.channels();
			slices = ome.slices();
			frames = ome.frames();
			order = ome.pages();
			calibration.pixelWidth = ome.pixelSize()[0];
			calibration.pixelHeight = ome.pixelSize()[1];
			calibration.pixelDepth = ome.pixelSize()[2];
			calibration.setUnit(ome.unit());
		}
		else {
			resolution(first, calibration);
			if (description.startsWith("ImageJ=")) {
				final int c = (int) said(description, "channels", 1), z = (int) said(description, "slices", 1), t = (int) said(description,
					"frames", 1);
				if ((long) c * z * t == pages.size()) {
					channels = c;
					slices = z;
					frames = t;
				}
				else if (said(description, "images", 1) > pages.size()) throw new IOException(TiffMessages.imageJCount(path, (long)
					said(description, "images", 1), pages.size()));
				calibration.pixelDepth = said(description, "spacing", 1);
				final Matcher unit = Pattern.compile("(?m)^unit=(.+)$").matcher(description);
				if (unit.find()) calibration.setUnit(unit.group(1).strip().replace("\\u00B5", "\u00B5"));
			}
		}
		final ImagePlus image = new ImagePlus(path.getFileName().toString(), new Pages(pages, order, samples, rgb, !description.startsWith(
			"ImageJ=")));
		image.setCalibration(calibration);
		image.setDimensions(channels * samples, slices, frames);
		image.setOpenAsHyperStack(image.getStackSize() > 1);
		return image;
	}

	/** A number in the description that ImageJ writes. */
	static double said(final String description, final String key, final double otherwise) {
		final Matcher m = SAID.matcher(description);
		while (m.find())
			if (m.group(1).equals(key) && m.group(2).strip().matches("\\d{1,9}(\\.\\d*)?")) return Double.parseDouble(m.group(2).strip());
		return otherwise;
	}

	/** As ImageJ understands it. */
	private static void resolution(final TiffDirectory tags, final Calibration calibration) {
		final double x = tags.fraction(TiffDirectory.X_RESOLUTION), y = tags.fraction(TiffDirectory.Y_RESOLUTION);
		final long unit = tags.number(TiffDirectory.RESOLUTION_UNIT, 1);
		if (!(x > 0) || !(y > 0) || Double.isInfinite(x) || Double.isInfinite(y) || unit == 2 && x == 72) return;
		calibration.pixelWidth = 1 / x;
		calibration.pixelHeight = 1 / y;
		if (unit == 2) calibration.setUnit("inch");
		if (unit == 3) calibration.setUnit("cm");
	}

	/** The bytes that the values of a file take as 32-bit numbers. */
	static long bytes(final List<TiffDirectory> directories) {
		long values = 0;
		for (final TiffDirectory d : directories)
			values += (long) d.width() * d.height() * d.samples();
		final String description = directories.get(0).text(TiffDirectory.DESCRIPTION);
		if (directories.size() == 1 && description.startsWith("ImageJ=")) values *= (long) said(description, "images", 1);
		return Float.BYTES * values;
	}

	/** Reads a plane when it is asked for, and keeps the last one. */
	private static final class Pages extends VirtualStack {

		private final List<TiffPlanes> pages;
		private final int[] order;
		private final int samples;
		private final boolean rgb, white;
		private int held = -1;
		private float[][] values;

		/**
		 * @param order of the pages, or null
		 * @param samples how many planes a page has
		 * @param white whether images in which white is zero are turned round
		 */
		Pages(final List<TiffPlanes> pages, final int[] order, final int samples, final boolean rgb, final boolean white) {
			super(pages.get(0).width(), pages.get(0).height(), null, null);
			this.pages = pages;
			this.order = order;
			this.samples = samples;
			this.rgb = rgb;
			this.white = white;
			setBitDepth(rgb ? 24 : pages.get(0).depth());
		}

		@Override
		public int size() {
			return (order == null ? pages.size() : order.length) * samples;
		}

		@Override
		public int getSize() {
			return size();
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}

		@Override
		public Object getPixels(final int n) {
			return getProcessor(n).getPixels();
		}

		@Override
		public synchronized ImageProcessor getProcessor(final int n) {
			if (n < 1 || n > size()) throw new UserException(TiffMessages.noPlane(n, size()));
			final int at = (n - 1) / samples, page = order == null ? at : order[at];
			if (page != held) try {
				values = pages.get(page).read(white);
				held = page;
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
			return rgb ? colours() : processor(values[(n - 1) % samples], pages.get(page).depth());
		}

		private ImageProcessor colours() {
			final int[] pixels = new int[values[0].length];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = 0xFF000000 | (int) values[0][i] << 16 | (int) values[1][i] << 8 | (int) values[2][i];
			return new ColorProcessor(getWidth(), getHeight(), pixels);
		}

		private ImageProcessor processor(final float[] plane, final int depth) {
			if (depth == 8) {
				final byte[] bytes = new byte[plane.length];
				for (int i = 0; i < bytes.length; i++)
					bytes[i] = (byte) (int) plane[i];
				return new ByteProcessor(getWidth(), getHeight(), bytes);
			}
			if (depth == 16) {
				final short[] shorts = new short[plane.length];
				for (int i = 0; i < shorts.length; i++)
					shorts[i] = (short) (int) plane[i];
				return new ShortProcessor(getWidth(), getHeight(), shorts, null);
			}
			return new FloatProcessor(getWidth(), getHeight(), plane.clone());
		}
	}
}
