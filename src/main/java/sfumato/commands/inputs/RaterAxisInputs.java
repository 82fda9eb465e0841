package sfumato.commands.inputs;

import java.util.function.Function;
import java.util.function.Supplier;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.api.Raters;
import sfumato.images.RaterAxis;
import sfumato.text.UserException;

/** Along which axis of an open stack its raters lie; the dialog says what that makes of the stack. */
public final class RaterAxisInputs {

	@Parameter(label = "Rater axis", persist = false, required = false, callback = "describe", choices = { "auto",
		"channel", "slice", "frame" }, description = "axis of the raters; auto takes the only axis, else the channels")
	private String axis = "auto";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, initializer = "describe",
		label = "Detected", description = "what a rater is in this stack")
	private String found = "";

	private final Function<RaterAxis, String> description;

	/** @param stack the present one, or null */
	public RaterAxisInputs(final Supplier<ImagePlus> stack) {
		this(axis -> {
			final ImagePlus raters = stack.get();
			return raters == null || raters.getWidth() == 0 ? "" : axis.describe(raters);
		});
	}

	/** @param description says what will be taken for what, or fails with a sentence; empty if there is nothing yet */
	public RaterAxisInputs(final Function<RaterAxis, String> description) {
		this.description = description;
	}

	/** The raters of a stack along it. */
	public Raters of(final ImagePlus raters) {
		return Raters.of(raters, axis);
	}

	/** The axis. */
	public RaterAxis axis() {
		return RaterAxis.of(axis);
	}

	/** Whether none was chosen. */
	public boolean isAuto() {
		return axis.equalsIgnoreCase("auto");
	}

	/** Shows in the dialog what will be taken for a rater, before it is done. */
	public void describe() {
		try {
			found = description.apply(axis());
		}
		catch (final UserException e) {
			found = e.getMessage();
		}
	}
}
