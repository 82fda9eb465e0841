package sfumato.jobs;

import java.io.IOException;
import java.util.List;

import sfumato.data.LoadedCase;
import sfumato.models.Model;
import sfumato.progress.Progress;

/** Cases of a data set on which a model is to be tried. */
final class ModelCases {

	private ModelCases() {}

	/**
	 * Reads the cases with as many classes as the model has.
	 *
	 * @throws IllegalArgumentException if they show more classes than the model knows
	 */
	static List<LoadedCase> load(final Model model, final DataSelection data, final Progress progress) throws IOException {
		final int classes = model.description().classes().size();
		final List<LoadedCase> cases = data.load(progress);
		if (cases.get(0).raters().numClasses() > classes) throw new IllegalArgumentException("The raters use " + cases.get(0)
			.raters().numClasses() + " classes but the model \"" + model.description().name() + "\" knows " + classes + ".");
		return cases.stream().map(c -> c.withClasses(classes)).toList();
	}
}
