package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

/**
 * Networks of inverted residual blocks: a block expands with a 1 x 1 convolution, filters every channel separately (depthwise), and
 * projects back linearly. A member of the family is a table of such blocks, an activation, and whether channels are weighted by what
 * they hold ("squeeze and excitation"). The last 1 x 1 convolution, for classification only, is left out.
 */
abstract class InvertedResiduals implements Encoder {

	/** The activation after a batch normalization. */
	interface Activation {

		int append(GraphBuilder g, int x);
	}

	/**
	 * A row of the table.
	 *
	 * @param expansion how many times wider the block is inside; 1 for blocks without the first convolution
	 * @param kernel side of the filter of each channel
	 * @param stride of the first block
	 * @param channels of what the blocks give
	 * @param blocks how many of them
	 * @param isFeature whether the last one's result is a feature
	 */
	record Row(int expansion, int kernel, int stride, int channels, int blocks, boolean isFeature) {}

	private static final int STEM = 32;
	/** The squeeze ratio: squeezed channels as a share of the block's input channels. */
	private static final int SQUEEZE = 4;

	private final Activation activation;
	private final boolean squeezes;
	private final Row[] rows;

	InvertedResiduals(final Activation activation, final boolean squeezes, final Row... rows) {
		this.activation = activation;
		this.squeezes = squeezes;
		this.rows = rows;
	}

	@Override
	public List<Integer> append(final GraphBuilder g, final int image, final int outputStride) {
		final List<Integer> features = new ArrayList<>();
		int x = normalized(g, "bn1", g.convolution("conv_stem", image, STEM, 3, 2));
		final Dilation dilation = new Dilation(2, outputStride);
		for (int i = 0; i < rows.length; i++) {
			final Row row = rows[i];
			dilation.next(row.stride());
			for (int k = 0; k < row.blocks(); k++)
				x = block(g, "blocks." + i + "." + k + ".", x, row, k == 0 ? dilation.stride() : 1, k == 0 ? dilation.before()
					: dilation.now());
			if (row.isFeature()) features.add(x);
		}
		return features;
	}

	/** The names of its parts are counted on, and a block that does not widen has one part less. */
	private int block(final GraphBuilder g, final String name, final int x, final Row row, final int stride,
		final int dilation)
	{
		final boolean widens = row.expansion() > 1;
		final int wide = row.expansion() * g.channels(x);
		int y = x;
		if (widens) y = normalized(g, name + "bn1", g.convolution(name + "conv_pw", x, wide, 1, 1));
		y = normalized(g, name + (widens ? "bn2" : "bn1"), g.convolution(name + "conv_dw", y, wide, row.kernel(), stride,
			dilation, wide));
		if (squeezes) y = squeezed(g, name + "se.", y, g.channels(x) / SQUEEZE);
		y = g.batchNormalization(name + (widens ? "bn3" : "bn2"), g.convolution(name + (widens ? "conv_pwl" : "conv_pw"), y,
			row.channels(), 1, 1));
		return stride == 1 && g.channels(x) == row.channels() ? g.add(y, x) : y;
	}

	private int squeezed(final GraphBuilder g, final String name, final int x, final int channels) {
		final int means = g.globalAveragePool(x);
		final int few = activation.append(g, g.biasedConvolution(name + "conv_reduce", means, channels));
		return g.multiply(x, g.sigmoid(g.biasedConvolution(name + "conv_expand", few, g.channels(x))));
	}

	private int normalized(final GraphBuilder g, final String name, final int x) {
		return activation.append(g, g.batchNormalization(name, x));
	}
}
