package sfumato.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.LoadedCase;
import sfumato.data.sampling.Sample;
import sfumato.engine.TensorDevice;
import sfumato.engine.TensorPrecision;
import sfumato.engine.checkpoint.Tensor;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.fusion.MajorityDice;
import sfumato.jobs.cases.ModelCases;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SemimetricDice;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.training.TrainingListener.Preview;
import sfumato.training.Validation;
import sfumato.training.ValidationLoss;
import sfumato.training.settings.TrainingConfiguration;

/**
 * Validates a network during training with {@link Predictor} and the scores of {@link EvaluateJob}, so that the scores equal those of
 * {@code Evaluate Model...}.
 */
final class ModelValidation implements Validation {

	private final ModelDescription description;
	private final List<LoadedCase> cases;
	private final TensorDevice device;
	private final ValidationLoss loss;
	private final double human;
	/** The plane of the first case with most foreground. */
	private final int shown;

	/** @param cases at least one, with the channels and classes of the model */
	ModelValidation(final ModelDescription description, final List<LoadedCase> cases,
		final TrainingConfiguration configuration, final TensorDevice device)
	{
		this.description = description;
		this.cases = cases;
		// timing which precision is faster, before each validation, would take longer than one
		this.device = device.precision() == TensorPrecision.AUTO ? device.with(TensorPrecision.FP32) : device;
		loss = new ValidationLoss(configuration, device);
		human = cases.stream().mapToDouble(c -> MajorityDice.meanDice(c.raters())).filter(d -> !Double.isNaN(d)).average().orElse(Double.NaN);
		shown = plane(cases.get(0).fuse(new Average()));
	}

	private static int plane(final ProbabilityMap map) {
		int best = 0;
		double most = -1;
		for (int z = 0; z < map.numPlanes(); z++) {
			double foreground = 0;
			for (final FloatType p : Views.flatIterable(map.plane(z).channel(0)))
				if (!Float.isNaN(p.get())) foreground += 1 - p.get();
			if (foreground > most) {
				most = foreground;
				best = z;
			}
		}
		return best;
	}

	@Override
	public double humanDice() {
		return human;
	}

	@Override
	public Result run(final Map<String, Tensor> weights, final int epoch, final Progress progress) {
		final List<EvaluateJob.Scores> scores = new ArrayList<>();
		double losses = 0, soft = 0;
		long planes = 0;
		Preview preview = null;
		try (Predictor predictor = new Predictor(new Model(description, weights, Optional.empty()), device, 0)) {
			for (int i = 0; i < cases.size(); i++) {
				final LoadedCase c = cases.get(i);
				progress.update((double) i / cases.size(), JobMessages.validating(c.name()));
				final ProbabilityMap map = ModelCases.predict(predictor, c, progress.quiet()); // single tiles would flicker
				final ProbabilityMap average = c.fuse(new Average());
				scores.add(EvaluateJob.score(c, map, c.fuse(new Majority()), average, Double.NaN, CountedClasses.PRESENT));
				losses += loss.sumOverPlanes(map, c, i);
				planes += map.numPlanes();
				soft += new SemimetricDice().evaluate(c.compare(map, average));
				if (i == 0) preview = preview(epoch, c, map, average);
			}
		}
		return new Result(new Scores(losses / planes, soft / cases.size(), mean(scores, EvaluateJob.Scores::dice), mean(scores,
			EvaluateJob.Scores::bdice), mean(scores, EvaluateJob.Scores::ece)), preview);
	}

	private static double mean(final List<EvaluateJob.Scores> scores, final ToDoubleFunction<EvaluateJob.Scores> of) {
		return scores.stream().mapToDouble(of).average().orElseThrow();
	}

	private Preview preview(final int epoch, final LoadedCase c, final ProbabilityMap map, final ProbabilityMap average) {
		final RandomAccessibleInterval<FloatType> image = c.image().plane(shown);
		final Sample sample = Sample.of(image, average.plane(shown), false), seen = Sample.of(image, map.plane(shown), false);
		final int n = sample.width() * sample.height();
		return new Preview(epoch, c.image().isVolume() ? c.name() + ", slice " + (shown + 1) : c.name(), sample.width(), sample
			.height(), Arrays.copyOf(sample.image(), n), split(sample.target(), n), split(seen.target(), n));
	}

	private static float[][] split(final float[] values, final int n) {
		final float[][] planes = new float[values.length / n][];
		for (int k = 0; k < planes.length; k++)
			planes[k] = Arrays.copyOfRange(values, k * n, (k + 1) * n);
		return planes;
	}
}
