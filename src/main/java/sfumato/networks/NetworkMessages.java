package sfumato.networks;

import sfumato.text.Excerpt;

/** Messages about networks and the images that they take. */
public final class NetworkMessages {

	private NetworkMessages() {}

	static String outputStride(final int least, final int stride) {
		return "The output stride of this encoder is a power of two of at least " + least + ", not " + stride + ".";
	}

	public static String inputChannels(final int inputChannels) {
		return "A network needs at least one input channel, not " + inputChannels + ".";
	}

	static String width(final int most, final int width) {
		return "width must be between 1 and " + most + ", or 0 for what suits the encoder, but is " + width + ".";
	}

	static String tooFewClasses(final int n) {
		return "A network tells at least 2 classes apart (the background is one), not " + n + ".";
	}

	static String noOutput(final String name, final String known) {
		return "The network has no output \"" + Excerpt.of(name) + "\", only " + known + ".";
	}

	public static String sides(final int width, final int height, final int multiple, final int paddedWidth, final int paddedHeight) {
		return "The image is " + width + " x " + height + " pixels, but the network needs sides that are multiples of " + multiple +
			"; pad it to " + paddedWidth + " x " + paddedHeight + ".";
	}
}
