package sfumato.calibration;

/** Messages about calibration errors and reliability diagrams. */
public final class CalibrationMessages {

	private CalibrationMessages() {}

	static String emptyBand(final double width, final String unit) {
		return "No pixel is within the band of " + width + " " + unit + " around a border of the reference; choose a wider " +
			"band, or 0 for all pixels.";
	}

	static String noImages() {
		return "There are no images to draw from; at least one is needed.";
	}

	static String noBandwidth(final int n) {
		return "No bandwidth makes the pixels likely, because there are " + n + " of them; set the option bandwidth.";
	}

	static String tooFewPixels(final long n) {
		return "There is " + n + " pixel; kernels compare pixels with each other and need at least two.";
	}

	static String otherBins(final int bins, final int otherBins) {
		return "A reliability diagram of " + bins + " bins cannot be added to one of " + otherBins + ".";
	}

	static String otherEdges() {
		return "Reliability diagrams with different edges cannot be added.";
	}
}
