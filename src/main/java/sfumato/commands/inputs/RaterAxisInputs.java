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

	/**
	 * Creates inputs that describe the raters of a stack.
	 *
	 * @param stack returns the current stack, or null
	 */
	public RaterAxisInputs(final Supplier<ImagePlus> stack) {
		this(axis -> {
			final ImagePlus raters = stack.get();
			return raters == null || raters.getWidth() == 0 ? "" : axis.describe(raters);
		});
	}

	/**
	 * Creates inputs with another description.
	 *
	 * @param description describes what a choice takes as a rater, or throws an error; empty without images
	 */
	public RaterAxisInputs(final Function<RaterAxis, String> description) {
		this.description = description;
	}

	/** Reads the raters of a stack along the chosen axis. */
	public Raters of(final ImagePlus raters) {
		return Raters.of(raters, axis);
	}

	/** Returns the axis of the raters. */
	public RaterAxis axis() {
		return RaterAxis.of(axis);
	}

	/** Whether the axis is found automatically. */
	public boolean isAuto() {
		return axis.equalsIgnoreCase("auto");
	}

	/** Shows in the dialog what will be taken as a rater. */
	public void describe() {
		try {
			found = description.apply(axis());
		}
		catch (final UserException e) {
			found = e.getMessage();
		}
	}
}
