package sfumato.planes;

/** Messages about the planes of an image. */
public final class PlaneMessages {

	private PlaneMessages() {}

	static String axes(final int n) {
		return "An image has axes (X, Y, C) or (X, Y, Z, C), not " + n + " dimensions.";
	}

	public static String notFinite(final float value, final String position) {
		return "The image has the value " + value + " at " + position + "; replace such pixels, for instance by 0, before.";
	}

	public static String notFinite(final float value, final String position, final long channel) {
		return "The image has the value " + value + " at " + position + " of channel " + channel + "; replace such pixels, " +
			"for instance by 0, before.";
	}
}
