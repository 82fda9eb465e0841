package sfumato.commands.evaluate;

import java.util.Optional;
import java.util.function.Supplier;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.commands.inputs.InputMessages;

/** Where pixels count: in a region, in a selection, or everywhere; the dialog says which. */
final class RegionInput {

	@Parameter(label = "Region", persist = false, autoFill = false, required = false, callback = "describe",
		description = "image of the same size that is 0 where pixels are ignored; if left out, the image's selection is the region")
	private ImagePlus region;

	@Parameter(label = "Selection only", persist = false, required = false, callback = "describe",
		description = "without a region, only the area selection of the prediction or the reference counts, if there is one")
	private Boolean selection = true;

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, initializer = "describe", label = "Counted",
		description = "which pixels count")
	private String counted = "";

	private final Supplier<Optional<ImagePlus>> selected;

	/** @param selected finds the image whose selection counts */
	RegionInput(final Supplier<Optional<ImagePlus>> selected) {
		this.selected = selected;
	}

	/** Returns the image of the region; null if none was given. */
	ImagePlus image() {
		return region;
	}

	/** Whether selections of the images count. */
	boolean selection() {
		return selection;
	}

	/** Shows in the dialog what the inputs make of it. */
	void describe() {
		final Optional<ImagePlus> image = selected.get();
		counted = region != null ? InputMessages.onlyRegion(region) : image.isEmpty() ? InputMessages.nothingSelected() : selection
			? InputMessages.onlySelection(image.get()) : InputMessages.selectionIgnored(image.get());
	}
}
