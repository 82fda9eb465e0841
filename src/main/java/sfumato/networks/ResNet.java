package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks, with their "D" variants: a stem of three 3 x 3 convolutions instead of one of 7 x 7, and shortcuts that
 * average before they project instead of leaving out pixels. A member of the family is a row of a table.
 *
 * <pre>
 *             stem         block        blocks per stage
 * resnet18    SEVEN        BASIC        2 2 2 2
 * resnet34    SEVEN        BASIC        3 4 6 3
 * resnet50    SEVEN        BOTTLENECK   3 4 6 3
 * resnet18d   THREE_THREES BASIC        2 2 2 2
 * resnet34d   THREE_THREES BASIC        3 4 6 3
 * resnet50d   THREE_THREES BOTTLENECK   3 4 6 3
 * </pre>
 *
 * He, K. et al., Deep Residual Learning for Image Recognition, CVPR 2016; He, T. et al., Bag of Tricks for Image
 * Classification with Convolutional Neural Networks, CVPR 2019.
 */
abstract class ResNet implements Encoder {

	/** How it begins, and with it how shortcuts shrink. */
	enum Stem {
			/** one 7 x 7 convolution; shortcuts take every other pixel */
			SEVEN,
			/** the D variant */
			THREE_THREES
	}

	/** The type of the residual block. */
	enum Block {
			/** two 3 x 3 convolutions */
			BASIC(1),
			/** 1 x 1 to fewer channels, 3 x 3, and 1 x 1 to four times as many */
			BOTTLENECK(4);

		private final int expansion;

		Block(final int expansion) {
			this.expansion = expansion;
		}
	}

	private static final int[] WIDTHS = { 64, 128, 256, 512 };

	private final Stem stem;
	private final Block block;
	private final int[] blocks;

	ResNet(final Stem stem, final Block block, final int... blocks) {
		this.stem = stem;
		this.block = block;
		this.blocks = blocks;
	}

	@Override
	public int decoderChannels() {
		return block == Block.BOTTLENECK ? 64 : 16;
	}

	@Override
	public int auxiliaryChannels() {
		return block == Block.BOTTLENECK ? 256 : 64;
	}

	@Override
	public List<Integer> append(final GraphBuilder g, final int image, final int outputStride) {
		final List<Integer> features = new ArrayList<>();
		int x = stem(g, image);
		features.add(x);
		x = g.maxPool(x, 3, 2, 1);
		final Dilation dilation = new Dilation(4, outputStride);
		for (int stage = 0; stage < WIDTHS.length; stage++) {
			dilation.next(stage == 0 ? 1 : 2);
			for (int i = 0; i < blocks[stage]; i++)
				x = block(g, "layer" + (stage + 1) + "." + i + ".", x, WIDTHS[stage], i == 0 ? dilation.stride() : 1, i == 0
					? dilation.before() : dilation.now(), dilation.now(), stage > 0);
			features.add(x);
		}
		return features;
	}

	private int stem(final GraphBuilder g, final int image) {
		if (stem == Stem.SEVEN) return g.relu(g.batchNormalization("bn1", g.convolution("conv1", image, 64, 7, 2)));
		int x = g.relu(g.batchNormalization("conv1.1", g.convolution("conv1.0", image, 32, 3, 2)));
		x = g.relu(g.batchNormalization("conv1.4", g.convolution("conv1.3", x, 32, 3, 1)));
		return g.relu(g.batchNormalization("bn1", g.convolution("conv1.6", x, 64, 3, 1)));
	}

	/**
	 * @param first dilation of the convolution with the stride
	 * @param then dilation of the one after it, if there is one
	 * @param averages whether a projecting shortcut of a D variant averages first, which only the first stage does not
	 */
	private int block(final GraphBuilder g, final String name, final int x, final int width, final int stride,
		final int first, final int then, final boolean averages)
	{
		final int out = block.expansion * width;
		int y;
		if (block == Block.BOTTLENECK) {
			y = g.relu(g.batchNormalization(name + "bn1", g.convolution(name + "conv1", x, width, 1, 1)));
			y = g.relu(g.batchNormalization(name + "bn2", g.convolution(name + "conv2", y, width, 3, stride, first, 1)));
			y = g.batchNormalization(name + "bn3", g.convolution(name + "conv3", y, out, 1, 1), 0);
		}
		else {
			y = g.relu(g.batchNormalization(name + "bn1", g.convolution(name + "conv1", x, width, 3, stride, first, 1)));
			y = g.batchNormalization(name + "bn2", g.convolution(name + "conv2", y, out, 3, 1, then, 1), 0);
		}
		return g.relu(g.add(y, g.channels(x) == out ? x : shortcut(g, name + "downsample.", x, out, stride, averages)));
	}

	private int shortcut(final GraphBuilder g, final String name, final int x, final int out, final int stride,
		final boolean averages)
	{
		if (stem == Stem.SEVEN) return g.batchNormalization(name + "1", g.convolution(name + "0", x, out, 1, stride));
		final int averaged = averages ? g.averagePool(x, 2, stride) : x;
		return g.batchNormalization(name + "2", g.convolution(name + "1", averaged, out, 1, 1));
	}
}
