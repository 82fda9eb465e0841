package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.dialogs.MethodWidget;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;

/** How several raters become one. */
public final class FusionInput {

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false, required = false,
		description = "how the raters become one, e.g. average, majority, dice-weighted, random-rater(seed: 1)")
	private String method = "average";

	/** The method. */
	public LabelFusion fusion() {
		return Methods.of(LabelFusion.class).create(method);
	}

	/** Its text. */
	public String text() {
		return method;
	}
}
