package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * ResNet-D with 18 layers: stages of 2, 2, 2 and 2 basic blocks, 11.2 million parameters. The usual choice.
 * <p>
 * He, T. et al., Bag of tricks for image classification with convolutional neural networks, CVPR 2019.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new ResNet18d().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [64, 64, 128, 256, 512]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "resnet18d",
	description = "ResNet-D with 18 layers, 11 million parameters: the default.")
public final class ResNet18d extends ResNet {

	public ResNet18d() {
		super(Stem.THREE_THREES, Block.BASIC, 2, 2, 2, 2);
	}
}
