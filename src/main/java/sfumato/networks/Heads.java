package sfumato.networks;

import sfumato.networks.NetworkGraph.Part;
import sfumato.text.UserException;

/** What all decoders have in common: the ends of a network, and the ranges of the options that they share. */
final class Heads {

	private static final int WIDEST = 1024;

	private Heads() {}

	static void checkDropout(final double dropout) {
		if (!(dropout >= 0 && dropout < 1)) throw new UserException("dropout must be at least 0 and below 1, but is " +
			dropout + ".");
	}

	static void checkWidth(final int width) {
		if (width < 0 || width > WIDEST) throw new UserException("width must be between 1 and " + WIDEST +
			", or 0 for what suits the encoder, but is " + width + ".");
	}

	static void checkClasses(final int numClasses) {
		if (numClasses < 2) throw new UserException(
			"A network tells at least 2 classes apart (the background is one), not " + numClasses + ".");
	}

	/** The answer {@code main}: drops channels, then a 1 x 1 convolution, on the grid of the image. */
	static void main(final GraphBuilder g, final int decoded, final double dropout, final int numClasses) {
		g.scope(Part.HEAD, "segmentation_head.");
		final int logits = g.classifier("0", g.dropout(decoded, dropout), numClasses);
		g.output("main", g.spacing(logits) == 1 ? logits : g.resizeLike(logits, g.image()));
	}

	/**
	 * The answer {@code aux} of a feature of the encoder, whose loss helps the encoder in training: a 3 x 3 convolution before
	 * a head as that of the main answer.
	 */
	static void auxiliary(final GraphBuilder g, final int feature, final int channels, final double dropout,
		final int numClasses)
	{
		g.scope(Part.HEAD, "auxiliary_head.");
		int x = g.relu(g.batchNormalization("1", g.convolution("0", feature, channels, 3, 1)));
		x = g.dropout(x, dropout);
		g.output("aux", g.resizeLike(g.classifier("4", x, numClasses), g.image()));
	}
}
