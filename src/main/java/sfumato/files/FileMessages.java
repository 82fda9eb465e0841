package sfumato.files;

/** Messages to people, for the classes of this package and for tests. */
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

	static String reoriented(final String moved, final String reference, final String x, final String y, final String z) {
		return moved + " is brought into the orientation of " + reference + " by the affines of both: X, Y, Z are its " + x + ", " +
			y + ", " + z + ".";
	}

	static String takenByVoxel(final String difference) {
		return difference + " They are taken voxel by voxel.";
	}

	static String imageAxes(final Object file, final int n) {
		return "An image has axes (X, Y, C) or (X, Y, Z, C), but " + file + " has " + n + " dimensions.";
	}

	static String pixelSizes(final int n, final int axes, final Object file) {
		return "There are " + n + " pixel sizes for " + (axes - 1) + " axes of " + file + ".";
	}

	static String labelMapChannels(final Object file, final int channels, final String hint) {
		return file + " has " + channels + " channels that differ, but a label map has one; save it as 8-bit." + hint;
	}

	static String planesAndChannels(final Object file, final int planes, final int channels) {
		return file + " has " + planes + " planes of " + channels + " channels; the planes cannot be channels, too.";
	}

	static String unknownEnding(final Object file, final String endings) {
		return file + " cannot be read; known endings are " + endings + ".";
	}

	static String noFile(final Object file) {
		return "There is no file " + file + ".";
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

	static String imageJSays(final Object file, final String message, final String hint) {
		return file + " cannot be read: " + message + hint;
	}

	static String damagedForImageJ(final Object file) {
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

	static String noParent(final Object file, final Object folder) {
		return file + " cannot be written; there is no folder " + folder + ".";
	}

	static String unwritable(final Object file, final String reason) {
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
}
