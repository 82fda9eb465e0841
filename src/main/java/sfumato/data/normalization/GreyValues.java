package sfumato.data.normalization;

import java.io.IOException;

import sfumato.text.UserException;

/**
 * The grey values of a whole image, from which a {@link Normalization} learns what is dark and what is bright. They come in
 * blocks, so that the image may be larger than the memory, and as often as they are asked for.
 */
public interface GreyValues {

	/** Hears a block of values of one channel. */
	@FunctionalInterface
	interface Block {

		/** @param values the first n are meant; not to be kept */
		void accept(int channel, float[] values, int n);
	}

	int channels();

	/**
	 * Shows every value once, in blocks whose order is always the same.
	 *
	 * @throws IOException if they cannot be read
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	void forEach(Block block) throws IOException;
}
