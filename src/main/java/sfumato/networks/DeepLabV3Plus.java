package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.networks.NetworkGraph.Part;

/**
 * DeepLabV3+ on an encoder whose last stages are dilated, so that its output stride is 8 pixels. What surrounds a pixel is looked at
 * on several scales at once, then joined with a fine feature:
 *
 * <pre>
 * coarsest feature -> mean over the image, 1 x 1   \
 *                  -> separable 1 x 1               \
 *                  -> separable 3 x 3, dilated 12    > join -> 3 x 3 -> bilinear \
 *                  -> separable 3 x 3, dilated 24   /                             > join -> 2 x separable 3 x 3 -> bilinear
 *                  -> separable 3 x 3, dilated 36  /        4 pixel feature, 1 x 1 /
 * </pre>
 *
 * "Separable" is a filter for each channel by itself and then a 1 x 1 convolution. A batch normalization and a ReLU follow
 * every convolution and every such filter. All has 8 times the width in channels, the fine feature 3/4 of the width. The mean
 * over the image is normalized over the batch alone, so that training needs batches of at least 2 images. The heads are those
 * of the {@link UNet}.
 * <p>
 * Chen, L.-C. et al., Encoder-Decoder with Atrous Separable Convolution for Semantic Image Segmentation, ECCV 2018.
 *
 * <pre>{@code
 * NetworkGraph network = new DeepLabV3Plus().network(3, 2);
 * List.of(network.sizeMultiple(), network.sizes(64, 64).get(network.output("main"))) // [8, Size[channels=2, height=64, width=64]]
 * }</pre>
 */
@Plugin(type = Decoder.class, name = "deeplabv3plus",
	description = "DeepLabV3+ with any encoder: larger receptive field and coarser outlines, for large objects.")
public final class DeepLabV3Plus extends Configured<DeepLabV3Plus.Options> implements Decoder {

	private static final int OUTPUT_STRIDE = 8;
	/** Pixel spacing of the fine feature. */
	private static final int FINE = 4;

	/** A separable branch on the coarsest feature. */
	private record Branch(int kernel, int dilation) {}

	private static final List<Branch> BRANCHES = List.of(new Branch(1, 1), new Branch(3, 12), new Branch(3, 24), new Branch(
		3, 36));

	/**
	 * @param encoder where the features come from
	 * @param aux whether the network has an auxiliary head for training, on the encoder's last feature but one
	 * @param dropout probability with which a channel is left out before a head, in [0, 1)
	 * @param width an eighth of the decoder's channels, and those on the finest grid of an encoder whose layout is not fixed; at
	 *          most 1024, and 0 for what suits the encoder
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

	public DeepLabV3Plus() {
		this(new Options());
	}

	public DeepLabV3Plus(final Options options) {
		super(options);
	}

	@Override
	public NetworkGraph network(final int inputChannels, final int numClasses) {
		Heads.checkClasses(numClasses);
		final GraphBuilder g = new GraphBuilder(inputChannels);
		final Encoder encoder = options.width() == 0 ? options.encoder() : options.encoder().ofWidth(options.width());
		g.scope(Part.ENCODER, "encoder.");
		final List<Integer> features = encoder.append(g, g.image(), OUTPUT_STRIDE);
		final int width = options.width() == 0 ? encoder.decoderChannels() : options.width();
		g.scope(Part.DECODER, "decoder.");
		Heads.main(g, append(g, features, 8 * width, Math.max(1, 3 * width / 4)), options.dropout(), numClasses);
		if (options.aux()) Heads.auxiliary(g, features.get(features.size() - 2), encoder.auxiliaryChannels(), options
			.dropout(), numClasses);
		return g.build(OUTPUT_STRIDE);
	}

	/**
	 * Appends what lies between encoder and heads alone.
	 *
	 * @param features nodes of an encoder's features, the finest first; one of them at 4 pixels spacing
	 * @param channels of the result
	 * @param fineChannels to which the fine feature is reduced
	 * @return node of the result, at 4 pixels spacing
	 */
	public static int append(final GraphBuilder g, final List<Integer> features, final int channels,
		final int fineChannels)
	{
		final int coarse = features.get(features.size() - 1);
		final int fine = features.stream().filter(f -> g.spacing(f) == FINE).findFirst().orElseThrow();
		final List<Integer> joined = new ArrayList<>();
		final int mean = normalized(g, "aspp.convs.0.1.", g.globalAveragePool(coarse), channels, 1);
		joined.add(g.resizeLike(mean, coarse));
		for (final Branch b : BRANCHES)
			joined.add(separable(g, "aspp.convs." + joined.size() + ".", coarse, channels, b.kernel(), b.dilation()));
		final int surroundings = normalized(g, "bottleneck.", g.concatenate(joined), channels, 3);
		final int detail = normalized(g, "shortcut.", fine, fineChannels, 1);
		final int x = g.concatenate(g.resizeLike(surroundings, fine), detail);
		return separable(g, "cat_conv.1.", separable(g, "cat_conv.0.", x, channels, 3, 1), channels, 3, 1);
	}

	private static int normalized(final GraphBuilder g, final String name, final int x, final int out, final int kernel) {
		return g.relu(g.batchNormalization(name + "1", g.convolution(name + "0", x, out, kernel, 1)));
	}

	private static int separable(final GraphBuilder g, final String name, final int x, final int out, final int kernel,
		final int dilation)
	{
		final int each = g.convolution(name + "0", x, g.channels(x), kernel, 1, dilation, g.channels(x));
		final int filtered = g.relu(g.batchNormalization(name + "1", each));
		return g.relu(g.batchNormalization(name + "4", g.convolution(name + "3", filtered, out, 1, 1)));
	}
}
