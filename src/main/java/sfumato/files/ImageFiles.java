package sfumato.files;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;

import sfumato.text.Reason;
import sfumato.text.TextMessages;

/** Reads and writes images by file extension, without windows. */
public final class ImageFiles {

	/** The endings that {@link #read} knows, longest first. */
	public static final List<String> ENDINGS = List.of(".nii.gz", ".nii", ".hdr.gz", ".hdr", ".ome.tiff", ".ome.tif", ".tiff", ".tif", ".png");

	private ImageFiles() {}

	/** Whether {@link #read} knows the ending of a name. */
	public static boolean isReadable(final Path path) {
		return !ending(path).isEmpty();
	}

	/** The name of a file without its extension. */
	public static String stem(final Path path) {
		final String name = path.getFileName().toString();
		return name.substring(0, name.length() - ending(path).length());
	}

	private static String ending(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
	}

	/**
	 * Reads an image file. Of a stack, channels and slices become C and Z; frames are taken for Z where there is one slice only. RGB gives
	 * three channels, or one if the three are equal everywhere. Fully transparent pixels become 0. Values are those that ImageJ shows, so
	 * a linear calibration of grey values is applied.
	 *
	 * @throws IOException in a sentence: no such file, unknown ending, damaged or unsupported contents
	 */
	public static ImageFile read(final Path path) throws IOException {
		return read(path, true);
	}

	/**
	 * As {@link #read}, of an image whose values must be those that were drawn.
	 *
	 * @throws IOException also of a TIFF whose values JPEG has changed
	 */
	public static ImageFile readLabels(final Path path) throws IOException {
		return read(path, false);
	}

