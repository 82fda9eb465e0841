package sfumato.files;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about TIFF files. */
public final class TiffMessages {

	private TiffMessages() {}

	static String omePlanes(final Object file, final int available, final long said, final int channels, final int slices, final int
		frames)
	{
		return file + " has " + available + (available == 1 ? " page" : " pages") + " but its OME-XML speaks of " + said + " (" +
			channels + " channels, " + slices + " slices, " + frames + " frames). Are the others in other files? Save the " +
			"image as one file.";
	}

	static String omeOrder(final Object file, final String order) {
		return file + " cannot be read: the DimensionOrder of its OME-XML is \"" + Excerpt.of(order) + "\".";
	}

	static String omeWithoutPixels(final Object file) {
		return file + " cannot be read: its OME-XML has no Pixels.";
	}

	static String omeDamaged(final Object file, final String reason) {
		return file + " cannot be read: its OME-XML is damaged (" + reason + ").";
	}

	static String omeAttribute(final Object file, final String name, final String text) {
		return file + " cannot be read: " + name + " of its OME-XML is \"" + Excerpt.of( text) + "\".";
	}

	static String omePlanesMissing(final Object file) {
		return file + " cannot be read: the TiffData of its OME-XML leaves planes out; are they in other files?";
	}

	public static String noTiff(final Object file) {
		return file + " is not a TIFF image.";
	}

	static String noBigTiff(final Object file) {
		return file + " is damaged; it is a BigTIFF without the header of one.";
	}

	static String loop(final int n) {
		return "image " + n + " is one of those before it; its directory leads back";
	}

	static String tooManyImages(final int most) {
		return "it has more than " + most + " images";
	}

	static String tooManyValues() {
		return "its tags have more values than the file can hold";
	}

	static String noImage() {
		return "it has no image";
	}

	static String endsInTags(final Object file) {
		return file + " is damaged; it ends before all of its tags. Is it only partly copied?";
	}

	static String directoryTags(final long n) {
		return "a directory has " + n + " tags";
	}

	static String tagValues(final int tag, final long n) {
		return "tag " + tag + " has " + n + " values, more than the file can hold";
	}

	static String differentPages(final Object file, final String first, final int page, final String kind) {
		return file + " has pages of different kinds: the first is " + first + ", page " + page + " is " + kind + ". Save each " +
			"as a file of its own.";
	}

	static String imageJCount(final Object file, final long said, final int n) {
		return file + " cannot be read: ImageJ's description speaks of " + said + " images, but there are " + n + ".";
	}

	static String noPlane(final int plane, final int n) {
		return "There is no plane " + plane + " of " + n + ".";
	}

	static String noImageSize(final Object file) {
		return file + " is damaged; an image in it has no size.";
	}

	public static String planeTooLarge(final Object file, final int width, final int height, final int samples) {
		return file + " has planes of " + width + " x " + height + (samples > 1 ? " x " + samples : "") + " values, more " +
			"than the 2147483631 that can be read at once.";
	}

	static String offsetsAndSizes(final Object file, final int offsets, final int sizes) {
		return file + " is damaged; it has " + offsets + " offsets but " + sizes + " sizes of its pieces.";
	}

	static String pieceCount(final Object file, final int n, final long wanted, final int width, final int height) {
		return file + " is damaged; it has " + n + " of the " + wanted + " pieces of an image of " + width + " x " + height +
			" pixels.";
	}

	static String endsEarly(final Object file) {
		return file + " cannot be read: it ends before all of its pixels; is it damaged or only partly copied?";
	}

	static String overlappingPieces(final Object file, final int width, final int height) {
		return file + " is damaged; the pieces of an image of " + width + " x " + height + " pixels lie over one another.";
	}

	static String tooFewBytes(final Object file, final long bytes, final int width, final int height, final int bits) {
		return file + " is damaged; " + bytes + " bytes cannot hold the " + width + " x " + height + " pixels of " + bits +
			" bits that its tags speak of.";
	}

	static String tooFewTileBytes(final Object file, final long bytes, final int width, final int height) {
		return file + " is damaged; " + bytes + " bytes cannot hold tiles of " + width + " x " + height + " pixels.";
	}

	static String notReadTag(final Object file, final String name, final int tag, final Object value, final String meaning) {
		return file + " cannot be read: " + name + " (tag " + tag + ") is " + value + (meaning.isEmpty() ? "" : " (" + meaning +
			")") + ", which is not read. Save it as a TIFF of 8, 16 or 32 bits without compression, or as NIfTI or PNG.";
	}

	static String tooManyPieces(final Object file, final long across, final long down) {
		return file + " is damaged; it would have " + across * down + " pieces.";
	}

	static String dataEndEarly(final Object file) {
		return file + " is damaged: its data end before all pixels are read.";
	}

	static String badCompression(final Object file) {
		return file + " is damaged: its compressed data cannot be decoded.";
	}

	static String isFolder(final Object file) {
		return file + " is a folder; name a file.";
	}

	static String tooLargeToWrite(final Object file, final int width, final int height) {
		return file + " cannot be written: a plane of " + width + " x " + height + " pixels is too large for a TIFF.";
	}

	static String differentSizes(final Object file) {
		return file + " has images of different sizes or kinds. Save each as a file of its own.";
	}

	public static String endsInHeader(final Object file) {
		return file + " is damaged; it ends within its first 8 bytes.";
	}

	public static String tooLarge(final Object file, final int width, final int height, final double megabytes, final double
		memory)
	{
		return String.format(Locale.ROOT, "%s has planes of %d x %d pixels, which need %.0f MB as 32-bit values, but Java " +
			"has %.0f MB.", file, width, height, megabytes, memory);
	}

	public static String whiteIsZero() {
		return "white is zero, of floating-point values";
	}

	public static String valuesOfBits(final int values, final int bits) {
		return "of " + values + " values per pixel with " + bits + " bits";
	}

	public static String ofBits(final int bits) {
		return "of " + bits + " bits";
	}

	public static String ofOnePixel() {
		return "of one pixel";
	}

	public static String imageJSaysWriting(final Object file, final String message) {
		return file + " cannot be written: " + message + (String.valueOf(message).endsWith(".") ? "" : ".");
	}
}
