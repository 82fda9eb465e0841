package sfumato.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;

import sfumato.engine.TensorPrecision;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.training.StopReason.Reason;
import sfumato.training.schedules.Schedule;
import sfumato.training.settings.TrainingConfiguration;

/**
 * The training loop: runs steps and epochs, validates, logs and saves checkpoints until a {@link StopReason} applies. Only the end of
 * the training can depend on time or on listeners.
 */
final class TrainingLoop {

	/** The polling interval of a paused training. */
	private static final long PAUSE_MILLIS = 50;
	/** The share of the time waiting for patches above which the log has a warning. */
	private static final double MUCH_WAITING = 0.05;

	private final TrainingConfiguration configuration;
	private final TrainingConfiguration.Optimization optimization;
	private final Learner learner;
	private final BatchLoader batches;
	private final TrainingRun run;
	private final TrainingListener listener;
	private final TrainingErrors trouble;
	private final Progress progress;
	private final int accumulate, perEpoch;
	private final Schedule schedule;
	/** The number of steps of the whole training. */
	private final long steps;
	private final Clock clock;
	private final BestScores scores;
	private final History history = new History();
	/** The number of completed steps, and the sums of the loss and its terms in the current epoch. */
	private long step;
	private double[] sums;
	private boolean isReported;
	/** The classes of which there was a warning that no patch shows them. */
	private final Set<String> unseen = new HashSet<>();
	/** The step of the last validation. */
	private long validated = -1;

	/**
	 * @param accumulate batches per step
	 * @param found the checkpoint to resume from; learner and batches start from it
	 */
	TrainingLoop(final TrainingConfiguration configuration, final Learner learner, final BatchLoader batches, final int accumulate,
		final Optional<Checkpoint> found, final TrainingRun run, final TrainingErrors trouble, final Progress progress)
	{
		this.configuration = configuration;
		this.learner = learner;
		this.batches = batches;
		this.run = run;
		listener = new SafeListener(run.monitor().listener(), progress);
		this.trouble = trouble;
		this.progress = progress;
		this.accumulate = accumulate;
		optimization = configuration.optimization();
		perEpoch = batches.batchesPerEpoch() / accumulate;
		steps = (long) optimization.epochs() * perEpoch;
		schedule = Methods.of(Schedule.class).create(optimization.schedule());
		clock = new Clock(found.map(c -> c.state().seconds()).orElse(0.0));
		sums = new double[learner.terms().size() + 1];
		scores = new BestScores(found);
		if (found.isPresent()) {
			learner.restore(found.get());
			history.addAll(found.get().history().rows());
			step = found.get().state().step();
			final List<Double> begun = found.get().state().sums();
			Arrays.setAll(sums, begun::get);
			// a checkpoint at the end of an epoch comes after its validation
			if (step % perEpoch == 0 && configuration.course().validates((int) (step / perEpoch), optimization.epochs()))
				validated = step;
		}
	}

	/** The result of the training; the weights are finite. */
	record Outcome(Map<String, Tensor> kept, Optional<Map<String, Tensor>> other, History history, StopReason ending,
		TensorPrecision precision, double seconds)
	{}

	Outcome run() throws IOException {
		listener.begin(new TrainingListener.Begin(optimization.epochs(), perEpoch, accumulate * batches.size(), learner.terms(),
			run.validation().map(Validation::humanDice).orElse(Double.NaN), step, history.rows()));
		final long first = step;
		boolean estimated = false;
		Optional<Reason> reason = Optional.empty();
		while (reason.isEmpty()) {
			if (step >= steps) reason = Optional.of(Reason.COMPLETE);
			else if (isOutOfPatience()) reason = Optional.of(Reason.PATIENCE);
			else reason = requestedStop();
			if (reason.isPresent()) break;
			final double rate = optimization.rate() * schedule.factor(step, steps);
			final double loss = trainStep(rate);
			step++;
			final int epoch = (int) ((step - 1) / perEpoch) + 1;
			final long done = step - first, left = steps - step;
			listener.step(new TrainingListener.Step(epoch, step, loss, rate, done * accumulate * batches.size() / clock
				.seconds(), clock.secondsLeft(done, left)));
			progress.update((double) step / steps, TrainingMessages.epoch(epoch, optimization.epochs(), sums[0]
				/ stepsInEpoch(), clock.text(done, left, accumulate * batches.size(), learner.device())));
			if (!estimated) estimated = clock.estimate(done, left).map(e -> {
				progress.log(e);
				return true;
			}).orElse(false);
			if (step % perEpoch == 0) endEpoch(epoch);
		}
		return end(reason.get());
	}

