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
	private final Consumer<Path> remember;
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
	 * @param remember hears the folder of results of a run that can be continued
	 */
	WizardSession(final WizardRunner runner, final Executor background, final Executor foreground, final Consumer<String> recorder,
		final Consumer<Path> remember, final Runnable changed, final BiFunction<WizardStep, List<Outcome>, Runnable> show)
	{
		this.runner = runner;
		this.background = background;
		this.foreground = foreground;
		this.recorder = recorder;
		this.remember = remember;
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

	/** Continues a run whose results are in a folder. */
	void resume(final SavedRun.Folder run, final Path output) {
		if (isBusy()) return;
		reading = true;
		problems.clear();
		begin(WizardStep.DATA, () -> {
			try {
				final WizardData data = WizardData.of(run.dataset(), run.task());
				foreground.execute(() -> restore(run, data, output));
			}
			catch (final IOException | UserException e) {
				fail(WizardStep.DATA, e.getMessage());
			}
			catch (final RuntimeException | Error e) {
				fail(WizardStep.DATA, WizardMessages.folderUnreadable(e));
				throw e;
			}
		});
	}

	private void restore(final SavedRun.Folder run, final WizardData data, final Path output) {
		try {
			plan.restore(run, data, output);
			remember.accept(output);
		}
		catch (final UserException e) {
			problems.put(WizardStep.DATA, e.getMessage());
		}
	}

	/** Writes down how the run stands; a run that nothing was made in leaves nothing. */
	private void save(final WizardStep step) {
		try {
			plan.saved().write(plan.output());
			remember.accept(plan.output());
		}
		catch (final IOException e) {
			problems.put(step, e.getMessage());
		}
	}

	/** Does something in the background; whatever happens, the session is not busy afterwards. */
	private void begin(final WizardStep step, final Runnable work) {
		new BackgroundWork(background, foreground).start(changed, work, sentence -> problems.put(step, sentence), () -> {
			running = null;
			reading = false;
			changed.run();
		});
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
		if (step == WizardStep.TRAINING) save(step); // an interrupted training can be resumed after a restart
		begin(step, () -> work(prepared, existing));
	}

	private void work(final WizardPlan.Prepared prepared, final Existing existing) {
		final WizardStep step = prepared.step();
		try {
			final List<Outcome> outcomes = runner.run(prepared.lines(), existing, this::heard);
			final Runnable shown = show.apply(step, outcomes);
			foreground.execute(() -> {
				plan.made(prepared);
				save(step);
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
