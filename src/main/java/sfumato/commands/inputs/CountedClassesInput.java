package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.Evaluation;
import sfumato.api.ModelEvaluation;
import sfumato.metrics.CountedClasses;

/** Which classes count in the score of a case. */
public final class CountedClassesInput {

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false,
		description = "with more than two classes a case's score is the mean over its classes: those in the reference or the prediction, or" +
			" only those in the reference")
	private String classes = "present";

	/** Gives them to an evaluation of the API. */
	public Evaluation of(final Evaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Gives them to an evaluation of a model. */
	public ModelEvaluation of(final ModelEvaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Which. */
	public CountedClasses classes() {
		return CountedClasses.parse(classes);
	}
}
