package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.Evaluation;
import sfumato.api.FolderEvaluation;
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

	/** Gives them to an evaluation of folders. */
	public FolderEvaluation of(final FolderEvaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Gives them to an evaluation of a model. */
	public ModelEvaluation of(final ModelEvaluation evaluation) {
		return evaluation.classes(classes);
	}

	/** Their name. */
	public String name() {
		return classes;
	}

	/** Which. */
	public CountedClasses classes() {
		return CountedClasses.parse(classes);
	}
}
