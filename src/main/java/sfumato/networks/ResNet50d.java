package sfumato.networks;

import org.scijava.plugin.Plugin;

/** ResNet-D with 50 layers: stages of 3, 4, 6 and 3 bottlenecks, 23.5 million parameters. For large data and a GPU. */
@Plugin(type = Encoder.class, name = "resnet50d",
	description = "ResNet-D with 50 layers, 24 million parameters: for large data and a GPU.")
public final class ResNet50d extends ResNet {

	public ResNet50d() {
		super(Stem.THREE_THREES, Block.BOTTLENECK, 3, 4, 6, 3);
	}
}
