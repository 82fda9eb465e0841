package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet with 34 layers: stages of 3, 4, 6 and 3 basic blocks, 21.3 million parameters.
 * <p>
 * He et al., Deep residual learning for image recognition, CVPR 2016.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet34().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 64, 128, 256, 512]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet34",
	description = "ResNet with 34 layers as first published, 21 million parameters.")
public final class ResNet34 extends ResNet {

	public ResNet34() {
		super(Stem.SEVEN, Block.BASIC, 3, 4, 6, 3);
	}
}
