package sfumato.data.normalization;

/** Messages about the normalization of grey values. */
public final class NormalizationMessages {

	private NormalizationMessages() {}

	static String percentiles(final double low, final double high) {
		return "low is " + low + " and high is " + high + ", but percentiles lie between 0 and 100, low below high.";
	}

	static String lowAndHigh(final double low, final double high) {
		return "low is " + low + " but must be below high, which is " + high + ".";
	}

	public static String reading() {
		return "Reading grey values";
	}
}
