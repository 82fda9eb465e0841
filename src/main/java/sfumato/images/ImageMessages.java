package sfumato.images;

/** Messages about open images as raters, regions and selections. */
public final class ImageMessages {

	private ImageMessages() {}

	static String twoSelections(final String title, final String otherTitle) {
		return "\"" + title + "\" and \"" + otherTitle + "\" have different selections; remove one of them " +
			"(Edit>Selection>Select None), or name a region.";
	}

	static String onlySelection(final String title, final long n, final long all) {
		return "Only the selection of \"" + title + "\" counts, " + n + " of " + all + " pixels; without one " +
			"(Edit>Selection>Select None) all do.";
	}

	static String regionChannels(final String title, final long channels) {
		return "The region \"" + title + "\" has " + channels + " channels; it needs one, which is 0 where pixels do not count.";
	}

	static String resized(final String title, final long width, final long height, final long slices) {
		return "\"" + title + "\" does not have the size that it had when it was opened (" + width + " x " + height + " x " + slices
			+ "), so where its voxels lie is not known.";
	}

	public static String whichAxis(final String title, final int slices, final int frames) {
		return "\"" + title + "\" has " + slices + " slices and " + frames + " frames; say which of them are the raters: " +
			"axis=slice or axis=frame.";
	}

	public static String foregroundOfInstances(final int foreground) {
		return "With numbers=instances every number is foreground, but foreground=" + foreground + " is given, too; leave one " +
			"of them out.";
	}

	public static String optionsOfProbabilities(final String title) {
		return "\"" + title + "\" holds probabilities; classes, foreground, missing and numbers are for label maps. Unlabelled " +
			"pixels are NaN.";
	}

	static String colourImage(final String title) {
		return "\"" + title + "\" is a colour image; a label map holds class numbers. Convert it to 8-bit first.";
	}

	static String channelsPerRater(final Object axis, final String title, final long channels) {
		return "With one rater per " + axis + ", \"" + title + "\" leaves " + channels + " channels to each; a label map has " +
			"one. Are the channels the raters?";
	}

	public static String probabilities(final String raters) {
		return raters + " Values are probabilities.";
	}

	public static String raters(final int n, final Object axis, final String size) {
		return n + (n == 1 ? " rater, a single " + axis : " raters, one per " + axis) + ", each of " + size + ".";
	}

	public static String warning(final String sentence) {
		return "Warning: " + sentence;
	}
}
