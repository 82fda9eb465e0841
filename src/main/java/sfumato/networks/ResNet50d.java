package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet-D with 50 layers: stages of 3, 4, 6 and 3 bottlenecks, 23.5 million parameters. For large data and a GPU.
 * <p>
 * He, T. et al., Bag of tricks for image classification with convolutional neural networks, CVPR 2019.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet50d().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 256, 512, 1024, 2048]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet50d",
	description = "ResNet-D with 50 layers, 24 million parameters: for large datasets and a GPU.")
public final class ResNet50d extends ResNet {

	public ResNet50d() {
		super(Stem.THREE_THREES, Block.BOTTLENECK, 3, 4, 6, 3);
	}
}
