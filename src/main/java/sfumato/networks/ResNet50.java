package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet with 50 layers: stages of 3, 4, 6 and 3 bottlenecks, 23.5 million parameters.
 * <p>
 * He et al., Deep residual learning for image recognition, CVPR 2016.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet50().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 256, 512, 1024, 2048]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet50",
	description = "ResNet with 50 layers as first published, 24 million parameters: for large datasets and a GPU.")
public final class ResNet50 extends ResNet {

	public ResNet50() {
		super(Stem.SEVEN, Block.BOTTLENECK, 3, 4, 6, 3);
	}
}
