package sfumato.engine;

import java.util.Locale;

import sfumato.text.Excerpt;

/** Messages about the tensor library, devices and tensors. */
public final class EngineMessages {

	private EngineMessages() {}

	public static String otherDjl(final String jar, final String version, final String needed) {
		return "The DJL in \"" + jar + "\" is version " + version + ", but Sfumato needs " + needed + ", which its update site puts into " +
			"lib/sfumato of Fiji's folder; install Sfumato from there, or remove the jar from the class path.";
	}

	static String emulatedBf16() {
		return "Convolutions run in bf16, as asked for, but there are no instructions for it here, so it is emulated, which is " +
			"slow; precision=fp32 is faster.";
	}

	static String slowNetwork(final String reason) {
		return "The network runs operation by operation and in fp32, which is slower, because it could not be loaded as a whole: " +
			reason;
	}

	static String firstConvolution(final int dimensions) {
		return "The weights of a first convolution have 4 dimensions, not " + dimensions + ".";
	}

	static String tensorOfImage(final int dimensions) {
		return "The image has " + dimensions + " dimensions, but a tensor is made of 3: x, y and channel.";
	}

	static String imageTooLarge(final int width, final int height, final int channels) {
		return "The image of " + width + " x " + height + " pixels and " + channels + " channels is too large for one tensor; " +
			"process it in tiles.";
	}

	static String tensorLength(final String shape, final int n) {
		return "A tensor of shape " + shape + " cannot be made of " + n + " values.";
	}

	static String imageOfTensor(final Object shape) {
		return "An image is made of a tensor (C, H, W) or (1, C, H, W), not " + shape + ".";
	}

	static String engineSetting(final Object file, final String reason) {
		return "\"" + file + "\", which says what PyTorch library to use, cannot be read: " + reason + " Delete it, or run " +
			"Install GPU Engine... again.";
	}

	public static String noFile(final String file) {
		return "There is no " + file + ".";
	}

	public static String engineIsGone(final Object folder) {
		return "The PyTorch library that was chosen with Install GPU Engine... is not in \"" + folder + "\" any more. Run it " +
			"again, or with source=processor to compute on the processor.";
	}

	static String batchDimensions(final int n) {
		return "A network takes images (N, C, H, W), not an array of " + n + " dimensions.";
	}

	public static String channels(final long channels, final int wanted) {
		return "The image has " + channels + (channels == 1 ? " channel" : " channels") + ", but the network takes " + wanted +
			".";
	}

	public static String nothingToNormalize() {
		return "A batch of one image of 1 x 1 pixels has no statistics to train with; use larger patches or batches.";
	}

	static String noParameter(final String name) {
		return "The network has no parameter \"" + Excerpt.of(name) + "\".";
	}

	public static String lacksWeights(final String name, final Object shape) {
		return "The weights lack \"" + name + "\" " + shape + "; are they of another network?";
	}

	public static String otherShape(final String name, final String shape, final Object wanted) {
		return "The weights have \"" + name + "\" with shape " + shape + ", but the network needs " + wanted + ".";
	}

	public static String unknownWeights(final String name) {
		return "The weights have \"" + Excerpt.of(name) + "\", which the network does not know; are they of another network?";
	}

	static String batches(final int batches) {
		return "At least 1 batch is needed to estimate statistics, but there are " + batches + ".";
	}

	public static String noGpu() {
		return "device is gpu, but no GPU can be used here; use device=cpu or device=auto.";
	}

	public static String foreignLibrary(final String library) {
		return "Another plugin has already loaded its own PyTorch library (" + library + "), and a second one would crash " +
			"Fiji; restart Fiji and start with Sfumato.";
	}

	public static String noLibrary(final String system) {
		return "There is no PyTorch library for " + system + " here, and none is downloaded unasked. Plugins > Sfumato > " +
			"Models > Install GPU Engine... installs one.";
	}

	public static String notLoaded(final String system, final String reason) {
		return "The PyTorch library for " + system + " could not be loaded: " + reason;
	}

	public static String precision(final String precision, final int steps, final double seconds, final double otherSeconds,
		final String otherPrecision)
	{
		return String.format(Locale.ROOT, "Convolutions run in %s (%d steps: %.2f s against %.2f s in %s).", precision, steps,
			seconds, otherSeconds, otherPrecision);
	}

	public static String libraryForProcessors() {
		return "device is gpu, but no GPU can be used here: the tensor library that is installed is the one for CPUs; use " +
			"device=cpu or device=auto.";
	}

	public static String testing(final Object device) {
		return "Testing " + device;
	}

	public static String testing() {
		return "Testing";
	}

	public static String writtenBy() {
		return "The PyTorch library of Sfumato, written by Install GPU Engine...";
	}
}
