package sfumato.networks;

import org.scijava.plugin.Plugin;

/** ResNet-D with 18 layers: stages of 2, 2, 2 and 2 basic blocks, 11.2 million parameters. The usual choice. */
@Plugin(type = Encoder.class, name = "resnet18d",
	description = "ResNet-D with 18 layers, 11 million parameters: the usual choice.")
public final class ResNet18d extends ResNet {

	public ResNet18d() {
		super(Stem.THREE_THREES, Block.BASIC, 2, 2, 2, 2);
	}
}
