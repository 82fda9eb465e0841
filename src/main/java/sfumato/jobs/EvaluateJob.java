package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sfumato.calibration.ExpectedCalibrationError;
import sfumato.data.CaseScoring;
import sfumato.data.ComparedCase;
import sfumato.data.LoadedCase;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.fusion.RaterAgreement;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.BinarizedDice;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.Dice;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;

/**
 * Predicts the cases of a data set and scores the predictions against their raters: against the majority where the most probable class
 * counts, against the average where probabilities do.
 *
 * @param model the model folder
 * @param data cases that the network was not trained on
 * @param scoring what is measured
 */
public record EvaluateJob(Path model, DataSelection data, Compute compute, Scoring scoring)
	implements Job<List<EvaluateJob.Scores>>
{

	/** The metrics of {@link Scoring#Scoring()}. */
	public static final String METRICS = "dice, bdice";
	/** The calibration errors of {@link Scoring#Scoring()}. */
	public static final String ERRORS = "ece(bins: 10)";
	/** The column of {@link Scores#humanDice}. */
	public static final String HUMAN = "human_Dice";
	private static final String RAW = "_raw";

	/** With {@link Scoring#Scoring()}. */
	public EvaluateJob(final Path model, final DataSelection data, final Compute compute) {
		this(model, data, compute, new Scoring());
	}

	/**
	 * What is measured.
	 *
	 * @param metrics what {@link Scores#table()} has beside the usual scores, as macros write it, e.g. {@code dice, hausdorff}; may be
	 *          empty
	 * @param errors calibration errors likewise; may be empty
	 * @param classes which the score of a case is the mean over, where there are more than two
	 */
	public record Scoring(String metrics, String errors, CountedClasses classes) {

		/** {@link #METRICS} and {@link #ERRORS}, over the classes that are present. */
		public Scoring() {
			this(METRICS, ERRORS, CountedClasses.PRESENT);
		}

		CaseScoring methods() {
			return CaseScoring.of(metrics, errors, classes);
		}
	}

	/**
	 * The scores of one case, as fractions.
	 *
	 * @param name of the case
	 * @param dice of the prediction's arg-max with the raters' majority
	 * @param bdice binarized Dice of the probabilities with the raters' average
	 * @param ece expected calibration error against the majority of what the model delivers
	 * @param rawEce the same before recalibration; NaN if the model has none
	 * @param humanDice the raters' own Dice with their majority, mean over the raters: what to expect of a perfect imitator
	 * @param table what was asked for, in the units of tables and their order: metrics, errors, errors before recalibration ({@code
	 *          ECE_raw}, NaN if the model has none), and {@code human_Dice}
	 * @param absent columns of the table that have no number because the case lacks their class
	 */
	public record Scores(String name, double dice, double bdice, double ece, double rawEce, double humanDice,
		Map<String, Double> table, Set<String> absent)
	{}

	/** @return one entry per case, in their natural order */
	@Override
	public List<Scores> execute(final Workbench bench, final Progress progress) throws IOException {
		final CaseScoring methods = scoring.methods();
		final Model read = ModelFolder.read(model).trained();
		final List<LoadedCase> cases = ModelCases.load(read, data, progress.part(0, 0.1));
		final List<Scores> scores = new ArrayList<>();
		try (Predictor predictor = new Predictor(read, bench.device(), 0)) {
			for (final LoadedCase c : cases) {
				final double done = 0.1 + 0.9 * scores.size() / cases.size();
				progress.update(done, "Evaluating case " + c.name());
				scores.add(score(c, predictor, methods, read.recalibration().isPresent(), progress.part(done, done + 0.9 / cases
					.size())));
			}
		}
		progress.update(1, "Evaluated " + scores.size() + " cases");
		return scores;
	}

	private static Scores score(final LoadedCase c, final Predictor predictor, final CaseScoring scoring,
		final boolean recalibrated, final Progress progress)
	{
		final ProbabilityMap raw = ModelCases.predict(predictor, c, progress.part(0, 0.9));
		final ProbabilityMap majority = c.fuse(new Majority()), average = c.fuse(new Average());
		final ProbabilityMap delivered = predictor.recalibrate(raw, progress.part(0.9, 1));
		final Scores usual = score(c, delivered, majority, average, recalibrated ? new ExpectedCalibrationError().evaluate(compare(
			c, raw, majority)) : Double.NaN, scoring.classes());
		final CaseScoring.Row row = scoring.score(compared(c, delivered, majority, average));
		final Map<String, Double> table = new LinkedHashMap<>(row.values());
		if (recalibrated) scoring.errors(List.of(compared(c, raw, majority, average))).forEach((column, value) -> table.put(column +
			RAW, value));
		else for (final String column : scoring.errorColumns())
			table.put(column + RAW, Double.NaN);
		table.put(HUMAN, 100 * usual.humanDice());
		return new Scores(usual.name(), usual.dice(), usual.bdice(), usual.ece(), usual.rawEce(), usual.humanDice(), table, row
			.absent());
	}

	/**
	 * A prediction beside a reference; pixels that nobody has labelled do not count.
	 *
	 * @throws IllegalArgumentException if no pixel is labelled
	 */
	static Comparison compare(final LoadedCase c, final ProbabilityMap prediction, final ProbabilityMap reference) {
		final Comparison all = Comparison.of(prediction, reference);
		try {
			return c.labelled().map(all::within).orElse(all);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException("Case " + c.name() + " cannot be scored, as nobody has labelled any of its pixels.",
				e);
		}
	}

	private static ComparedCase compared(final LoadedCase c, final ProbabilityMap prediction, final ProbabilityMap majority,
		final ProbabilityMap average)
	{
		return new ComparedCase(c.name(), compare(c, prediction, majority).withPixelSize(c.pixelSize(), c.unit()), compare(c,
			prediction, average).withPixelSize(c.pixelSize(), c.unit()), List.of());
	}

	/** The usual scores of a prediction, without a table. */
	static Scores score(final LoadedCase c, final ProbabilityMap delivered, final ProbabilityMap majority,
		final ProbabilityMap average, final double rawEce, final CountedClasses classes)
	{
		final Comparison hard = compare(c, delivered, majority);
		return new Scores(c.name(), new Dice().evaluate(hard, classes), new BinarizedDice().evaluate(compare(c, delivered, average),
			classes), new ExpectedCalibrationError().evaluate(hard), rawEce, RaterAgreement.meanDice(c.raters()), Map.of(), Set.of());
	}
}
