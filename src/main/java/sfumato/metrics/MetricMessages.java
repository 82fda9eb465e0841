package sfumato.metrics;

/** Messages to people, for the classes of this package and for tests. */
final class MetricMessages {

	private MetricMessages() {}

	static String emptyMean(final int images, final int classes) {
		return "There are " + images + " images and " + classes + " classes; a mean needs at least one of each.";
	}
}
