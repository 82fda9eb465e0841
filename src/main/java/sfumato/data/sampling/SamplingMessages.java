package sfumato.data.sampling;

/** Messages to people, for the classes of this package and for tests. */
final class SamplingMessages {

	private SamplingMessages() {}

	static String noPatches() {
		return "There are no patches; a batch has at least one.";
	}

	static String batchTooLarge(final int size, final int width, final int height, final int channels, final long megabytes) {
		return "A batch of " + size + " patches of " + width + " x " + height + " pixels and " + channels + " channels takes " +
			(megabytes >> 20) + " MB but may take 2047; choose a smaller batch or patch.";
	}

	static String patchDoesNotFit(final int width, final int height, final int channels, final int classes, final int width2, final
		int height2, final int channels2, final int classes2)
	{
		return "A patch of " + width + " x " + height + " pixels, " + channels + " channels and " + classes + " classes does " +
			"not fit a batch of " + width2 + " x " + height2 + " pixels, " + channels2 + " channels and " + classes2 + " classes.";
	}

	static String cropTooLarge(final int crop, final long size) {
		return "crop is " + crop + " but the image has only " + size + " pixels along an axis; choose a smaller one.";
	}

	static String sizeOutOfRange(final String what, final int size, final int most) {
		return "The " + what + " is " + size + " but must be between 1 and " + most + " pixels.";
	}

	static String sampleLength(final int width, final int height, final int imageChannels, final int classes, final int imageLength,
		final int targetLength)
	{
		return "A sample of " + width + " x " + height + " pixels needs " + imageChannels + " values per pixel in the image and " +
			classes + " in the target, but there are " + imageLength + " and " + targetLength + " in all.";
	}

	static String sampleMask(final int width, final int height, final int length) {
		return "A sample of " + width + " x " + height + " pixels says of " + length + " whether they are labelled.";
	}

	static String normalizationChannels(final int channels, final int lines) {
		return "A sample of " + channels + " channel(s) cannot be normalized by lines of " + lines + ".";
	}

	static String imageAndTarget(final String image, final String target) {
		return "The image is " + image + " but the target is " + target + "; both are (X, Y, channels or classes) of the same " +
			"pixels.";
	}

	static String emptyPatch(final int width, final int height) {
		return "A patch of " + width + " x " + height + " pixels is empty; sides are at least 1.";
	}
}
