package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

import org.scijava.plugin.Plugin;

/**
 * The contracting path of the first U-Net, narrower and with batch normalization: pairs of 3 x 3 convolutions with maximum
 * pooling between them, each level twice as wide as the one before. Its finest feature is on the grid of the image itself.
 * With a width of 16 it has 1.2 million parameters, and the U-Net on it 2.0 million.
 * <p>
 * Ronneberger, O. et al., U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new Plain().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [16, 32, 64, 128, 256]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "plain",
	description = "Plain U-Net encoder of double convolutions, 1 million parameters at width 16: for very few images, without pretrained" +
		" weights.")
public final class Plain implements Encoder {

	/** Channels of each level in multiples of the width. */
	private static final int[] LEVELS = { 1, 2, 4, 8, 16 };
	private static final int WIDTH = 16;

	private final int width;

	public Plain() {
		this(WIDTH);
	}

	private Plain(final int width) {
		this.width = width;
	}

	@Override
	public Encoder ofWidth(final int channels) {
		return new Plain(channels);
	}

	@Override
	public int decoderChannels() {
		return width;
	}

	@Override
	public int auxiliaryChannels() {
		return 4 * width;
	}

	@Override
	public List<Integer> append(final GraphBuilder g, final int image, final int outputStride) {
		final List<Integer> features = new ArrayList<>();
		final Dilation dilation = new Dilation(1, outputStride);
		int x = image;
		for (int level = 0; level < LEVELS.length; level++) {
			dilation.next(level == 0 ? 1 : 2);
			if (dilation.stride() > 1) x = g.maxPool(x, 2, 2, 0);
			x = convolution(g, level, 1, x, dilation.before());
			x = convolution(g, level, 2, x, dilation.now());
			features.add(x);
		}
		return features;
	}

	private int convolution(final GraphBuilder g, final int level, final int which, final int x, final int dilation) {
		final String name = "blocks." + level + ".";
		return g.relu(g.batchNormalization(name + "bn" + which, g.convolution(name + "conv" + which, x, LEVELS[level] *
			width, 3, 1, dilation, 1)));
	}
}
