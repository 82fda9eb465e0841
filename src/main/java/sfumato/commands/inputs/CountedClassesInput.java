package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.metrics.CountedClasses;

/** Which classes count in the score of a case. */
public final class CountedClassesInput {

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false,
		description = "classes in a case's mean score (more than two classes): those in the reference or the prediction, or those in the" +
			" reference only")
	private String classes = "present";

	/** Which. */
	public CountedClasses classes() {
		return CountedClasses.parse(classes);
	}
}
