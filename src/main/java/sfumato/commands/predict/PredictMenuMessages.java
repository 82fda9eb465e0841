package sfumato.commands.predict;

import java.util.Locale;

import ij.ImagePlus;

import sfumato.commands.inputs.InputMessages;

/** Messages about the commands of the menu Predict. */
public final class PredictMenuMessages {

	private PredictMenuMessages() {}

	public static String folderPredicted(final String label, final int done, final int skipped, final int failed, final Object
		table)
	{
		return label + ": " + done + " images were predicted, " + skipped + " had been before" + (failed > 0 ? ", and " + failed
			+ " could not be" : "") + "; see " + table + ".";
	}

	static String noRoiManager(final int n) {
		return "There is no ROI Manager without windows; name an output, and the " + n + " ROIs are written beside it.";
	}

	public static String onlySelection(final ImagePlus image) {
		return InputMessages.onlySelection(image) + " region=false segments the whole image.";
	}

	static String noArea(final String title) {
		return "region is true, but no area is selected in \"" + title + "\"; select one, or leave region out.";
	}

	static String areaOutside(final String title) {
		return "The selection lies outside of \"" + title + "\".";
	}

	public static String tooLargeForMemory(final double gigabytes, final double freeGigabytes) {
		return String.format(Locale.ROOT, "The result takes %.1f GB, but only %.1f GB of ImageJ's memory are free. Name a " +
			"file with output=, which it is written to piece by piece, or show labels only.", gigabytes, freeGigabytes);
	}
}
