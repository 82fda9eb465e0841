package sfumato.networks;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

/**
 * An encoder: computes features of an image at decreasing resolutions. Names and layouts are timm's, so that its weights come in by
 * name. Implementations are immutable.
 */
public interface Encoder extends SciJavaPlugin {

	/**
	 * Appends the encoder to a graph.
	 *
	 * @param graph its scope names the parameters' prefix
	 * @param image node of the image that goes in
	 * @param outputStride the coarsest pixel spacing allowed, a power of two: stages that would go beyond it keep the grid
	 *          and are dilated instead; 32 leaves every encoder as it is
	 * @return the nodes of five features, the finest first, each on a grid half as fine as the one before while the output
	 *         stride allows it; {@link GraphBuilder#spacing} of the first one is 2, or 1
	 */
	List<Integer> append(GraphBuilder graph, int image, int outputStride);

	/** This encoder with another number of channels at its finest level; itself if its layout is fixed, as for all timm encoders. */
	default Encoder ofWidth(final int channels) {
		return this;
	}

	/** Channels of the finest level of a decoder that suits this encoder; 64 for the large ones, else 16. */
	default int decoderChannels() {
		return 16;
	}

	/** Channels inside the auxiliary head; 256 for the large ones, else 64. */
	default int auxiliaryChannels() {
		return 64;
	}
}
