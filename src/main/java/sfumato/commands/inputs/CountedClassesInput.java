package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.Evaluation;
import sfumato.api.ModelEvaluation;
import sfumato.metrics.CountedClasses;

/** Which classes count in the score of a case. */
public final class CountedClassesInput {

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false,
		description = "classes in a case's mean score (more than two classes): those in the reference or the prediction, or those in the" +
			" reference only")
	private String classes = "present";

	/** Sets the averaged classes of an evaluation of the API. */
	public Evaluation of(final Evaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Sets the averaged classes of the evaluation of a model. */
	public ModelEvaluation of(final ModelEvaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Returns which classes the mean includes. */
	public CountedClasses classes() {
		return CountedClasses.parse(classes);
	}
}
