package sfumato.networks;

/**
 * The operation of a node of a {@link NetworkGraph}. All images are (batch, channels, height, width). Nothing here can be executed;
 * {@code sfumato.engine.Interpreter} and the exporters give the words their meaning.
 */
public sealed interface Operation {

	/**
	 * An image from outside.
	 *
	 * @param channels number of channels
	 * @param stride pixel spacing in pixels of the network's own input; 1 for the input itself
	 */
	record Input(int channels, int stride) implements Operation {}

	/**
	 * Cross-correlation with square kernels and zero padding on all four sides. Weight (out, in / groups, kernel, kernel)
	 * under {@code <node>.weight}, and {@code <node>.bias} (out) if there is one. Output side
	 * {@code (side + 2 padding - dilation (kernel - 1) - 1) / stride + 1}, rounded down.
	 */
	record Convolution(int in, int out, int kernel, int stride, int padding, int dilation, int groups, boolean bias)
		implements Operation {}

	/**
	 * {@code (x - mean) / sqrt(variance + epsilon) * weight + bias} per channel. In training mean and (biased) variance are
	 * those of the batch and the running ones move to {@code (1 - momentum) running + momentum batch} (with the unbiased
	 * variance); in evaluation the running ones are used.
	 */
	record BatchNormalization(int channels, double epsilon, double momentum) implements Operation {}

	/** max(x, 0). */
	record Relu() implements Operation {}

	/** min(max(x, 0), 6). */
	record Relu6() implements Operation {}

	/** x / (1 + exp(-x)). */
	record Silu() implements Operation {}

	/** 1 / (1 + exp(-x)). */
	record Sigmoid() implements Operation {}

	/** Sum of two images of equal shape. */
	record Add() implements Operation {}

	/** The first input times the second, which has the same channels and one pixel. */
	record Multiply() implements Operation {}

	/** The channels of all inputs, one input after the other. */
	record Concatenate() implements Operation {}

	/** Maximum over square windows; outside of the image counts as minus infinity. */
	record MaxPool(int kernel, int stride, int padding) implements Operation {}

	/**
	 * Mean over square windows without padding. With stride = kernel an incomplete last window counts (its mean is over the
	 * pixels inside); with stride 1 the image first gets kernel - 1 rows and columns of zeros at the bottom and the right,
	 * which count, so that the size stays (the "same" average pool of the dilated ResNet-D).
	 */
	record AveragePool(int kernel, int stride) implements Operation {}

	/** Mean of each channel over the whole image, which becomes one pixel. */
	record GlobalAveragePool() implements Operation {}

	/**
	 * Bilinear enlargement by a whole factor, pixel areas aligned (align_corners = false): output pixel i lies at
	 * (i + 0.5) / factor - 0.5.
	 */
	record Enlarge(int factor) implements Operation {}

	/** Bilinear resizing of the first input to the size of the second, pixel areas aligned. */
	record ResizeLike() implements Operation {}

	/**
	 * In training sets whole channels to zero with probability {@code rate} and multiplies the others by 1 / (1 - rate);
	 * in evaluation does nothing.
	 */
	record Dropout(double rate) implements Operation {}
}
