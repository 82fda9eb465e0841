package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.dialogs.MethodWidget;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;

/** How several raters become one. */
public final class FusionInput {

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false, required = false,
		description = "label fusion of the raters, e.g. average, majority, dice-weighted, random-rater(seed: 1)")
	private String method = "average";

	/** Returns the fusion method. */
	public LabelFusion fusion() {
		return Methods.of(LabelFusion.class).create(method);
	}

	/** Returns the text form of the fusion method. */
	public String text() {
		return method;
	}
}
