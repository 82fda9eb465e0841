package sfumato.networks;

import sfumato.text.UserException;

/**
 * Limits the output stride of an encoder: from there on a stage's stride becomes dilation. The first block of such a stage still has
 * the dilation of the stage before, because what it sees is not spread yet.
 */
final class Dilation {

	private final int outputStride;
	private int reached;
	private int stride = 1;
	private int before = 1;
	private int now = 1;

	/**
	 * @param reached pixel spacing before the first stage
	 * @param outputStride the coarsest allowed
	 * @throws UserException if it is no power of two, or finer than where the first stage begins
	 */
	Dilation(final int reached, final int outputStride) {
		if (outputStride < reached || Integer.bitCount(outputStride) != 1) throw new UserException(
			NetworkMessages.outputStride(reached, outputStride));
		this.reached = reached;
		this.outputStride = outputStride;
	}

	/** Goes on to a stage that would have this stride. */
	void next(final int wanted) {
		before = now;
		stride = wanted;
		if (reached * wanted > outputStride) {
			now *= wanted;
			stride = 1;
		}
		reached *= stride;
	}

	/** Stride of the first block of the stage. */
	int stride() {
		return stride;
	}

	/** Dilation of its first block's first spatial convolution. */
	int before() {
		return before;
	}

	/** Dilation of all others. */
	int now() {
		return now;
	}
}
