package sfumato.api;

import java.io.IOException;
import java.util.List;

import sfumato.jobs.EvaluateJob;
import sfumato.metrics.CountedClasses;
import sfumato.scoring.CaseScoring;

/**
 * Scores a model on cases it was not trained on, beside the raters' own agreement; {@code Evaluate Model...} in a script.
 *
 * <pre>{@code
 * Scores scores = sfumato.evaluate(model, Dataset.open("cells").cases("26-29")).run();
 * scores.mean("Dice") < scores.mean("human_Dice") // a fraction each
 * }</pre>
 */
public final class ModelEvaluation extends Computation<ModelEvaluation> {

	private final Model model;
	private final Dataset data;
	private String metrics = EvaluateJob.METRICS, errors = EvaluateJob.ERRORS, classes = "present", pool = "";

	ModelEvaluation(final Sfumato sfumato, final Model model, final Dataset data) {
		super(sfumato);
		this.model = model;
		this.data = data;
	}

	@Override
	ModelEvaluation self() {
		return this;
	}

	/** Metrics separated by commas; {@code "dice, bdice"} by default. */
	public ModelEvaluation metrics(final String list) {
		metrics = list;
		return this;
	}

	/** Calibration errors separated by commas; {@code "ece(bins: 10)"} by default. */
	public ModelEvaluation errors(final String list) {
		errors = list;
		return this;
	}

	/** With more than two classes, which a score is the mean over: {@code present} (the default) or {@code reference}. */
	public ModelEvaluation classes(final String which) {
		classes = which;
		return this;
	}

	/** A regular expression for the beginning of a case's name: cases with equal ones are counted together; none by default. */
	public ModelEvaluation pool(final String expression) {
		pool = expression;
		return this;
	}

	/** Predicts and scores; beside what was asked for, errors before recalibration ({@code ECE_raw}) and {@code human_Dice}. */
	public Scores run() throws IOException {
		final EvaluateJob.Scoring scoring = new EvaluateJob.Scoring(metrics, errors, CountedClasses.parse(classes), pool);
		final CaseScoring methods = CaseScoring.of(metrics, errors);
		final List<EvaluateJob.Scores> cases = sfumato.run(new EvaluateJob(model.folder(), data.folder("The evaluation of a model"), compute(),
			scoring), sfumato.progress());
		return Scores.of(cases.stream().map(c -> new Scores.Row(c.name(), c.table(), c.absent(), c.sums())).toList(), c -> c.equals(
			EvaluateJob.HUMAN) ? 2 : methods.decimals(withoutRaw(c)), c -> c.equals(EvaluateJob.HUMAN) ? 100 : methods.tableFactor(
				withoutRaw(c)));
	}

	private static String withoutRaw(final String column) {
		return column.replaceFirst("_raw(?= |$)", "");
	}
}