	private int stepsInEpoch() {
		final int begun = (int) (step % perEpoch);
		return begun == 0 ? perEpoch : begun;
	}

	/** The reason to stop, from the user or the time limit; a model has at least one step. */
	private Optional<Reason> requestedStop() {
		final TrainingControl control = run.monitor().control();
		final long begin = System.nanoTime();
		while (control.isPaused()) {
			progress.checkCanceled();
			progress.update((double) step / steps, TrainingMessages.paused());
			try {
				Thread.sleep(PAUSE_MILLIS);
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancellationException("Cancelled");
			}
		}
		clock.pause(System.nanoTime() - begin);
		progress.checkCanceled();
		if (control.isCanceled()) throw new CancellationException("Cancelled");
		if (step == 0) return Optional.empty();
		if (control.isFinishing()) return Optional.of(Reason.FINISHED);
		return run.limit().isPresent() && clock.seconds() > run.limit().get().toMillis() * 1e-3 ? Optional.of(Reason.TIME)
			: Optional.empty();
	}

	private boolean isOutOfPatience() {
		final int patience = configuration.course().patience();
		return patience > 0 && scores.stale() >= patience;
	}

	/** Makes one step and returns its loss, which is read after all operations of the step are queued. */
	private double trainStep(final double rate) throws IOException {
		final List<NDArray> looks = new ArrayList<>();
		for (int i = 0; i < accumulate; i++)
			looks.add(learner.accumulateGradients(batches.next(), step * accumulate + i, 1.0 / accumulate));
		learner.step(rate);
		double loss = 0;
		for (int i = 0; i < accumulate; i++) {
			final double[] values = Learner.numbers(looks.get(i));
			if (!Double.isFinite(values[0])) throw trouble.notFinite(values[0], (int) (step / perEpoch) + 1, batches.names(step *
				accumulate + i));
			for (int k = 0; k < sums.length; k++)
				sums[k] += values[k] / accumulate;
			loss += values[0] / accumulate;
		}
		return loss;
	}

	private void endEpoch(final int epoch) {
		reportClasses(epoch);
		recordEpoch(epoch, configuration.course().validates(epoch, optimization.epochs()));
		Arrays.fill(sums, 0);
		if (run.checkpoints().isPresent() && run.checkpoints().get().areDue(epoch) && epoch < optimization.epochs())
			checkpoint();
	}

	/** Logs once which classes the patches of an epoch show, and warns once of a class that none of them shows. */
	private void reportClasses(final int epoch) {
		final int[] shown = batches.shown(epoch);
		final List<LabelClass> classes = batches.classes();
		if (!isReported) progress.log(TrainingMessages.shownClasses(epoch, IntStream.range(1, classes.size()).mapToObj(c -> classes.get(c)
			.name() + " " + shown[1 + c] + " of " + shown[0]).collect(Collectors.joining(", "))));
		isReported = true;
		final List<String> missing = IntStream.range(1, classes.size()).filter(c -> shown[1 + c] == 0 && !batches.isPlacedOn(c)).mapToObj(c -> classes.get(c).name())
			.filter(unseen::add).toList();
		if (!missing.isEmpty()) progress.log(TrainingMessages.neverShown(epoch, shown[0], String.join(" or ", missing), configuration
			.sampling().oversample()));
	}

