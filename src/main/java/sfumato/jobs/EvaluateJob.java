package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sfumato.calibration.ExpectedCalibrationError;
import sfumato.data.LoadedCase;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.fusion.RaterAgreement;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.BinarizedDice;
import sfumato.metrics.Dice;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;

/**
 * Predicts the cases of a data set and scores the predictions against their raters.
 *
 * @param model the model folder
 * @param data cases that the network was not trained on
 */
public record EvaluateJob(Path model, DataSelection data, Compute compute) implements Job<List<EvaluateJob.Scores>> {

	/**
	 * The scores of one case, as fractions.
	 *
	 * @param name of the case
	 * @param dice of the prediction's arg-max with the raters' majority
	 * @param bdice binarized Dice of the probabilities with the raters' average
	 * @param ece expected calibration error against the majority of what the model delivers
	 * @param rawEce the same before recalibration; NaN if the model has none
	 * @param humanDice the raters' own Dice with their majority, mean over the raters: what to expect of a perfect imitator
	 */
	public record Scores(String name, double dice, double bdice, double ece, double rawEce, double humanDice) {}

	/** @return one entry per case, in their natural order */
	@Override
	public List<Scores> execute(final Workbench bench, final Progress progress) throws IOException {
		final Model read = ModelFolder.read(model).trained();
		final List<LoadedCase> cases = ModelCases.load(read, data, progress.part(0, 0.1));
		final List<Scores> scores = new ArrayList<>();
		try (Predictor predictor = new Predictor(read, bench.device(), 0)) {
			for (final LoadedCase c : cases) {
				final double done = 0.1 + 0.9 * scores.size() / cases.size();
				progress.update(done, "Evaluating case " + c.name());
				scores.add(score(c, predictor, read.recalibration().isPresent(), progress.part(done, done + 0.9 / cases.size())));
			}
		}
		progress.update(1, "Evaluated " + scores.size() + " cases");
		return scores;
	}

	private static Scores score(final LoadedCase c, final Predictor predictor, final boolean recalibrated,
		final Progress progress)
	{
		final ProbabilityMap raw = ModelCases.predict(predictor, c, progress.part(0, 0.9));
		final ProbabilityMap delivered = predictor.recalibrate(raw, progress.part(0.9, 1));
		final ProbabilityMap majority = c.fuse(new Majority());
		return score(c, delivered, majority, c.fuse(new Average()), recalibrated ? new ExpectedCalibrationError()
			.evaluate(compare(c, raw, majority)) : Double.NaN);
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

	/** The scores of a prediction. */
	static Scores score(final LoadedCase c, final ProbabilityMap delivered, final ProbabilityMap majority,
		final ProbabilityMap average, final double rawEce)
	{
		final Comparison hard = compare(c, delivered, majority);
		return new Scores(c.name(), new Dice().evaluate(hard), new BinarizedDice().evaluate(compare(c, delivered, average)),
			new ExpectedCalibrationError().evaluate(hard), rawEce, RaterAgreement.meanDice(c.raters()));
	}
}
