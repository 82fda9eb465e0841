package sfumato.planes;

/** Messages to people, for the classes of this package and for tests. */
final class PlaneMessages {

	private PlaneMessages() {}

	static String axes(final int n) {
		return "An image has axes (X, Y, C) or (X, Y, Z, C), not " + n + " dimensions.";
	}

	static String notFinite(final float value, final int x, final int y, final String plane, final String hint) {
		return "The image has the value " + value + " at (" + x + ", " + y + plane + ")" + hint + "; replace such pixels, for " +
			"instance by 0, before.";
	}
}
