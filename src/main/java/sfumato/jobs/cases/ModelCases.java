package sfumato.jobs.cases;

import java.io.IOException;
import java.util.List;

import sfumato.data.LoadedCase;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** The cases of a dataset on which a model is evaluated. */
public final class ModelCases {

	private ModelCases() {}

	/**
	 * Reads the cases with as many classes as the model has.
	 *
	 * @throws UserException if they show more classes than the model knows or have other channels than it takes
	 */
	public static List<LoadedCase> load(final Model model, final DataSelection data, final Progress progress) throws IOException {
		final int classes = model.description().classes().size();
		final List<LoadedCase> cases = data.load(progress);
		if (cases.get(0).raters().numClasses() > classes) throw new
			UserException(CaseMessages.ratersClasses(cases.get(0).raters().numClasses(), Excerpt.of(model.description().name()),
			classes));
		final int wanted = model.description().input().channels(), channels = cases.get(0).image().numChannels();
		if (channels != wanted) throw new UserException(CaseMessages.caseChannels(cases.get(0).name(), channels,
			Excerpt.of(model.description().name()), wanted));
		return cases.stream().map(c -> c.withClasses(classes).namedBy(model.description().classes())).toList();
	}

	/** Predicts a case; errors name the case. */
	public static ProbabilityMap predict(final Predictor predictor, final LoadedCase c, final Progress progress) {
		try {
			return predictor.predict(c.image().image(), progress);
		}
		catch (final UserException e) {
			throw new UserException("Case " + c.name() + ": " + e.getMessage(), e);
		}
	}
}
