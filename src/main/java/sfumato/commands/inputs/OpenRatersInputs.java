package sfumato.commands.inputs;

import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.api.Raters;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.images.RaterAxis;

/** An open stack of label maps and how it is read, where a dataset may be named instead. */
public final class OpenRatersInputs {

	@Parameter(label = "Raters", persist = false, required = false, autoFill = false, callback = "describe",
		style = ImageRole.RATERS, attrs = @Attr(name = ImageRole.INSTEAD, value = "dataset"), description = "stack of label maps, one per rater; or choose a dataset")
	private ImagePlus raters;

	@Inputs
	private final RaterAxisInputs along = new RaterAxisInputs(() -> raters);

	@Inputs(texts = { @Inputs.Text(of = "classes",
		description = "number of classes in the stack, background included; 0 counts the classes in the labels"), @Inputs.Text(
			of = "foreground", description = "foreground value of binary masks in the stack, e.g. 255; 0 detects it"),
		@Inputs.Text(of = "missing",
			description = "mark of unlabelled pixels in the stack: none, empty-slices (of a volume), or a value") })
	private final RaterValueInputs values = new RaterValueInputs();

	/** Returns the stack of raters; null if none was given. */
	public ImagePlus stack() {
		return raters;
	}

	/** The raters of the stack, which is read when they are first used. */
	public Raters raters() {
		return values.of(along.of(raters));
	}

	/** Whether a stack was named. */
	public boolean isGiven() {
		return raters != null;
	}

	/** Returns the axis of the raters. */
	public RaterAxis axis() {
		return along.axis();
	}

	/** Returns the inputs that tell what the pixel values mean. */
	public RaterValueInputs values() {
		return values;
	}

	/** Whether all options of a stack have their defaults. */
	public boolean isEmpty() {
		return along.isAuto() && values.isEmpty();
	}

	private void describe() {
		along.describe();
	}
}
