package sfumato.metrics;

/** Messages about metrics. */
public final class MetricMessages {

	private MetricMessages() {}

	static String emptyMean(final int images, final int classes) {
		return "There are " + images + " images and " + classes + " classes; a mean needs at least one of each.";
	}
}
