package sfumato.commands.predict;

/** Messages to people, for the classes of this package and for tests. */
public final class PredictMenuMessages {

	private PredictMenuMessages() {}

	static String folderPredicted(final String label, final int done, final int skipped, final String failed, final Object table) {
		return label + ": " + done + " images were predicted, " + skipped + " had been before" + failed + "; see " + table + ".";
	}

	static String noRoiManager(final int n) {
		return "There is no ROI Manager without windows; name an output, and the " + n + " ROIs are written beside it.";
	}

	public static String channels(final int channels, final String model, final int wanted) {
		return "The image has " + channels + " channels but the model \"" + model + "\" takes " + wanted + ".";
	}

	static String noArea(final String title) {
		return "region is true, but no area is selected in \"" + title + "\"; select one, or leave region out.";
	}

	static String areaOutside(final String title) {
		return "The selection lies outside of \"" + title + "\".";
	}
}
