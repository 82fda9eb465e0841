package sfumato.networks;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.text.UserException;

/**
 * A kind of segmentation network: what is built on the features of an {@link Encoder}. Implementations are immutable.
 */
public interface Decoder extends SciJavaPlugin {

	/**
	 * The whole network: encoder, decoder and heads.
	 *
	 * @param inputChannels channels of the image, at least 1
	 * @param numClasses classes including the background, at least 2
	 * @return outputs {@code main} and, if asked for, {@code aux}: logits of the size of the image
	 * @throws UserException for fewer channels or classes
	 */
	NetworkGraph network(int inputChannels, int numClasses);
}
