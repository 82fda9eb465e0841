package sfumato.files;

/** Messages to people, for the classes of this package and for tests. */
public final class NiftiMessages {

	private NiftiMessages() {}

	public static String fileEndsEarly(final Object file) {
		return file + " ends before all of its pixels; is it damaged or only partly copied?";
	}

	static String badCompression(final Object file) {
		return file + " is damaged: its compressed data cannot be unpacked.";
	}

	public static String tooFewBytes(final Object file, final String pixels, final long bytes) {
		return file + " ends before all of its pixels; it should hold " + pixels + " pixels, but has only " + bytes +
			" bytes; is it damaged or only partly copied?";
	}

	static String planeTooLarge(final Object file, final int width, final int height) {
		return file + " has planes of " + width + " x " + height + " pixels; planes may have 2147483631 pixels at most.";
	}

	static String fourthAxis(final Object fileName, final int n) {
		return "The fourth axis of " + fileName + ", of length " + n + ", is read as channels.";
	}

	static String valueType(final Object file, final String type) {
		return file + " holds " + type + ", which are not read; save it as 8-, 16- or 32-bit real numbers.";
	}

	static String noNifti(final Object file) {
		return file + " is not a NIfTI file.";
	}

	public static String otherKind(final Object file, final String kind) {
		return file + " is not a NIfTI file: it is " + kind + ".";
	}

	static String cifti(final Object file) {
		return file + " is a CIFTI file, which holds values of a surface and no image; convert it to a volume, .nii or .nii.gz.";
	}

	static String analyze(final Object file) {
		return file + " is not a NIfTI file; is it in the older Analyze format? Save it as .nii or .nii.gz.";
	}

	static String axesNumber(final Object file, final long n) {
		return file + " is damaged: it says that it has " + n + " axes.";
	}

	static String axisLength(final Object file, final int axis, final long length) {
		return file + " is damaged: its axis " + axis + " has length " + length + ".";
	}

	static String axisTooLong(final Object file, final long length) {
		return file + " has an axis of length " + length + ", which is too long; is it damaged?";
	}

	static String noUnit(final Object fileName) {
		return fileName + " does not say in which unit its pixel size is; millimetres are assumed.";
	}

	static String headerName(final Object file) {
		return file + " is the header of a pair of files (.hdr and .img), but is not called so; rename it to .hdr.";
	}

	static String otherHalf(final Object half, final String stem, final String ending, final String what) {
		return half + " is one half of a pair of files; the other, " + stem + ending + " with " + what + ", is not beside it.";
	}

	static String headerOnly(final Object file) {
		return file + " is the header of a pair of files; volumes are read plane by plane from files in one piece, .nii or " +
			".nii.gz.";
	}

	static String valuesPerVoxel(final Object file, final int n) {
		return file + " has " + n + " values per voxel, but a volume has one.";
	}

	static String axesToWrite(final int axes, final int pixelSizes, final Object file) {
		return "An image has axes (X, Y, C) or (X, Y, Z, C) and a pixel size for all but C, but " + axes + " axes and " + pixelSizes
			+ " pixel sizes are to be written to " + file + ".";
	}

	static String ending(final Object file) {
		return file + " cannot be written; names of NIfTI files end with .nii or .nii.gz.";
	}

	static String tooLong(final Object file, final int most, final String length) {
		return file + " cannot be written: NIfTI-1 has axes of at most " + most + ", but the image is " + length +
			"; write a TIFF.";
	}

	static String unit(final Object file, final String unit) {
		return file + " cannot be written: NIfTI does not know the unit \"" + unit + "\"; set it to mm or µm, or write a TIFF.";
	}

	static String orientationLength(final int quaternion, final int matrix) {
		return "An orientation has " + quaternion + " numbers of the quaternion and " + matrix + " of the matrix, but needs 7 " +
			"and 12.";
	}
}
