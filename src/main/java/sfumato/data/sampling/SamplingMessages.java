package sfumato.data.sampling;

/** Messages about patches and batches. */
public final class SamplingMessages {

	private SamplingMessages() {}

	static String noPatches() {
		return "There are no patches; a batch has at least one.";
	}

	static String batchTooLarge(final int size, final int width, final int height, final int channels, final long megabytes) {
		return "A batch of " + size + " patches of " + width + " x " + height + " pixels and " + channels + " channels takes " +
			(megabytes >> 20) + " MB but may take 2047; choose a smaller batch or patch.";
	}

	static String patchDoesNotFit(final int width, final int height, final int channels, final int classes, final int batchWidth, final
		int batchHeight, final int batchChannels, final int batchClasses)
	{
		return "A patch of " + width + " x " + height + " pixels, " + channels + " channels and " + classes + " classes does " +
			"not fit a batch of " + batchWidth + " x " + batchHeight + " pixels, " + batchChannels + " channels and " + batchClasses + " classes.";
	}

	static String cropTooLarge(final int crop, final long size) {
		return "crop is " + crop + " but the image has only " + size + " pixels along an axis; choose a smaller one.";
	}

	static String sizeOutOfRange(final String name, final int size, final int most) {
		return "The " + name + " is " + size + " but must be between 1 and " + most + " pixels.";
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
