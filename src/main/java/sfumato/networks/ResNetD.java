package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-D: a stem of three 3 x 3 convolutions, and shortcuts that average before they project. A member of the family is
 * a row of a table: blocks per stage, and whether blocks are bottlenecks.
 * <p>
 * He, T. et al., Bag of Tricks for Image Classification with Convolutional Neural Networks, CVPR 2019.
 */
abstract class ResNetD implements Encoder {

	private static final int[] WIDTHS = { 64, 128, 256, 512 };

	private final int[] blocks;
	private final boolean bottleneck;

	ResNetD(final boolean bottleneck, final int... blocks) {
		this.bottleneck = bottleneck;
		this.blocks = blocks;
	}

	@Override
	public int decoderChannels() {
		return bottleneck ? 64 : 16;
	}

	@Override
	public int auxiliaryChannels() {
		return bottleneck ? 256 : 64;
	}

	@Override
	public List<Integer> append(final GraphBuilder g, final int image, final int outputStride) {
		final List<Integer> features = new ArrayList<>();
		int x = g.relu(g.batchNormalization("conv1.1", g.convolution("conv1.0", image, 32, 3, 2)));
		x = g.relu(g.batchNormalization("conv1.4", g.convolution("conv1.3", x, 32, 3, 1)));
		x = g.relu(g.batchNormalization("bn1", g.convolution("conv1.6", x, 64, 3, 1)));
		features.add(x);
		x = g.maxPool(x, 3, 2, 1);
		int reached = 4;
		int dilation = 1;
		for (int stage = 0; stage < WIDTHS.length; stage++) {
			int stride = stage == 0 ? 1 : 2;
			final int before = dilation;
			if (reached * stride > outputStride) {
				dilation *= stride;
				stride = 1;
			}
			reached *= stride;
			for (int block = 0; block < blocks[stage]; block++)
				x = block(g, "layer" + (stage + 1) + "." + block + ".", x, WIDTHS[stage], block == 0 ? stride : 1, block == 0
					? before : dilation, dilation, stage > 0);
			features.add(x);
		}
		return features;
	}

	/**
	 * @param first dilation of the convolution with the stride
	 * @param then dilation of the one after it, if there is one
	 * @param pools whether a projecting shortcut averages first, which only the first stage does not
	 */
	private int block(final GraphBuilder g, final String name, final int x, final int width, final int stride,
		final int first, final int then, final boolean pools)
	{
		final int out = bottleneck ? 4 * width : width;
		int y;
		if (bottleneck) {
			y = g.relu(g.batchNormalization(name + "bn1", g.convolution(name + "conv1", x, width, 1, 1)));
			y = g.relu(g.batchNormalization(name + "bn2", g.convolution(name + "conv2", y, width, 3, stride, first, 1)));
			y = g.batchNormalization(name + "bn3", g.convolution(name + "conv3", y, out, 1, 1), 0);
		}
		else {
			y = g.relu(g.batchNormalization(name + "bn1", g.convolution(name + "conv1", x, width, 3, stride, first, 1)));
			y = g.batchNormalization(name + "bn2", g.convolution(name + "conv2", y, out, 3, 1, then, 1), 0);
		}
		int shortcut = x;
		if (g.channels(x) != out) {
			if (pools) shortcut = g.averagePool(x, 2, stride);
			shortcut = g.batchNormalization(name + "downsample.2", g.convolution(name + "downsample.1", shortcut, out, 1,
				1));
		}
		return g.relu(g.add(y, shortcut));
	}
}
