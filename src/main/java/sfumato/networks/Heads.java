package sfumato.networks;

import sfumato.networks.NetworkGraph.Part;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Parts that all decoders share: the output heads, and the ranges of common options. */
final class Heads {

	private static final int WIDEST = 1024;

	private Heads() {}

	static void checkDropout(final double dropout) {
		if (!(dropout >= 0 && dropout < 1)) throw new UserException(WrongValue.message("dropout", dropout, "at least 0 and below 1"));
	}

	static void checkWidth(final int width) {
		if (width < 0 || width > WIDEST) throw new UserException(NetworkMessages.width(WIDEST, width));
	}

	static void checkClasses(final int numClasses) {
		if (numClasses < 2) throw new UserException(
			NetworkMessages.tooFewClasses(numClasses));
	}

	/** The output {@code main}: dropout, then a 1 x 1 convolution, at the resolution of the image. */
	static void main(final GraphBuilder g, final int decoded, final double dropout, final int numClasses) {
		g.scope(Part.HEAD, "segmentation_head.");
		final int logits = g.classifier("0", g.dropout(decoded, dropout), numClasses);
		g.output("main", g.spacing(logits) == 1 ? logits : g.resizeLike(logits, g.image()));
	}

	/**
	 * The auxiliary output {@code aux} of an encoder feature, whose loss helps training: a 3 x 3 convolution before a head like the main
	 * one.
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
