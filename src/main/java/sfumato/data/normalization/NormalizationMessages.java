package sfumato.data.normalization;

/** Messages to people, for the classes of this package and for tests. */
final class NormalizationMessages {

	private NormalizationMessages() {}

	static String percentiles(final double low, final double high) {
		return "low is " + low + " and high is " + high + ", but percentiles lie between 0 and 100, low below high.";
	}

	static String notFinite(final float value, final String position, final String hint) {
		return "The image has the value " + value + " at " + position + hint + "; replace such pixels, for instance by 0, before.";
	}

	static String lowAndHigh(final double low, final double high) {
		return "low is " + low + " but must be below high, which is " + high + ".";
	}
}
