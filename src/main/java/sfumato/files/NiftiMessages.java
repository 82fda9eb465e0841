package sfumato.files;

import java.util.Locale;

/** Messages about NIfTI files. */
public final class NiftiMessages {

	/** The text that every note on a slope contains. */
	static final String BEHIND_SLOPE = " behind a scl_slope of ";

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

	public static String valueType(final Object file, final int code) {
		final String type = switch (code) {
			case 0 -> "pixels of unknown type";
			case 1 -> "1-bit pixels";
			case 32, 1792, 2048 -> "complex numbers";
			case 1536 -> "128-bit numbers";
			default -> "pixels of the undefined type " + code;
		};
		return file + " holds " + type + ", which are not read; save it as 8-, 16- or 32-bit real numbers.";
	}

	static String noNifti(final Object file) {
		return file + " is not a NIfTI file.";
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

	static String otherHalf(final Object half, final String stem, final String ending, final String content) {
		return half + " is one half of a pair of files; the other, " + stem + ending + " with " + content + ", is not beside it.";
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

	public static String tooLarge(final Object file, final double megabytes, final long memory) {
		return String.format(Locale.ROOT, "%s needs %.0f MB as 32-bit values, but Java has %d MB; give it more in " +
			"Edit>Options>Memory & Threads..., or crop the image.", file, megabytes, memory);
	}

	public static String empty(final Object file) {
		return file + " is not a NIfTI file: it is empty.";
	}

	public static String shorterThanHeader(final Object file) {
		return file + " is not a NIfTI file: it is shorter than a header.";
	}

	public static String labelsBehindSlope(final Object fileName, final double slope) {
		return "The labels of " + fileName + " are" + BEHIND_SLOPE + slope + "; the nearest whole numbers are read.";
	}

	public static String wholeNumbers(final Object fileName, final int most, final double slope, final double error) {
		return String.format(Locale.ROOT, "The values of %s are whole numbers up to %d%s%.4g, off by up to %.2g; the " +
			"nearest whole numbers are read.", fileName, most, BEHIND_SLOPE, slope, error);
	}
}