	/** Records an epoch, complete or not, in the history. */
	private void recordEpoch(final int epoch, final boolean validate) {
		final int known = history.rows().size(), n = stepsInEpoch();
		history.add(epoch, "train", "loss", sums[0] / n);
		final List<String> names = learner.terms();
		for (int i = 0; i < names.size(); i++)
			history.add(epoch, "train", names.get(i), sums[i + 1] / n);
		history.add(epoch, "train", "rate", optimization.rate() * schedule.factor(step - 1, steps));
		if (validate) validate(epoch);
		logEpoch(epoch, known);
	}

	private void logEpoch(final int epoch, final int known) {
		final List<History.Row> rows = history.rows().subList(known, history.rows().size());
		progress.log(EpochLine.of(epoch, optimization.epochs(), rows));
		listener.epoch(epoch, rows);
	}

	private void validate(final int epoch) {
		validated = step;
		if (run.validation().isEmpty()) return;
		final Validation validation = run.validation().get();
		final Map<String, Tensor> weights = weights();
		trouble.requireFinite(weights);
		final double done = (double) step / steps;
		final Validation.Result result = validation.run(weights, epoch, progress.part(done, done));
		final Validation.Scores s = result.scores();
		history.add(epoch, "validation", "loss", s.loss());
		history.add(epoch, "validation", "soft_Dice", 100 * s.softDice());
		history.add(epoch, "validation", "Dice", 100 * s.dice());
		history.add(epoch, "validation", "BDice", 100 * s.bdice());
		history.add(epoch, "validation", "ECE", 100 * s.ece());
		history.add(epoch, "validation", "human_Dice", 100 * validation.humanDice());
		scores.add(epoch, s.loss(), weights);
		listener.preview(result.preview());
	}

	/**
	 * The weights for prediction. The batch-norm statistics depend on the step alone, so that a resumed training ends like an
	 * uninterrupted one.
	 */
	private Map<String, Tensor> weights() {
		final TrainingConfiguration.ValidationOptions course = configuration.course();
		final boolean isBetween = step == validated && run.validation().isPresent() && step < steps;
		return learner.weights(isBetween ? course.statistics(optimization.epochs(), perEpoch) : course.statistics(), batches::extra);
	}

	/** Writes a checkpoint; a failing disk does not stop the training, because it may work again when the model is written. */
	private void checkpoint() {
		final Checkpoints places = run.checkpoints().orElseThrow();
		final Checkpoint c = learner.checkpoint(new Checkpoint.State(Checkpoint.FORMAT, step, optimization.epochs(), perEpoch,
			Arrays.stream(sums).boxed().toList(), scores.score(), clock.allSeconds(), learner
			.precision().toString(), places.settings()), scores.best(), history);
		trouble.requireFinite(c.weights());
		try {
			places.write(c);
		}
		catch (final IOException e) {
			progress.log(TrainingMessages.noCheckpoint(step / perEpoch, e.getMessage()));
		}
	}

	private Outcome end(final Reason reason) {
		final int begun = (int) (step % perEpoch), epochs = (int) (step / perEpoch), now = begun > 0 ? epochs + 1 : epochs;
		// before the epoch that has begun is written down: a training that goes on ends it first
		if (reason == Reason.TIME && run.checkpoints().isPresent() && run.checkpoints().get().areWanted()) checkpoint();
		if (begun > 0) recordEpoch(now, true);
		else if (validated != step && run.validation().isPresent()) {
			final int known = history.rows().size();
			validate(now);
			logEpoch(now, known);
		}
		final Map<String, Tensor> last = weights();
		trouble.requireFinite(last);
		final boolean best = configuration.course().keep() == TrainingConfiguration.Keep.BEST && scores.best().isPresent();
		final boolean same = scores.best().isEmpty() || scores.score().epoch() == now;
		final double waited = batches.waited() * 1e-9 / Math.max(1e-9, clock.seconds());
		if (waited > MUCH_WAITING) progress.log(TrainingMessages.waited(100 * waited));
		final StopReason ending = new StopReason(reason, epochs, best ? scores.score().epoch() : now, waited);
		listener.end(ending);
		return new Outcome(best ? scores.best().get() : last, same ? Optional.empty() : Optional.of(best ? last : scores.best()
			.get()), history, ending, learner.precision(), clock.allSeconds());
	}
}
