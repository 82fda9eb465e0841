package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet-D with 34 layers: stages of 3, 4, 6 and 3 basic blocks, 21.3 million parameters.
 * <p>
 * He, T. et al., Bag of tricks for image classification with convolutional neural networks, CVPR 2019.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet34d().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 64, 128, 256, 512]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet34d",
	description = "ResNet-D with 34 layers, 21 million parameters: between resnet18d and resnet50d.")
public final class ResNet34d extends ResNet {

	public ResNet34d() {
		super(Stem.THREE_THREES, Block.BASIC, 3, 4, 6, 3);
	}
}
