package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet with 18 layers: stages of 2, 2, 2 and 2 basic blocks, 11.2 million parameters.
 * <p>
 * He et al., Deep residual learning for image recognition, CVPR 2016.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet18().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 64, 128, 256, 512]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet18",
	description = "ResNet with 18 layers as first published, 11 million parameters.")
public final class ResNet18 extends ResNet {

	public ResNet18() {
		super(Stem.SEVEN, Block.BASIC, 2, 2, 2, 2);
	}
}
