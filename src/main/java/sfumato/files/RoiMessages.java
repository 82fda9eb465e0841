package sfumato.files;

import sfumato.text.Excerpt;

/** Messages about ROIs and their files. */
public final class RoiMessages {

	private RoiMessages() {}

	static String ending(final Object file) {
		return file + " cannot be read; ROIs are saved as .zip or .roi.";
	}

	static String damagedZip(final Object file) {
		return file + " is damaged, or no zip file of ROIs.";
	}

	static String noSize(final String roi, final String source) {
		return "The ROI \"" + roi + "\" of " + source + " has no size.";
	}

	static String noRois(final Object file) {
		return file + " holds no ROIs; save them from the ROI Manager.";
	}

	static String emptyEntry() {
		return "an entry without contents";
	}

	static String tooLong(final Object file) {
		return file + " holds a ROI of more than 32 MiB, which is not read.";
	}

	static String tooMany(final Object file, final long megabytes) {
		return file + " holds more ROIs than fit into Java's memory of " + megabytes + " MB.";
	}

	public static String damaged(final String roi, final Object file) {
		return "The ROI \"" + Excerpt.of(roi) + "\" of " + file + " is damaged.";
	}

	static String damagedOrEmpty(final String roi, final Object file) {
		return "The ROI \"" + Excerpt.of(roi) + "\" of " + file + " is damaged, or has no size.";
	}

	static String partTooLong() {
		return "a part ends behind its end";
	}

	static String otherSlice(final String roi, final String source, final int slice, final int slices) {
		return "The ROI \"" + roi + "\" of " + source + " is in slice " + slice + " but the image has " + slices +
			"; is it of another image?";
	}

	static String outside(final String roi, final String source, final String size) {
		return "The ROI \"" + roi + "\" of " + source + " lies outside the image of " + size + " pixels; is it of another image?";
	}

	public static String tooManyPoints(final String roi, final String source, final long points, final long rows) {
		return "The ROI \"" + roi + "\" of " + source + " has " + points + " points in " + rows + " rows, which would take " +
			"minutes to fill; use Edit>Selection>Interpolate... in ImageJ, or save a label map instead.";
	}

	static String slowToFill(final String source) {
		return source + " has outlines of so many points that it would take minutes to fill them; save a label map instead.";
	}

	static String farTooLarge(final String roi, final String source, final int width, final int height, final String size) {
		return "The ROI \"" + roi + "\" of " + source + " is " + width + " x " + height + " pixels, far larger than the image of " +
			size + "; is it of another image, or damaged?";
	}

	static String classNumber(final String roi, final String source, final int number, final int most) {
		return "The ROI \"" + roi + "\" of " + source + " is of class " + number + "; classes of ROIs are 1 to " + most + ".";
	}

	public static String noArea(final String roi, final String source, final String kind) {
		return "The ROI \"" + Excerpt.of(roi) + "\" of " + source + " is a " + kind + " and no area; remove it, or draw " +
			"around what is meant.";
	}
}
