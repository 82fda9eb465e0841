package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import sfumato.calibration.ExpectedCalibrationError;
import sfumato.data.LoadedCase;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.fusion.MajorityDice;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.cases.ModelCases;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.AdditiveMetric;
import sfumato.metrics.BinarizedDice;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.Dice;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ScoreSums;
import sfumato.statistics.CaseGroups;

/**
 * Predicts the cases of a dataset and scores the predictions against their raters: against the majority for metrics of labels, against
 * the average for metrics of probabilities.
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
	/** The key of {@link Scoring#pool}. */
	public static final String POOL = "pool";
	/** The column of {@link Scores#humanDice}. */
	public static final String HUMAN = "human_Dice";

	/** With {@link Scoring#Scoring()}. */
	public EvaluateJob(final Path model, final DataSelection data, final Compute compute) {
		this(model, data, compute, new Scoring());
	}

	/**
	 * The measured scores.
	 *
	 * @param metrics what {@link Scores#table()} has beside the usual scores, as macros write it, e.g. {@code dice, hausdorff}; may be
	 *          empty
	 * @param errors calibration errors likewise; may be empty
	 * @param classes which the score of a case is the mean over, where there are more than two
	 * @param pool a regular expression for the beginning of a case's name, as of {@link CaseGroups}: cases of one patient, whose pixels
	 *          are counted together. Empty: each case by itself
	 */
	public record Scoring(String metrics, String errors, CountedClasses classes, String pool) {
		public Scoring {
			pool = new CaseGroups(POOL, pool).expression();
		}

		/** {@link #METRICS} and {@link #ERRORS} of each case, over the classes that are present. */
		public Scoring() {
			this(METRICS, ERRORS, CountedClasses.PRESENT, "");
		}

		/** The patients of the cases. */
		public CaseGroups patients() {
			return new CaseGroups(POOL, pool);
		}

		CaseScoring methods() {
			return CaseScoring.of(metrics, errors, classes);
		}
	}

	/**
	 * The scores of one case, as fractions; or of one patient, if cases are pooled.
	 *
	 * @param name of the case or the patient
	 * @param dice of the prediction's arg-max with the raters' majority
	 * @param bdice binarized Dice of the probabilities with the raters' average
	 * @param ece expected calibration error against the majority of what the model delivers
	 * @param rawEce the same before recalibration; NaN if the model has none
	 * @param humanDice the inter-rater Dice (each rater with the majority), mean over the raters: the human ceiling
	 * @param table what was asked for, in the units of tables and their order: metrics, errors, errors before recalibration ({@code
	 *          ECE_raw}, NaN if the model has none), and {@code human_Dice}
	 * @param absent columns of the table that have no number because the case lacks their class
	 * @param sums what the table is computed from ({@link ScoreSums})
	 */
	public record Scores(String name, double dice, double bdice, double ece, double rawEce, double humanDice,
		Map<String, Double> table, Set<String> absent, String sums)
	{}

	/** The usual scores and those that were asked for; and errors before recalibration, if there is one. */
	private record Scorings(CaseScoring usual, CaseScoring asked, CaseScoring usualRaw, CaseScoring askedRaw) {
		static Scorings of(final Scoring scoring) {
			final CaseScoring usual = CaseScoring.of(METRICS, ERRORS, scoring.classes()), asked = scoring.methods();
			return new Scorings(usual, asked, new CaseScoring(List.of(), usual.errors(), scoring.classes()), new CaseScoring(List.of(),
				asked.errors(), scoring.classes()));
		}
	}

	/** The scores of a case, as rows of {@link Scorings}; raw ones are null without a recalibration. */
	private record Measured(CaseScoring.Row usual, CaseScoring.Row asked, CaseScoring.Row usualRaw, CaseScoring.Row askedRaw,
		double humanDice)
	{}

	@Override
	public String title() {
		return JobMessages.title("the evaluation", model);
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(model);
	}

	/** @return one entry per case (or patient), in their natural order */
	@Override
	public List<Scores> execute(final Workbench bench, final Progress progress) throws IOException {
		final Scorings methods = Scorings.of(scoring);
		final Model read = ModelFolder.read(model).trained();
		final List<LoadedCase> cases = ModelCases.load(read, data, progress.part(0, 0.1));
		cases.forEach(c -> scoring.patients().of(c.name())); // before the work
		final List<Measured> measured = new ArrayList<>();
		try (Predictor predictor = new Predictor(read, bench.device(), 0)) {
			for (final LoadedCase c : cases) {
				final double done = 0.1 + 0.9 * measured.size() / cases.size();
				progress.update(done, JobMessages.evaluating(c.name()));
				measured.add(measure(c, predictor, methods, read.recalibration().isPresent(), progress.part(done, done + 0.9 / cases
					.size())));
			}
		}
		final Map<String, List<Measured>> patients = new LinkedHashMap<>();
		for (final Measured m : measured)
			patients.computeIfAbsent(scoring.patients().of(m.usual().name()), k -> new ArrayList<>()).add(m);
		progress.update(1, JobMessages.evaluated(measured.size()));
		return patients.values().stream().map(of -> scores(of, methods)).toList();
	}

	private static Measured measure(final LoadedCase c, final Predictor predictor, final Scorings methods,
		final boolean recalibrated, final Progress progress)
	{
		final ProbabilityMap raw = ModelCases.predict(predictor, c, progress.part(0, 0.9));
		final ProbabilityMap majority = c.fuse(new Majority()), average = c.fuse(new Average());
		final ComparedCase delivered = compared(c, predictor.recalibrate(raw, progress.part(0.9, 1)), majority, average);
		final ComparedCase before = compared(c, raw, majority, average);
		return new Measured(methods.usual().score(delivered), methods.asked().score(delivered), recalibrated ? methods.usualRaw()
			.score(before) : null, recalibrated ? methods.askedRaw().score(before) : null, MajorityDice.meanDice(c.raters()));
	}

	/** The scores of a case, or of all cases of a patient together. */
	private Scores scores(final List<Measured> cases, final Scorings methods) {
		final CaseScoring.Row usual = pooled(cases, Measured::usual, methods.usual()), asked = pooled(cases, Measured::asked, methods
			.asked());
		final boolean recalibrated = cases.get(0).usualRaw() != null;
		final Map<String, Double> table = new LinkedHashMap<>(asked.values());
		String sums = ScoreSums.text(methods.asked(), asked);
		double rawEce = Double.NaN;
		if (recalibrated) {
			rawEce = pooled(cases, Measured::usualRaw, methods.usualRaw()).values().get(methods.usualRaw().errorColumns().get(0)) / 100;
			final CaseScoring.Row raw = pooled(cases, Measured::askedRaw, methods.askedRaw());
			raw.values().forEach((column, value) -> table.put(column + ScoreSums.RAW, value));
			if (!raw.sums().isEmpty()) sums += ";" + ScoreSums.text(methods.askedRaw(), raw, ScoreSums.RAW);
		}
		else for (final String column : methods.asked().errorColumns())
			table.put(column + ScoreSums.RAW, Double.NaN);
		final double human = cases.stream().mapToDouble(Measured::humanDice).average().orElseThrow();
		table.put(HUMAN, 100 * human);
		// of the sums, because the table leaves BDice out where a reference is hard
		return new Scores(usual.name(), of(usual, methods.usual(), 0), of(usual, methods.usual(), 1), usual.values().get(methods
			.usual().errorColumns().get(0)) / 100, rawEce, human, table, asked.absent(), sums);
	}

	private CaseScoring.Row pooled(final List<Measured> cases, final Function<Measured, CaseScoring.Row> row,
		final CaseScoring methods)
	{
		return methods.pooled(cases.stream().map(row).toList(), scoring.patients()).get(0);
	}

	private static double of(final CaseScoring.Row row, final CaseScoring methods, final int metric) {
		return ((AdditiveMetric) methods.metrics().get(metric)).evaluate(row.sums().get(methods.metricColumns().get(metric)), methods
			.classes());
	}

	private static ComparedCase compared(final LoadedCase c, final ProbabilityMap prediction, final ProbabilityMap majority,
		final ProbabilityMap average)
	{
		return new ComparedCase(c.name(), c.compare(prediction, majority), c.compare(prediction, average), List.of());
	}

	/** The usual scores of a prediction, without a table. */
	static Scores score(final LoadedCase c, final ProbabilityMap delivered, final ProbabilityMap majority,
		final ProbabilityMap average, final double rawEce, final CountedClasses classes)
	{
		final Comparison hard = c.compare(delivered, majority);
		return new Scores(c.name(), new Dice().evaluate(hard, classes), new BinarizedDice().evaluate(c.compare(delivered, average),
			classes), new ExpectedCalibrationError().evaluate(hard), rawEce, MajorityDice.meanDice(c.raters()), Map.of(), Set.of(), "");
	}
}
