package sfumato.networks;

import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.networks.NetworkGraph.Part;

/**
 * U-Net on the features of an encoder. Five blocks, each
 *
 * <pre>
 * bilinear x 2 -> join with the encoder's feature of that size -> 2 x (3 x 3 convolution, batch normalization, ReLU)
 * </pre>
 *
 * with 16, 8, 4, 2 and 1 times the encoder's {@link Encoder#decoderChannels()}; the last block has no feature to join. The
 * head drops channels, then is a 1 x 1 convolution. The auxiliary head, a second and coarser answer from f4 whose loss
 * helps the encoder, exists for training only.
 * <p>
 * Ronneberger, O. et al., U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015.
 */
@Plugin(type = Decoder.class, name = "unet",
	description = "U-Net on any encoder: keeps fine detail; the usual choice.")
public final class UNet implements Decoder {

	private static final int[] FACTORS = { 16, 8, 4, 2, 1 };

	/**
	 * @param encoder where the features come from
	 * @param aux whether training gets a second answer, from the encoder's features at 16 pixels spacing
	 * @param dropout probability with which a channel is left out before a head, in [0, 1)
	 */
	public record Options(Encoder encoder, boolean aux, double dropout) {

		public Options {
			if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException(
				"dropout must be at least 0 and below 1, but is " + dropout + ".");
		}

		public Options() {
			this(new ResNet18d(), false, 0.1);
		}
	}

	private final Options options;

	public UNet() {
		this(new Options());
	}

	public UNet(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public NetworkGraph network(final int inputChannels, final int numClasses) {
		if (numClasses < 2) throw new IllegalArgumentException(
			"A network tells at least 2 classes apart (the background is one), not " + numClasses + ".");
		final GraphBuilder g = new GraphBuilder(inputChannels);
		final Encoder encoder = options.encoder();
		g.scope(Part.ENCODER, "encoder.");
		final List<Integer> features = encoder.append(g, g.image(), 32);
		g.scope(Part.DECODER, "decoder.");
		final int decoded = append(g, features, encoder.decoderChannels());
		g.scope(Part.HEAD, "segmentation_head.");
		g.output("main", g.classifier("0", g.dropout(decoded, options.dropout()), numClasses));
		if (options.aux()) {
			g.scope(Part.HEAD, "auxiliary_head.");
			int x = g.convolution("0", features.get(3), encoder.auxiliaryChannels(), 3, 1);
			x = g.dropout(g.relu(g.batchNormalization("1", x)), options.dropout());
			g.output("aux", g.resizeLike(g.classifier("4", x, numClasses), g.image()));
		}
		return g.build(32);
	}

	/**
	 * Appends the five blocks alone.
	 *
	 * @param features nodes of f1 … f5, the finest first
	 * @param channels of the last block
	 * @return node of the last block, on the grid of the image
	 */
	public static int append(final GraphBuilder g, final List<Integer> features, final int channels) {
		int x = features.get(4);
		for (int i = 0; i < FACTORS.length; i++) {
			x = g.enlarge(x, 2);
			if (i < 4) x = g.concatenate(x, features.get(3 - i));
			for (int k = 1; k <= 2; k++) {
				final String name = "blocks." + i + ".conv" + k + ".";
				x = g.relu(g.batchNormalization(name + "1", g.convolution(name + "0", x, FACTORS[i] * channels, 3, 1)));
			}
		}
		return x;
	}
}
