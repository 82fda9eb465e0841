package sfumato.commands.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import sfumato.plots.TrainingCurves;
import sfumato.progress.Progress;
import sfumato.training.History;
import sfumato.training.StopReason;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;

/**
 * The state of a running training and its buttons: everything of {@link TrainingWindow} but the window. It hears on the training's
 * thread, of which it takes hardly any time, and is asked from any other.
 */
public final class TrainingWatch implements TrainingListener, AutoCloseable {

	private final String title;
	private final boolean mayFinish;
	private final Runnable onBegin;
	private Runnable onOver = () -> {};
	private final TrainingControl control = new TrainingControl();

	private String part = "";
	private Begin begin;
	private LossTrace trace = new LossTrace();
	private final List<History.Row> rows = new ArrayList<>();
	private Step step;
	private Preview preview;
	private StopReason ending;
	private boolean succeeded, over;
	/** Number of changes that should be drawn at once. */
	private int drawn;

	/**
	 * Creates a watch.
	 *
	 * @param title the name of the training
	 * @param mayFinish whether the training can be finished early; false if several trainings are compared
	 * @param onBegin called on the thread of the training when it begins for the first time
	 */
	TrainingWatch(final String title, final boolean mayFinish, final Runnable onBegin) {
		this.title = title;
		this.mayFinish = mayFinish;
		this.onBegin = onBegin;
	}

	/**
	 * A snapshot of the training.
	 *
	 * @param title title of the window
	 * @param lines progress and last validation
	 * @param done share of the steps that are done, from 0 to 1
	 * @param running whether the buttons are enabled
	 * @param drawn a number that changes with the epochs of the curves and with the preview
	 */
	record View(String title, List<String> lines, double done, boolean running, TrainingCurves curves,
		Optional<Preview> preview, int drawn)
	{}

	TrainingControl control() {
		return control;
	}

	boolean mayFinish() {
		return mayFinish;
	}

	/** Returns a progress that the cancel button of the window cancels, too. */
	Progress progress(final Progress progress) {
		return progress.canceledAlsoBy(control::isCanceled);
	}

	@Override
	public synchronized void next(final String name) {
		part = name;
	}

	@Override
	public void begin(final Begin what) {
		final boolean first;
		synchronized (this) {
			first = begin == null;
			begin = what;
			trace = new LossTrace();
			rows.clear();
			rows.addAll(what.history());
			step = null;
			preview = null;
			ending = null;
			drawn++;
		}
		if (first) onBegin.run();
	}

	@Override
	public synchronized void step(final Step what) {
		step = what;
		trace.add((what.step() - 0.5) / begin.stepsPerEpoch(), what.loss());
	}

	@Override
	public synchronized void epoch(final int epoch, final List<History.Row> measured) {
		rows.addAll(measured);
		drawn++;
	}

	@Override
	public synchronized void preview(final Preview what) {
		preview = what;
		drawn++;
	}

	@Override
	public synchronized void end(final StopReason how) {
		ending = how;
	}

	/** Records that the enclosing work has succeeded. */
	synchronized void succeed() {
		succeeded = true;
	}

	/** Does something when nothing more will happen. */
	void whenOver(final Runnable action) {
		onOver = action;
	}

	/** Records that the work has ended. */
	@Override
	public void close() {
		synchronized (this) {
			over = true;
			drawn++;
		}
		onOver.run();
	}

	public synchronized boolean isOver() {
		return over;
	}

	/** The name and how far it is, in a few words. */
	synchronized String summary() {
		return TrainMenuMessages.summary(part.isEmpty() ? title : title + ": " + part, step == null ? 0 : step.step() / begin
			.stepsPerEpoch(), begin == null ? 0 : begin.epochs());
	}

	/** Handles the pause button. */
	void pauseOrGoOn() {
		if (control.isPaused()) control.goOn();
		else control.pause();
	}

	synchronized View view() {
		final TrainingCurves curves = new TrainingCurves(rows, Optional.of(trace.steps()), over || begin == null ? 0 : begin
			.epochs());
		final boolean running = !over && !control.isCanceled() && !control.isFinishing();
		return new View(part.isEmpty() ? title : title + ": " + part, List.of(now(), scores()), done(), running, curves, Optional
			.ofNullable(preview), drawn);
	}

	private double done() {
		if (begin == null) return 0;
		final double all = (double) begin.epochs() * begin.stepsPerEpoch();
		return step == null ? begin.first() / all : step.step() / all;
	}

	/** Describes the current activity. */
	private String now() {
		if (over) return succeeded ? ending == null ? "Done." : sentence(ending) : control.isCanceled()
			? TrainMenuMessages.cancelled() : TrainMenuMessages.noResult();
		if (control.isCanceled()) return "Cancelling ...";
		if (ending != null) return TrainMenuMessages.writingModel(sentence(ending));
		if (control.isFinishing()) return "Finishing ...";
		if (step == null) return "Starting ...";
		final String far = TrainMenuMessages.step(step.epoch(), begin.epochs(), step.step(), (long) begin.epochs() *
			begin.stepsPerEpoch(), step.loss(), step.rate(), step.imagesPerSecond());
		return control.isPaused() ? "Paused. " + far : far + ", " + time(step.secondsLeft()) + " left";
	}

	private static String sentence(final StopReason ending) {
		return TrainMenuMessages.ended(ending.epochs(), ending.reason(), ending.kept());
	}

	private static String time(final double seconds) {
		final Duration d = Duration.ofSeconds(Math.round(seconds));
		return d.toHours() > 0 ? String.format(Locale.ROOT, "%d h %02d min", d.toHours(), d.toMinutesPart()) : String.format(
			Locale.ROOT, "%d min %02d s", d.toMinutes(), d.toSecondsPart());
	}

	/** Describes the last validation. */
	private String scores() {
		final List<History.Row> tried = rows.stream().filter(r -> r.split().equals("validation")).toList();
		if (tried.isEmpty()) return begin == null ? "" : Double.isNaN(begin.humanDice())
			? TrainMenuMessages.noScores() : TrainMenuMessages.notValidated();
		final int epoch = tried.get(tried.size() - 1).epoch();
		final StringBuilder line = new StringBuilder("Validation after epoch " + epoch + ":");
		for (final String name : List.of("loss", "soft_Dice", "Dice", "BDice", "ECE", "human_Dice"))
			values(tried, epoch, name).findFirst().ifPresent(v -> line.append(line.charAt(line.length() - 1) == ':' ? " " : ", ")
				.append(name.equals("human_Dice") ? "inter-rater Dice" : name.replace('_', ' ')).append(String.format(Locale.ROOT,
					name.equals("loss") ? " %.4f" : " %.1f", v)));
		return line.toString();
	}

	private static Stream<Double> values(final List<History.Row> rows, final int epoch, final String name) {
		return rows.stream().filter(r -> r.epoch() == epoch && r.name().equals(name)).map(History.Row::value);
	}
}
