package sfumato.networks;

import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.networks.NetworkGraph.Part;

/**
 * U-Net with the features of an encoder. Blocks, until the grid is that of the image, each
 *
 * <pre>
 * bilinear x 2 -> join with the encoder's feature of that size -> 2 x (3 x 3 convolution, batch normalization, ReLU)
 * </pre>
 *
 * with the width on the grid of the image and twice as many channels on each coarser one. An encoder that begins by halving
 * the image leaves nothing to join on the finest grid. The head drops channels, then is a 1 x 1 convolution. The auxiliary
 * head, a second and coarser answer from the last feature but one whose loss helps the encoder, exists for training only.
 * <p>
 * Ronneberger, O. et al., U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015.
 *
 * <pre>{@code
 * NetworkGraph network = new UNet().network(3, 2);
 * List.of(network.sizeMultiple(), network.sizes(64, 64).get(network.output("main"))) // [32, Size[channels=2, height=64, width=64]]
 * }</pre>
 */
@Plugin(type = Decoder.class, name = "unet",
	description = "U-Net with any encoder: keeps fine detail; the default.")
public final class UNet extends Configured<UNet.Options> implements Decoder {

	private static final int OUTPUT_STRIDE = 32;

	/**
	 * @param encoder where the features come from
	 * @param aux whether the network has an auxiliary head for training, on the encoder's last feature but one
	 * @param dropout probability with which a channel is left out before a head, in [0, 1)
	 * @param width channels on the finest grid, of the decoder and of an encoder whose layout is not fixed; at most 1024, and
	 *          0 for what suits the encoder
	 */
	public record Options(Encoder encoder, boolean aux, double dropout, int width) {

		public Options {
			Heads.checkDropout(dropout);
			Heads.checkWidth(width);
		}

		public Options() {
			this(new ResNet18d(), false, 0.1, 0);
		}
	}

	public UNet() {
		this(new Options());
	}

	public UNet(final Options options) {
		super(options);
	}

	@Override
	public NetworkGraph network(final int inputChannels, final int numClasses) {
		Heads.checkClasses(numClasses);
		final GraphBuilder g = new GraphBuilder(inputChannels);
		final Encoder encoder = options.width() == 0 ? options.encoder() : options.encoder().ofWidth(options.width());
		g.scope(Part.ENCODER, "encoder.");
		final List<Integer> features = encoder.append(g, g.image(), OUTPUT_STRIDE);
		final int coarsest = g.spacing(features.get(features.size() - 1));
		g.scope(Part.DECODER, "decoder.");
		Heads.main(g, append(g, features, options.width() == 0 ? encoder.decoderChannels() : options.width()), options
			.dropout(), numClasses);
		if (options.aux()) Heads.auxiliary(g, features.get(features.size() - 2), encoder.auxiliaryChannels(), options
			.dropout(), numClasses);
		return g.build(coarsest);
	}

	/**
	 * Appends the blocks alone.
	 *
	 * @param features nodes of an encoder's features, the finest first, each on a grid twice as coarse as the one before
	 * @param channels of the last block
	 * @return node of the last block, on the grid of the image
	 */
	public static int append(final GraphBuilder g, final List<Integer> features, final int channels) {
		int x = features.get(features.size() - 1);
		for (int i = 0; g.spacing(x) > 1; i++) {
			x = g.enlarge(x, 2);
			final int skip = features.size() - 2 - i;
			if (skip >= 0) x = g.concatenate(x, features.get(skip));
			final int out = channels * g.spacing(x);
			for (int k = 1; k <= 2; k++) {
				final String name = "blocks." + i + ".conv" + k + ".";
				x = g.relu(g.batchNormalization(name + "1", g.convolution(name + "0", x, out, 3, 1)));
			}
		}
		return x;
	}
}