	private static ImageFile read(final Path path, final boolean lossy) throws IOException {
		final String ending = ending(path);
		if (ending.isEmpty()) throw new IOException(FileMessages.unknownEnding(path, String.join(", ", ENDINGS)));
		if (!Files.isRegularFile(path)) throw new IOException(TextMessages.noFile(path));
		if (ending.startsWith(".nii") || ending.startsWith(".hdr")) return Nifti.read(path);
		try {
			return ImageJImages.toImageFile(ending.equals(".png") ? readPng(path) : readTiff(path, lossy), path);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unreadable(path, Reason.because(e)), e);
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(FileMessages.unreadableWith(path, Reason.of(e)), e);
		}
		catch (final UncheckedIOException e) { // of planes that are read as they are needed
			throw e.getCause();
		}
	}

	/**
	 * Where the voxels of a file lie, as far as its format can say so, without reading its pixels.
	 *
	 * @throws IOException if it says so in a header that cannot be read
	 */
	public static Optional<VoxelGrid> grid(final Path path) throws IOException {
		final String ending = ending(path);
		if (!ending.startsWith(".nii") && !ending.startsWith(".hdr") || !Files.isRegularFile(path)) return Optional.empty();
		return Optional.of(Nifti.grid(path)).filter(VoxelGrid::isKnown);
	}

	/**
	 * The bits of a grey value in a file, 8, 16 or 32, as its header says; its pixels are not read.
	 *
	 * @throws IOException in a sentence: the header cannot be read
	 */
	public static int bits(final Path path) throws IOException {
		final String ending = ending(path);
		final long bits;
		if (ending.startsWith(".nii") || ending.startsWith(".hdr")) bits = Nifti.bits(path);
		else if (ending.equals(".png")) try (InputStream in = PngBytes.open(path)) {
			bits = PngBytes.bits(in);
		}
		else bits = TiffDirectory.all(path).get(0).number(TiffDirectory.BITS, 1);
		return bits <= 8 ? 8 : bits <= 16 ? 16 : 32;
	}

	/**
	 * Opens a PNG as ImageJ does, but what is fully transparent is 0, and colours that are grey everywhere become 8 bits.
	 *
	 * @throws IOException if it is none, or damaged
	 */
	public static ImagePlus openPng(final Path path) throws IOException {
		final ImagePlus image;
		try {
			image = readPng(path);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unreadable(path, Reason.because(e)), e);
		}
		if (!(image.getProcessor() instanceof final ColorProcessor colors)) return image;
		for (final int p : (int[]) colors.getPixels())
			if (!StackPlanes.isGrey(p)) return image;
		return new ImagePlus(image.getTitle(), new ByteProcessor(image.getWidth(), image.getHeight(), colors.getChannel(1)));
	}

	private static ImagePlus readPng(final Path path) throws IOException {
		final BufferedImage image;
		try (InputStream in = PngBytes.open(path)) {
			image = ImageIO.read(in);
		}
		catch (final IIOException | RuntimeException e) { // the decoder throws both at broken files
			throw new IOException(FileMessages.undecodable(path), e);
		}
		if (image == null) throw new IOException(FileMessages.noPng(path));
		return new ImagePlus(path.getFileName().toString(), Transparency.removed(image));
	}

	/**
	 * What ImageJ's decoder finds in a TIFF that {@link TiffImages#isImageJs} leaves to it.
	 *
	 * @throws IOException if it is none, or damaged
	 */
	static FileInfo[] directories(final Path path) throws IOException {
		try {
			final FileInfo[] images = new TiffDecoder(folder(path), path.getFileName().toString()).getTiffInfo();
			requireComplete(images, path);
			return images;
		}
		catch (final FileSystemException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new IOException(FileMessages.imageJSays(path, e.getMessage()), e);
		}
		catch (final RuntimeException e) { // what the decoder throws at a broken directory of tags
			throw new IOException(FileMessages.damagedForImageJ(path), e);
		}
	}

	private static String folder(final Path path) {
		return path.toAbsolutePath().getParent() + File.separator;
	}

	static ImagePlus readTiff(final Path path) throws IOException {
		return readTiff(path, true);
	}

	private static ImagePlus readTiff(final Path path, final boolean lossy) throws IOException {
		final List<TiffDirectory> directories = TiffDirectory.all(path);
		if (!lossy && directories.stream().anyMatch(d -> TiffPlanes.isJpeg(d.compression()))) throw new
			IOException(FileMessages.jpegInTiff(path));
		if (!TiffImages.isImageJs(directories)) return TiffImages.openPages(path, directories);
		final FileInfo[] images = directories(path); // ImageJ fills what is missing with zeros
		for (final FileInfo image : images) { // outlines beside the pixels may be damaged, too, and nobody asks for them
			image.roi = image.plot = null;
			image.overlay = null;
		}
		try {
			final Opener opener = new Opener();
			opener.setSilentMode(true);
			final ImagePlus stack = images.length > 1 ? opener.openTiffStack(images) : null;
			final ImagePlus imp = stack != null ? stack : new FileOpener(images[0]).openImage();
			if (imp != null) return imp;
		}
		catch (final RuntimeException e) { // of pixels that are not what the tags say
			throw new IOException(FileMessages.damagedKind(path), e);
		}
		throw new IOException(FileMessages.damagedKind(path));
	}

	private static void requireComplete(final FileInfo[] images, final Path path) throws IOException {
		if (images == null || images.length == 0) throw new IOException(FileMessages.damagedOrEmpty());
		final long size = Files.size(path);
		for (final FileInfo fi : images) {
			if (fi.width < 1 || fi.height < 1) throw new IOException(FileMessages.noSize());
			long end = fi.getOffset();
			// most programs write strips; ImageJ itself one strip, and its stacks as one block
			if (fi.stripOffsets != null && fi.stripLengths != null) for (int i = 0; i < fi.stripOffsets.length; i++)
				end = Math.max(end, (fi.stripOffsets[i] & 0xFFFFFFFFL) + fi.stripLengths[i]);
			if (fi.compression <= FileInfo.COMPRESSION_NONE && fi.fileType != FileInfo.BITMAP) end = Math.max(end, fi
				.getOffset() + (long) Math.max(1, fi.nImages) * fi.width * fi.height * fi.getBytesPerPixel());
			if (end > size) throw new IOException(FileMessages.endsEarly());
		}
	}

	/**
	 * Writes a 32-bit TIFF that ImageJ, with calibration, and other programs open.
	 *
	 * @param image (X, Y, C) or (X, Y, Z, C)
	 * @param pixelSize edges of a pixel along X, Y[, Z]
	 * @param unit of the pixel size
	 * @throws IOException if the file cannot be written
	 */
	public static void writeTiff(final Path path, final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit) throws IOException
	{
		ImageJImages.write(ImageJImages.toImagePlus(image, pixelSize, unit, false), path);
	}

	/** As {@link #writeTiff}, of an image that lies as another one does, which is read again. */
	public static void writeTiff(final Path path, final RandomAccessibleInterval<FloatType> image, final ImageFile like)
		throws IOException
	{
		final int last = image.numDimensions() - 1, w = (int) image.dimension(0), h = (int) image.dimension(1), channels = (int) image
			.dimension(last), depth = last == 2 ? 1 : (int) image.dimension(2);
		try (TiffStack tiff = TiffStack.create(path, new TiffStack.Layout(w, h, channels, depth, 1, false, like.grid().edges(),
			like.unit(), List.of(), List.of(), GridProperties.of(like.grid()))))
		{
			for (int z = 0; z < depth; z++) {
				final FloatBuffer values = FloatBuffer.allocate(w * h * channels);
				for (final FloatType v : Views.flatIterable(last == 2 ? image : Views.hyperSlice(image, 2, z)))
					values.put(v.get());
				tiff.write(z, 0, h, values.flip());
			}
			tiff.finish();
		}
	}

	/** As {@link #writeTiff} with 8 bits; values are rounded and kept within 0 … 255. */
	public static void writeByteTiff(final Path path, final RandomAccessibleInterval<FloatType> image,
		final double[] pixelSize, final String unit) throws IOException
	{
		ImageJImages.write(ImageJImages.toImagePlus(image, pixelSize, unit, true), path);
	}

	/**
	 * Writes a mask as PNG: 255 where a label map is not 0, else 0.
	 *
	 * @param labels (X, Y)
	 */
	public static void writeMask(final Path path, final RandomAccessibleInterval<UnsignedByteType> labels)
		throws IOException
	{
		final BufferedImage mask = new BufferedImage((int) labels.dimension(0), (int) labels.dimension(1),
			BufferedImage.TYPE_BYTE_GRAY);
		final Cursor<UnsignedByteType> cursor = Views.flatIterable(labels).localizingCursor();
		while (cursor.hasNext()) {
			if (cursor.next().get() != 0) mask.getRaster().setSample((int) (cursor.getLongPosition(0) - labels.min(0)),
				(int) (cursor.getLongPosition(1) - labels.min(1)), 0, 255);
		}
		writePng(path, mask);
	}

	/**
	 * Writes a label map as PNG with indexed colours: what is read again are the labels.
	 *
	 * @param labels (X, Y)
	 * @param colors of the labels from 0 on, 0xRRGGBB
	 */
	public static void writeLabels(final Path path, final RandomAccessibleInterval<UnsignedByteType> labels,
		final List<Integer> colors) throws IOException
	{
		final byte[][] rgb = new byte[3][256];
		for (int i = 0; i < Math.min(256, colors.size()); i++)
			for (int s = 0; s < 3; s++)
				rgb[s][i] = (byte) (colors.get(i) >> 16 - 8 * s);
		final int width = (int) labels.dimension(0);
		final BufferedImage image = new BufferedImage(width, (int) labels.dimension(1), BufferedImage.TYPE_BYTE_INDEXED,
			new IndexColorModel(8, 256, rgb[0], rgb[1], rgb[2]));
		int i = 0;
		for (final UnsignedByteType v : Views.flatIterable(labels)) {
			image.getRaster().setSample(i % width, i / width, 0, v.get());
			i++;
		}
		writePng(path, image);
	}

	private static void writePng(final Path path, final BufferedImage image) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (!ImageIO.write(image, "png", bytes)) throw new IOException(FileMessages.pngFailed(path));
		write(path, bytes.toByteArray());
	}

	/** Writes a file; errors name it. */
	static void write(final Path path, final byte[] bytes) throws IOException {
		try {
			Files.write(path, bytes);
		}
		catch (final NoSuchFileException e) {
			throw new IOException(FileMessages.noParent(path, path.toAbsolutePath().getParent()), e);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unwritable(path, Reason.because(e)), e);
		}
	}
}
