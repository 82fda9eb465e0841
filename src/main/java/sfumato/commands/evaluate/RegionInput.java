package sfumato.commands.evaluate;

import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.commands.inputs.OptionalImageWidget;

/** Where pixels count. */
final class RegionInput {

	@Parameter(label = "Region", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "image of the same size that is 0 where pixels are ignored; if left out, the image's selection is the region")
	private ImagePlus region;

	/** Returns the image of the region; null if none was given. */
	ImagePlus image() {
		return region;
	}
}
