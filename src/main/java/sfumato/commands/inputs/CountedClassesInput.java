package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.metrics.CountedClasses;

/** Which classes count in the score of a case. */
public final class CountedClassesInput {

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false,
		description = "with more than two classes a case's score is the mean over its classes: those in the reference or the prediction, or" +
			" only those in the reference")
	private String classes = "present";

	/** Which. */
	public CountedClasses classes() {
		return CountedClasses.parse(classes);
	}
}
