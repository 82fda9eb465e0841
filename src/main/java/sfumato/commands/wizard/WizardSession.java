package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import sfumato.commands.wizard.WizardRunner.Existing;
import sfumato.commands.wizard.WizardRunner.Outcome;
import sfumato.text.UserException;

/**
 * A running {@link SegmentationWizard}: runs the steps of a {@link WizardPlan} in the background and stores their results and errors.
 * Everything but the work itself happens on one thread, that of the window.
 */
final class WizardSession {

	private final WizardPlan plan = new WizardPlan();
	private final WizardRunner runner;
	private final Executor background, foreground;
	private final Consumer<String> recorder;
	private final Runnable changed;
	private final BiFunction<WizardStep, List<Outcome>, Runnable> show;
	private final Map<WizardStep, String> problems = new EnumMap<>(WizardStep.class);
	private final StringBuilder log = new StringBuilder();
	private WizardStep running;
	private boolean reading;

	/**
	 * Creates a session.
	 *
	 * @param background runs long tasks
	 * @param foreground runs tasks on the thread of the window
	 * @param recorder receives the macro lines
	 * @param changed called after each change
	 * @param show draws the results of a step in the background, and returns an action that shows them
	 */
	WizardSession(final WizardRunner runner, final Executor background, final Executor foreground, final Consumer<String> recorder,
		final Runnable changed, final BiFunction<WizardStep, List<Outcome>, Runnable> show)
	{
		this.runner = runner;
		this.background = background;
		this.foreground = foreground;
		this.recorder = recorder;
		this.changed = changed;
		this.show = show;
	}

	WizardPlan plan() {
		return plan;
	}

	WizardRunner runner() {
		return runner;
	}

	/** Returns the running step. */
	Optional<WizardStep> running() {
		return Optional.ofNullable(running);
	}

	boolean isBusy() {
		return running != null || reading;
	}

	/** Returns the error of the last run of a step, or of its choices; empty without an error. */
	String problem(final WizardStep step) {
		return problems.getOrDefault(step, "");
	}

	/** Returns all lines that ran, including those of failed steps. */
	String log() {
		return log.toString();
	}

	/** Reads a folder and starts again with it. */
	void open(final Path folder, final String task) {
		if (isBusy()) return;
		reading = true;
		problems.clear();
		begin(WizardStep.DATA, () -> {
			try {
				final WizardData data = WizardData.of(folder, task);
				foreground.execute(() -> plan.begin(data));
			}
			catch (final IOException | UserException e) {
				fail(WizardStep.DATA, e.getMessage());
			}
			catch (final RuntimeException | Error e) {
				fail(WizardStep.DATA, WizardMessages.unreadableFolder(e));
				throw e;
			}
		});
	}

	/** Does something in the background; whatever happens, the session is not busy afterwards. */
	private void begin(final WizardStep step, final Runnable work) {
		final Runnable over = () -> {
			running = null;
			reading = false;
			changed.run();
		};
		try {
			changed.run();
			background.execute(() -> {
				try {
					work.run();
				}
				finally {
					foreground.execute(over);
				}
			});
		}
		catch (final RuntimeException | Error e) { // as if there are no more threads
			problems.put(step, WizardMessages.unexpected(e));
			over.run();
			throw e;
		}
	}

	/** Clears the error of a step after another choice. */
	void touch(final WizardStep step) {
		problems.remove(step);
		changed.run();
	}

	/** Runs a step with the current choices. */
	void run(final WizardStep step, final Existing existing) {
		if (isBusy()) return;
		problems.remove(step);
		final WizardPlan.Prepared prepared;
		try {
			prepared = plan.prepare(step);
		}
		catch (final UserException e) {
			problems.put(step, e.getMessage());
			changed.run();
			return;
		}
		running = step;
		begin(step, () -> work(prepared, existing));
	}

	private void work(final WizardPlan.Prepared prepared, final Existing existing) {
		final WizardStep step = prepared.step();
		try {
			final List<Outcome> outcomes = runner.run(prepared.lines(), existing, this::heard);
			final Runnable shown = show.apply(step, outcomes);
			foreground.execute(() -> {
				plan.made(prepared);
				shown.run();
			});
		}
		catch (final CancellationException e) {
			fail(step, WizardMessages.cancelled());
		}
		catch (final UserException | IOException e) {
			fail(step, e.getMessage());
		}
		catch (final RuntimeException | Error e) {
			fail(step, WizardMessages.unexpected(e));
			throw e;
		}
	}

	private void heard(final String line) {
		foreground.execute(() -> {
			log.append(line).append('\n');
			recorder.accept(line);
			changed.run();
		});
	}

	private void fail(final WizardStep step, final String sentence) {
		foreground.execute(() -> problems.put(step, sentence));
	}
}
