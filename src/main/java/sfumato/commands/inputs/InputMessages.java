package sfumato.commands.inputs;

import java.awt.Rectangle;

import ij.ImagePlus;

import sfumato.text.Excerpt;

/** Messages about inputs that commands have in common. */
public final class InputMessages {

	private InputMessages() {}

	static String geometryOfDataset(final Object geometry) {
		return "geometry=" + geometry + " is for open images, but a dataset is given, of which a file dataset.json in its " +
			"folder says it: {\"geometry\": \"" + geometry + "\"}.";
	}

	public static String onlyRegion(final ImagePlus region) {
		return "Only the region \"" + Excerpt.of(region.getTitle()) + "\".";
	}

	public static String nothingSelected() {
		return "All pixels; no area is selected.";
	}

	/** @param image one with an area selection */
	public static String onlySelection(final ImagePlus image) {
		return "Only the selection (" + size(image) + ") of \"" + Excerpt.of(image.getTitle()) + "\".";
	}

	/** @param image one with an area selection */
	public static String selectionIgnored(final ImagePlus image) {
		return "All pixels; the selection (" + size(image) + ") of \"" + Excerpt.of(image.getTitle()) + "\" is ignored.";
	}

	private static String size(final ImagePlus image) {
		final Rectangle box = image.getRoi().getBounds();
		return box.width + " x " + box.height;
	}
}
