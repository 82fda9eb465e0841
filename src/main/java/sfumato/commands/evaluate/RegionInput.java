package sfumato.commands.evaluate;

import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.commands.inputs.OptionalImageWidget;

/** Where pixels count. */
final class RegionInput {

	@Parameter(label = "Region", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "an image of the same size that is 0 where pixels do not count; if left out, an image's selection counts")
	private ImagePlus region;

	/** The image, or null. */
	ImagePlus image() {
		return region;
	}
}
