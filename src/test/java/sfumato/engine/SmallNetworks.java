package sfumato.engine;

import java.util.ArrayList;
import java.util.List;

import sfumato.networks.DeepLabV3Plus;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.networks.UNet;

/** Networks quick enough to run hundreds of times. */
final class SmallNetworks {

	private SmallNetworks() {}

	/** A U-Net with two classes on five strided convolutions; every kind of operation of the large ones but pooling. */
	static NetworkGraph unet(final double dropout) {
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = encoder(g, 5);
		g.scope(Part.DECODER, "decoder.");
		final int x = UNet.append(g, features, 2);
		g.scope(Part.HEAD, "segmentation_head.");
		g.output("main", g.classifier("0", g.dropout(x, dropout), 2));
		return g.build(32);
	}

	/** A DeepLabV3+ with two classes on five convolutions, the first three of them strided. */
	static NetworkGraph deepLab() {
		final GraphBuilder g = new GraphBuilder(1);
		final List<Integer> features = encoder(g, 3);
		g.scope(Part.DECODER, "decoder.");
		final int x = DeepLabV3Plus.append(g, features, 6, 3);
		g.scope(Part.HEAD, "segmentation_head.");
		g.output("main", g.resizeLike(g.classifier("0", x, 2), g.image()));
		return g.build(8);
	}

	private static List<Integer> encoder(final GraphBuilder g, final int strided) {
		g.scope(Part.ENCODER, "encoder.");
		final List<Integer> features = new ArrayList<>();
		int x = g.image();
		for (int i = 1; i <= 5; i++) {
			x = g.relu(g.batchNormalization("bn" + i, g.convolution("conv" + i, x, 2 + 2 * i, 3, i <= strided ? 2 : 1)));
			features.add(x);
		}
		return features;
	}
}
