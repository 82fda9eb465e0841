package sfumato.geometry;

/** Messages about distances and spacings. */
public final class GeometryMessages {

	private GeometryMessages() {}

	static String otherSize(final String size, final String otherSize) {
		return "The objects are of images of " + size + " and " + otherSize + " pixels; these must be the same.";
	}

	static String spacings(final int n, final int axes) {
		return "There are " + n + " spacings for " + axes + " axes.";
	}

	static String spacing(final double spacing) {
		return "The spacing " + spacing + " must be greater than 0.";
	}
}
