package sfumato.files;

import java.util.Locale;

/** Messages about image files and their grids. */
public final class FileMessages {

	private FileMessages() {}

	static String otherGrid(final String moved, final String size, final String affine, final String reference, final String
		referenceSize, final String referenceAffine)
	{
		return moved + " is " + size + ", affine " + affine + ", and " + reference + " is " + referenceSize + ", affine " +
			referenceAffine + "; they must show the same pixels. Save both on one grid.";
	}

	static String gridHint(final String difference) {
		return difference + " Save both on one grid, or set geometry=shifted (for datasets also in dataset.json) to take them " +
			"voxel by voxel.";
	}

	public static String reoriented(final String moved, final String reference, final String x, final String y, final String z) {
		return moved + " is brought into the orientation of " + reference + " by the affines of both: X, Y, Z are its " + x + ", " +
			y + ", " + z + ".";
	}

	public static String takenByVoxel(final String difference) {
		return difference + " They are taken voxel by voxel.";
	}

	static String imageAxes(final Object file, final int n) {
		return "An image has axes (X, Y, C) or (X, Y, Z, C), but " + file + " has " + n + " dimensions.";
	}

	static String pixelSizes(final int n, final int axes, final Object file) {
		return "There are " + n + " pixel sizes for " + (axes - 1) + " axes of " + file + ".";
	}

	public static String labelMapChannels(final Object file, final int channels) {
		return file + " has " + channels + " channels that differ, but a label map has one; save it as 8-bit." + (channels == 2
			|| channels == 4 ? " Is it " + (channels == 2 ? "grey" : "RGB") + " with opacity (alpha) whose file does not " +
			"call it so? Then save it without." : "");
	}

	static String planesAndChannels(final Object file, final int planes, final int channels) {
		return file + " has " + planes + " planes of " + channels + " channels; the planes cannot be channels, too.";
	}

	static String unknownEnding(final Object file, final String endings) {
		return file + " cannot be read; known endings are " + endings + ".";
	}

	public static String unreadable(final Object file, final String reason) {
		return file + " cannot be read" + reason;
	}

	static String unreadableWith(final Object file, final String reason) {
		return file + " cannot be read. " + reason;
	}

	static String undecodable(final Object file) {
		return file + " is damaged: its pixels cannot be decoded.";
	}

	static String noPng(final Object file) {
		return file + " is not a PNG image.";
	}

	public static String damagedForImageJ(final Object file) {
		return file + " is damaged, or a kind of TIFF that ImageJ does not read.";
	}

	public static String jpegInTiff(final Object file) {
		return file + " is a TIFF with a JPEG image inside, whose values are not those that were drawn; save label maps as " +
			"TIFF without compression, or as PNG.";
	}

	static String damagedKind(final Object file) {
		return file + " is damaged, or a kind of TIFF that is not read.";
	}

	static String damagedOrEmpty() {
		return "it is damaged, or has no image";
	}

	static String noSize() {
		return "it is damaged; an image in it has no size";
	}

	static String endsEarly() {
		return "it ends before all of its pixels; is it damaged or only partly copied?";
	}

	static String pngFailed(final Object file) {
		return file + " could not be written as PNG.";
	}

	public static String noParent(final Object file, final Object folder) {
		return file + " cannot be written; there is no folder " + folder + ".";
	}

	public static String unwritable(final Object file, final String reason) {
		return file + " cannot be written" + reason;
	}

	static String slicesAndFrames(final Object file, final int slices, final int frames) {
		return file + " has " + slices + " slices and " + frames + " frames; save each frame as a file of its own.";
	}

	static String framesAreSlices(final int frames, final Object fileName) {
		return "The " + frames + " frames of " + fileName + " are read as slices.";
	}

	static String indexedColours(final Object fileName) {
		return fileName + " has indexed colours; its values are the indices, not the colours.";
	}

	static String equalChannels(final Object fileName) {
		return "The colour channels of " + fileName + " are equal; it is read as one grey channel.";
	}

	public static String endsBeforePixels(final Object file, final int width, final int height) {
		return file + " ends before all of its " + width + " x " + height + " pixels; is it damaged or only partly copied?";
	}

	public static String noImage() {
		return "There is no image. Open one first.";
	}

	static String colours(final int x, final int y, final long z) {
		return "The image has colours at (" + x + ", " + y + ", " + z + ") but the model takes one channel; convert it to " +
			"8-bit before.";
	}

	public static String displaced(final String moved, final String affine, final String reference, final String
		referenceAffine, final String voxels)
	{
		return moved + ", affine " + affine + ", lies elsewhere than " + reference + ", affine " + referenceAffine +
			": up to " + voxels + " voxels off.";
	}

	public static String noPngHeader() {
		return "it does not begin with a header";
	}

	public static String pngKind(final int kind) {
		return "its pixels are of the undefined kind " + kind;
	}

	public static String pngBits(final int bits) {
		return "its pixels have " + bits + " bits";
	}

	public static String badPngCompression() {
		return "its compressed data cannot be unpacked";
	}

	public static String tooLarge(final Object file, final int width, final int height, final double megabytes, final long
		memory)
	{
		return String.format(Locale.ROOT, "%s is %d x %d pixels, which need %.0f MB as 32-bit values, but Java has %d MB.",
			file, width, height, megabytes, memory);
	}

	public static String damaged(final Object file, final String reason) {
		return file + " is damaged: " + reason + ".";
	}

	public static String imageJSays(final Object file, final String message) {
		return file + " cannot be read: " + message + (String.valueOf(message).matches(".*[.?]") ? "" : ".");
	}

	public static String pngSize(final int width, final int height) {
		return "it is " + width + " x " + height + " pixels";
	}
}
