package sfumato.networks;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

/**
 * Turns an image into features on ever coarser grids. Names and layouts are timm's, so that its weights come in by name.
 * Implementations are immutable.
 */
public interface Encoder extends SciJavaPlugin {

	/**
	 * Appends the encoder to a graph.
	 *
	 * @param graph its scope names the parameters' prefix
	 * @param image node of the image that goes in
	 * @param outputStride 32, or 8 for features whose last two halvings are replaced by dilation
	 * @return the nodes of the features f1 … f5 at 2, 4, 8, 16 and 32 pixels spacing (not coarser than the output stride)
	 */
	List<Integer> append(GraphBuilder graph, int image, int outputStride);

	/** Channels of the finest level of a decoder that suits this encoder; 64 for the large ones, else 16. */
	default int decoderChannels() {
		return 16;
	}

	/** Channels inside the auxiliary head; 256 for the large ones, else 64. */
	default int auxiliaryChannels() {
		return 64;
	}
}
