package sfumato.networks;

import org.scijava.plugin.Plugin;

/** ResNet with 50 layers: stages of 3, 4, 6 and 3 bottlenecks, 23.5 million parameters. */
@Plugin(type = Encoder.class, name = "resnet50",
	description = "ResNet with 50 layers, 24 million parameters: the layout of the first publication; for large data and a GPU.")
public final class ResNet50 extends ResNet {

	public ResNet50() {
		super(Stem.SEVEN, Block.BOTTLENECK, 3, 4, 6, 3);
	}
}
