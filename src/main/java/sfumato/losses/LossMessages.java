package sfumato.losses;

/** Messages about losses. */
public final class LossMessages {

	private LossMessages() {}

	static String weights(final int n, final Object weights, final long classes) {
		return "weights has " + n + " numbers (" + weights + "), but there are " + classes + " classes, background included.";
	}

	static String smoothOfLog() {
		return "smooth must be greater than 0 with log: true, because the logarithm of a score of 0 has no end.";
	}

	static String alphaAndBeta(final double alpha, final double beta) {
		return "alpha and beta must be 0 or greater and not both 0, but are " + alpha + " and " + beta + ".";
	}
}
